// Changes what the workspace has agreed on about customers' words; the sponsor and the workspace's admins may.
import { type Care, saveCare } from '../people/care-store.ts';
import { requireSettings } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { voicesAge } from './forget-many.ts';

const fewestDays = 30;
const mostDays = 3_650;

/** Refuses strangers to the settings, and what keepCare does. What is too old by now goes at once. */
export function chooseCare(db: Database, now: Date, personId: string, chosen: Care): void {
  requireSettings(db, personId);
  keepCare(db, now, personId, chosen);
}

/** Refuses a time that is hardly meant. `personId` null: whoever runs the bot. */
export function keepCare(db: Database, now: Date, personId: string | null, chosen: Care): void {
  const { keptDays } = chosen;
  if (keptDays !== null && !(Number.isInteger(keptDays) && keptDays >= fewestDays && keptDays <= mostDays)) {
    throw new Refusal(
      'Type how many days voices are kept, from 30 to 3,650, or leave it empty to keep them for good.',
      'kept_days',
    );
  }
  saveCare(db, chosen);
  if (keptDays === null) clearAlarm(db, voicesAge, '');
  else setAlarm(db, voicesAge, '', now);
  audit(db, now, personId, 'changed', 'care of voices');
}
