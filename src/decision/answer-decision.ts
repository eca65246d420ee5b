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
import { requireHeard } from './hear-voices.ts';
import { setClosing } from './set-closing.ts';
import { findDecision } from './store.ts';
import type { Verdict } from './verdict.ts';

interface Wishes {
  decisionId: number;
  verdict: Verdict;
  /** Undefined keeps the why that was given before. */
  why?: string;
  /** The kind of customers in mind, and the voices cited; undefined keeps what was given before. */
  segment?: string | null;
  voiceIds?: number[];
}

/** Refuses strangers to the channel, rounds that ended more than seven days ago, and changes after the reveal. */
export function answerDecision(db: Database, now: Date, personId: string, wishes: Wishes): Answer {
  const { decision, round, before, late } = requireAnswerable(db, now, personId, wishes.decisionId);
  checkWhy(wishes.why);
  const voiceIds = wishes.voiceIds ?? before?.voiceIds ?? [];
  if (wishes.voiceIds) requireHeard(db, personId, decision.conversationId, voiceIds);
  const answer = {
    decisionId: decision.id,
    personId,
    verdict: wishes.verdict,
    why: wishes.why === undefined ? (before?.why ?? null) : wishes.why || null,
    segment: wishes.segment === undefined ? (before?.segment ?? null) : wishes.segment,
    voiceIds,
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
  const { decision, round } = requireAsked(db, personId, decisionId);
  if (round.anonymous)
    throw new Refusal('This decision is answered without names, with its buttons in the channel.');
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

/** The decision and its round, whether answers carry names or not. Refuses strangers, and what nobody answers. */
export function requireAsked(
  db: Database,
  personId: string,
  decisionId: number,
): Pick<Answerable, 'decision' | 'round'> {
  const decision = findDecision(db, decisionId, viewerOf(db, personId));
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) throw new Refusal('This decision is not known any more.');
  if (decision.fate === 'withdrawn')
    throw new Refusal('This decision was withdrawn, so nobody answers it any more.');
  requireMember(db, round.conversationId, personId);
  return { decision, round };
}

export function checkWhy(why: string | undefined): void {
  if (!why || why.length <= longestReason) return;
  throw new Refusal(
    'Keep the why under 2,000 characters: the others should be able to read it in a minute.',
    'why',
  );
}
