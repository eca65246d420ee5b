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

/** The kind of alarm that tells the other rooms whom somebody else has chosen as the sponsor; its key says both. */
export const sponsorChosen = 'sponsor chosen';

export interface Chosen {
  chosenId: string;
  chosenBy: string;
}

/** Belongs in the transaction of the choice. Whoever chooses themselves knows it. */
export function tellChosen(db: Database, now: Date, { chosenId, chosenBy }: Chosen): void {
  if (chosenId !== chosenBy) setAlarm(db, sponsorChosen, `${chosenId} ${chosenBy}`, now);
}

export function readChosen(key: string): Chosen {
  const [chosenId = '', chosenBy = ''] = key.split(' ');
  return { chosenId, chosenBy };
}
