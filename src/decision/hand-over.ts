// Gives all that is open of a decision to its new owner: a decision and its matters never have two.
import type { Database } from '../platform/database.ts';
import { closeOffer } from './close-offer.ts';
import type { Decision } from './decision.ts';
import { mattersOfDecision } from './matter-store.ts';
import { passMattersOf } from './offer-store.ts';
import { remindOf } from './open-matter.ts';
import { redrawDecision } from './redraw-decision.ts';

/** Belongs in the transaction that gives the decision itself to them. */
export function handOver(db: Database, now: Date, decision: Decision, ownerId: string): void {
  const open = mattersOfDecision(db, decision.id).filter(({ ending }) => ending === null);
  for (const matter of open) closeOffer(db, now, matter);
  passMattersOf(db, decision.id, ownerId);
  for (const { dueAt } of open) remindOf(db, now, ownerId, dueAt);
  redrawDecision(db, now, decision);
}
