// Puts a decision into an open round, whoever may have asked for it.
import { mayOwn } from '../people/roles.ts';
import { findPerson } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Round, rootDrawing } from '../ritual/round.ts';
import { checkStatement, type Decision, defaultReviewDay, mostDecisionsInRound } from './decision.ts';
import { awaitHalfOfWindow } from './remind-roster.ts';
import { setClosing } from './set-closing.ts';
import { addDecision, decisionsIn, loadDecision } from './store.ts';

export interface DecisionWishes {
  statement: string;
  ownerId: string;
  segments: string[];
  /** The calendar day on which to look back; null: six weeks on. */
  reviewOn: string | null;
  /** The decision that this one changes. */
  changesId: number | null;
}

/** Refuses an owner who cannot own it, a day gone by, and a round that holds eight already. */
export function putDecision(
  db: Database,
  now: Date,
  personId: string,
  round: Round,
  wishes: DecisionWishes,
): Decision {
  const statement = checkStatement(wishes.statement, 'statement');
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
  awaitHalfOfWindow(db, round);
  redraw(db, now, rootDrawing, round.id);
  audit(db, now, personId, 'recorded', `decision ${id}`);
  const decision = loadDecision(db, id);
  if (!decision) throw new Error(`decision ${id} was just recorded`);
  return decision;
}

function requireOwner(db: Database, round: Round, ownerId: string): void {
  if (mayOwn(db, round.conversationId, round.audience !== 'workspace', ownerId)) return;
  throw new Refusal(
    'The owner must be one person who is still here and can read this channel, and no bot.',
    'owner',
  );
}
