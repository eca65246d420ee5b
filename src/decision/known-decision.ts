// The decision that a number names, for those who may know of it: its audience, and its owner wherever they are.
import { mayKnow } from '../people/roles.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Decision } from './decision.ts';
import { loadDecision } from './store.ts';

export function findKnown(db: Database, personId: string, decisionId: number): Decision | undefined {
  const decision = loadDecision(db, decisionId);
  const isKnown = decision && (decision.ownerId === personId || mayKnow(db, personId, decision));
  return isKnown ? decision : undefined;
}

/** Refuses what is not there and what this person may not know of with the same sentence. */
export function requireKnown(db: Database, personId: string, decisionId: number): Decision {
  const decision = findKnown(db, personId, decisionId);
  if (!decision) throw new Refusal('This decision is not known any more.');
  return decision;
}
