// The SQL of offers: who is asked to take a matter over, and what came of it.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Offer } from './matter.ts';

/** Notes an offer in the place of the one before. */
export function setOffer(db: Database, matterId: number, { to, at, state }: Offer): void {
  db.run(
    `UPDATE matter SET offered_to = @to, offered_at = @at, offer_state = @state
     WHERE id = @matterId AND ending IS NULL`,
    { matterId, to, at: stored(at), state },
  );
}

/** The matters that somebody is asked to take over, the first offer first. */
export function idsOfMattersOfferedTo(db: Database, personId: string): number[] {
  return db
    .all<{ id: number }>(
      `SELECT id FROM matter WHERE offered_to = @personId AND offer_state = 'open' AND ending IS NULL
       ORDER BY offered_at, id`,
      { personId },
    )
    .map(({ id }) => id);
}

/** Gives all that is open of a decision to its new owner; whatever was offered before is offered no longer. */
export function passMattersOf(db: Database, decisionId: number, ownerId: string): void {
  db.run(
    `UPDATE matter SET owner_id = @ownerId, offered_to = NULL, offered_at = NULL, offer_state = NULL
     WHERE decision_id = @decisionId AND ending IS NULL`,
    { decisionId, ownerId },
  );
}
