// Slack's door to care: what is masked, how long voices are kept, and a customer who wants to be forgotten.
import { findCare } from '../people/care-store.ts';
import { requireSettings } from '../people/roles.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Jobs } from '../platform/jobs.ts';
import { notice } from '../platform/reply.ts';
import type { Ticker } from '../platform/ticker.ts';
import { careForm, forgetOldForm, forgettingText } from './care-views.ts';
import { chooseCare } from './choose-care.ts';
import { followForgetting, forgetCustomer, forgetOld, forgettingDue, voicesAge } from './forget-many.ts';
import { agreedCare, openedCare } from './read-care.ts';
import { weighCare } from './weigh-care.ts';

interface House {
  db: Database;
  clock: Clock;
  doors: Doors;
  ticker: Ticker;
  jobs: Jobs;
}

export function listen(house: House): void {
  const { db, doors, ticker } = house;
  doors.click('care.form', ({ personId }) => {
    requireSettings(db, personId);
    return { open: careForm(findCare(db)) };
  });
  doors.submission('care', ({ now, personId, fields, metadata }) => {
    requireSettings(db, personId);
    const days = fields.text('kept_days');
    const masks = fields.option('masking') !== 'kept';
    const chosen = { masks, keptDays: days === '' ? null : Number(days) };
    const opened = { shown: openedCare(metadata), chosen };
    const weighed = weighCare(db, now, personId, opened);
    if (weighed.voices > 0) return { replace: forgetOldForm(opened, weighed) };
    chooseCare(db, now, personId, opened);
    return {};
  });
  doors.submission('forget_old', ({ now, personId, metadata }) => {
    requireSettings(db, personId);
    const { voices } = chooseCare(db, now, personId, agreedCare(metadata));
    return { replace: notice('Forgetting', forgettingText(voices)) };
  });
  doors.submission('forget_customer', ({ now, personId, metadata }) => {
    const voices = forgetCustomer(db, now, personId, metadata);
    return { replace: notice('Forgetting', forgettingText(voices)) };
  });
  ticker.on(forgettingDue, (key, now) => followForgetting(house, Number(key), now));
  ticker.on(voicesAge, (_key, now) => forgetOld(db, now));
}
