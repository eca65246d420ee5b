// Takes one person's verdict on one decision, and changes it while the round is open.
import { requireMember } from '../people/roles.ts';
import { viewerOf } from '../people/store.ts';
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Round, rootDrawing } from '../ritual/round.ts';
import { findRound, joinRoster } from '../ritual/round-store.ts';
import { type Answer, findAnswer, saveAnswer } from './answer-store.ts';
import { revealDrawing } from './close-round.ts';
import { type Decision, lateAnswersMs, longestReason } from './decision.ts';
import { setClosing } from './set-closing.ts';
import { findDecision } from './store.ts';
import type { Verdict } from './verdict.ts';

interface Wishes {
  decisionId: number;
  verdict: Verdict;
  /** Undefined keeps the why that was given before. */
  why?: string;
}

/** Refuses strangers to the channel, rounds that ended more than seven days ago, and changes after the reveal. */
export function answerDecision(db: Database, now: Date, personId: string, wishes: Wishes): Answer {
  const { decision, round, before, late } = requireAnswerable(db, now, personId, wishes.decisionId);
  if (wishes.why && wishes.why.length > longestReason) {
    throw new Refusal(
      'Keep the why under 2,000 characters: the others should be able to read it in a minute.',
      'why',
    );
  }
  const answer = {
    decisionId: decision.id,
    personId,
    verdict: wishes.verdict,
    why: wishes.why === undefined ? (before?.why ?? null) : wishes.why || null,
    answeredAt: now,
    late,
  };
  saveAnswer(db, answer);
  if (!late) {
    joinRoster(db, round.id, personId);
    setClosing(db, now, round.id);
  }
  redraw(db, now, rootDrawing, round.id);
  if (late) redraw(db, now, revealDrawing, round.id);
  return answer;
}

interface Answerable {
  decision: Decision;
  round: Round;
  before: Answer | undefined;
  late: boolean;
}

/** Refuses as answerDecision does, before there is an answer: for opening its form. */
export function requireAnswerable(db: Database, now: Date, personId: string, decisionId: number): Answerable {
  const decision = findDecision(db, decisionId, viewerOf(db, personId));
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) throw new Refusal('This decision is not known any more.');
  requireMember(db, round.conversationId, personId);
  const before = findAnswer(db, decision.id, personId);
  const late = round.state !== 'open';
  if (late && before && !before.late) {
    throw new Refusal('The round has closed and everyone has seen the answers, so yours stays as it is.');
  }
  if (late && (!round.closedAt || now > later(round.closedAt, lateAnswersMs))) {
    throw new Refusal('This round closed more than seven days ago and takes no more answers.');
  }
  return { decision, round, before, late };
}
