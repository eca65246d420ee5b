// Records what was decided, in the round that is open, or in one that it opens.
import { mayKnow, requireMember } from '../people/roles.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openRoundByHand } from '../ritual/ask-ritual.ts';
import type { Round } from '../ritual/round.ts';
import { findOpenRound, findRound } from '../ritual/round-store.ts';
import type { Decision } from './decision.ts';
import { type DecisionWishes, putDecision } from './put-decision.ts';

/** Where a decision goes: into a round that is named, or into the newest one open in a conversation. */
export type Where = { roundId: number } | { conversationId: string };

/** Refuses strangers to the channel, a round that has ended, and what putDecision refuses. */
export function recordDecision(
  db: Database,
  now: Date,
  personId: string,
  where: Where,
  wishes: DecisionWishes,
): Decision {
  const round =
    'roundId' in where ? requireOpenRound(db, where.roundId, personId) : roundIn(db, now, where, personId);
  return putDecision(db, now, personId, round, wishes);
}

/** The round, when it is open and this person belongs to its channel. */
export function requireOpenRound(db: Database, roundId: number, personId: string): Round {
  const round = findRound(db, roundId);
  if (!round || !mayKnow(db, personId, round))
    throw new Refusal('This round is not known any more. Ask anew with `/ritual ask`.');
  requireMember(db, round.conversationId, personId);
  if (round.state !== 'open') {
    throw new Refusal('This round has ended. `/decided` followed by what was decided opens a new one.');
  }
  return round;
}

function roundIn(db: Database, now: Date, where: { conversationId: string }, personId: string): Round {
  requireMember(db, where.conversationId, personId);
  const open = findOpenRound(db, where.conversationId);
  return open
    ? requireOpenRound(db, open.id, personId)
    : openRoundByHand(db, now, personId, where.conversationId);
}
