// Changes what the workspace has agreed on about customers' words; the sponsor and the workspace's admins may.
import { type Care, saveCare } from '../people/care-store.ts';
import type { Opened } from '../people/touched.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { voicesAge } from './forget-many.ts';
import { requireMeantDays, type WeighedCare, weighCare } from './weigh-care.ts';

/** Refuses as weighCare does. What is too old by now goes at once. */
export function chooseCare(db: Database, now: Date, personId: string, opened: Opened<Care>): WeighedCare {
  const weighed = weighCare(db, now, personId, opened);
  keepCare(db, now, personId, weighed.care);
  return weighed;
}

/** Refuses a time that is hardly meant. `personId` null: whoever runs the bot. */
export function keepCare(db: Database, now: Date, personId: string | null, care: Care): void {
  requireMeantDays(care.keptDays);
  saveCare(db, care);
  if (care.keptDays === null) clearAlarm(db, voicesAge, '');
  else setAlarm(db, voicesAge, '', now);
  audit(db, now, personId, 'changed', 'care of voices');
}
