// Records what was decided, in the round that is open, or in one that it opens.
import { isActive } from '../people/person.ts';
import { requireMember } from '../people/roles.ts';
import { findPerson, isMember } from '../people/store.ts';
import type { Segment } from '../people/workspace.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { openRoundByHand } from '../ritual/ask-ritual.ts';
import { type Round, rootDrawing } from '../ritual/round.ts';
import { findOpenRound, findRound } from '../ritual/round-store.ts';
import { checkStatement, type Decision, defaultReviewDay, mostDecisionsInRound } from './decision.ts';
import { setClosing } from './set-closing.ts';
import { addDecision, decisionsIn, loadDecision } from './store.ts';

export interface DecisionWishes {
  statement: string;
  ownerId: string;
  segments: Segment[];
  /** The calendar day on which to look back; null: six weeks on. */
  reviewOn: string | null;
  /** The decision that this one changes. */
  changesId: number | null;
}

/** Where a decision goes: into a round that is named, or into the newest one open in a conversation. */
export type Where = { roundId: number } | { conversationId: string };

/** Refuses strangers, an owner who cannot own it, a day gone by, a round that has ended or holds eight already. */
export function recordDecision(
  db: Database,
  now: Date,
  personId: string,
  where: Where,
  wishes: DecisionWishes,
): Decision {
  const statement = checkStatement(wishes.statement, 'statement');
  const round =
    'roundId' in where ? requireOpenRound(db, where.roundId, personId) : roundIn(db, now, where, personId);
  requireOwner(db, round, wishes.ownerId);
  if (decisionsIn(db, round.id).length >= mostDecisionsInRound) {
    throw new Refusal(
      'This round holds eight decisions already, which is as many as a message can carry. Close it with `/ritual close`, then record this one in a new round.',
      'statement',
    );
  }
  const today = localTime(now, findPerson(db, personId)?.timeZone ?? 'UTC').date;
  const reviewOn = wishes.reviewOn ?? defaultReviewDay(today);
  if (reviewOn <= today) throw new Refusal('Choose a day after today to look back.', 'review_on');
  const id = addDecision(db, {
    roundId: round.id,
    conversationId: round.conversationId,
    audience: round.audience,
    statement,
    ownerId: wishes.ownerId,
    segments: wishes.segments,
    reviewOn,
    changesId: wishes.changesId,
    recordedBy: personId,
    recordedAt: now,
    ruling: null,
  });
  setClosing(db, now, round.id);
  redraw(db, now, rootDrawing, round.id);
  audit(db, now, personId, 'recorded', `decision ${id}`);
  const decision = loadDecision(db, id);
  if (!decision) throw new Error(`decision ${id} was just recorded`);
  return decision;
}

/** The round, when it is open and this person belongs to its channel. */
export function requireOpenRound(db: Database, roundId: number, personId: string): Round {
  const round = findRound(db, roundId);
  if (!round) throw new Refusal('This round is not known any more. Ask anew with `/ritual ask`.');
  requireMember(db, round.conversationId, personId);
  if (round.state !== 'open') {
    throw new Refusal('This round has ended. `/decided` followed by what was decided opens a new one.');
  }
  return round;
}

function roundIn(db: Database, now: Date, where: { conversationId: string }, personId: string): Round {
  const open = findOpenRound(db, where.conversationId);
  return open
    ? requireOpenRound(db, open.id, personId)
    : openRoundByHand(db, now, personId, where.conversationId);
}

function requireOwner(db: Database, round: Round, ownerId: string): void {
  if (!isActive(findPerson(db, ownerId))) {
    throw new Refusal('The owner must be one person who is still here, and no bot.', 'owner');
  }
  if (round.audience !== 'workspace' && !isMember(db, round.conversationId, ownerId)) {
    throw new Refusal('This channel is private: its decisions can only be owned by its members.', 'owner');
  }
}
