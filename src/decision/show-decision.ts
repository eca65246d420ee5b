// Tells the whole story of one decision to somebody who may read it.
import { viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Round } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { type Told, tell } from './load-round.ts';
import { findDecision, loadDecision } from './store.ts';

export interface Story {
  told: Told;
  place: { name: string; isOpen: boolean; closesAt: Date };
}

/** `number` is what was typed. What is not there and what one may not see are refused with the same sentence. */
export function findStory(db: Database, personId: string, number: string): Story {
  if (!/^#?\d{1,9}$/.test(number)) {
    throw new Refusal('Which one? Type its number, as in `/decided show 12`.');
  }
  const id = Number(number.replace('#', ''));
  const isOwner = loadDecision(db, id)?.ownerId === personId;
  const decision = isOwner ? loadDecision(db, id) : findDecision(db, id, viewerOf(db, personId));
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) throw new Refusal(`There is no decision ${id} that you can see.`);
  return { told: tell(db, round, decision), place: placeOf(round) };
}

function placeOf({ name, state, closesAt }: Round): Story['place'] {
  return { name, isOpen: state === 'open', closesAt };
}
