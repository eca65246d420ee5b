// Notices when a change makes somebody else the sponsor, and tells the other rooms.
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import { sponsorId } from './store.ts';

/** The kind of alarm that tells the other rooms that somebody is the sponsor no more; its key is the person's id. */
export const sponsorReplaced = 'sponsor replaced';

/** Makes a change that may make somebody else the sponsor; whoever was it may have owned what only the sponsor reads. */
export function followSponsor(db: Database, now: Date, change: () => void): void {
  const before = sponsorId(db);
  change();
  if (before !== null && before !== sponsorId(db)) setAlarm(db, sponsorReplaced, before, now);
}
