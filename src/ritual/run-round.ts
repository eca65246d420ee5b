// Who runs a round: its ritual's facilitator as of now, or whoever opened it by hand.
import { isActive } from '../people/person.ts';
import { requireFacilitator } from '../people/roles.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Round } from './round.ts';
import { findRitual } from './store.ts';

/** Refuses anyone else but the sponsor. A round whose opener has left is anybody's of its channel. */
export function requireRunsRound(db: Database, round: Round, personId: string): void {
  const ritual = round.ritualId === null ? undefined : findRitual(db, round.ritualId);
  if (ritual) {
    requireFacilitator(db, ritual.facilitatorId, personId);
    return;
  }
  if (personId === round.facilitatorId || personId === sponsorId(db)) return;
  if (!isActive(findPerson(db, round.facilitatorId))) return;
  throw new Refusal(`Only <@${round.facilitatorId}>, who opened this round, and the sponsor can do this.`);
}
