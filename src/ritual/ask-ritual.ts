// Asks by hand, with or without a ritual in the channel.
import { requireAskable, requireMember } from '../people/roles.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openRound } from './open-round.ts';
import type { Round } from './round.ts';
import { findOpenRound } from './round-store.ts';
import { findRitualIn } from './store.ts';

/** Refuses strangers to the channel, and a second round beside an open one. */
export function askRitual(db: Database, now: Date, personId: string, conversationId: string): Round {
  requireMember(db, conversationId, personId);
  if (findOpenRound(db, conversationId)) {
    throw new Refusal(
      'A round is open here already: record what was decided with `/decided`, or end it with `/ritual close`.',
    );
  }
  return openRoundByHand(db, now, personId, conversationId);
}

/** Opens a round that somebody asked for. Refuses strangers to the channel. */
export function openRoundByHand(db: Database, now: Date, personId: string, conversationId: string): Round {
  requireMember(db, conversationId, personId);
  return openRoundFor(db, now, personId, conversationId);
}

/** The same for somebody whose own role lets them ask, such as a decision's owner outside the channel. */
export function openRoundFor(db: Database, now: Date, personId: string, conversationId: string): Round {
  const conversation = requireAskable(db, conversationId);
  const ritual = findRitualIn(db, conversationId);
  const round = openRound(db, now, { conversation, ritual, askedBy: personId, end: null });
  if (!round) throw new Error('a round asked for by hand has no other end to collide with');
  return round;
}
