// Tells the whole story of one decision to somebody who may read it.
import { viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Message } from '../platform/sender.ts';
import { findRound } from '../ritual/round-store.ts';
import { tell } from './load-round.ts';
import { storyMessage } from './reveal-view.ts';
import { findDecision } from './store.ts';

/** `number` is what was typed. What is not there and what one may not see are refused with the same sentence. */
export function showDecision(db: Database, now: Date, personId: string, number: string): Message {
  if (!/^#?\d{1,9}$/.test(number)) throw new Refusal('Which one? Type its number, as in `/decided show 12`.');
  const id = Number(number.replace('#', ''));
  const decision = findDecision(db, id, viewerOf(db, personId));
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) throw new Refusal(`There is no decision ${id} that you can see.`);
  const place = { name: round.name, isOpen: round.state === 'open', closesAt: round.closesAt };
  return storyMessage(tell(db, round, decision), place, now);
}
