// What the team decided: one statement with one owner, inside a round.
import type { Audience } from '../people/conversation.ts';
import { addDays } from '../people/zone.ts';
import { dayMs } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Ending } from './matter.ts';
import type { Outcome } from './outcome.ts';
import type { Ruling } from './ruling.ts';

export interface Decision {
  id: number;
  roundId: number;
  conversationId: string;
  audience: Audience;
  statement: string;
  ownerId: string;
  /** The kinds of customers it touches; none named: all. */
  segments: string[];
  /** The calendar day on which to look back. */
  reviewOn: string;
  /** The decision that this one changed. */
  changesId: number | null;
  recordedBy: string;
  recordedAt: Date;
  /** What the rule said at the close; null while the round is open. */
  ruling: Ruling | null;
  /** What became of it when it was reconsidered. */
  fate: Extract<Ending, 'kept' | 'changed' | 'reversed'> | 'withdrawn' | null;
  /** Who withdrew it, and why. */
  withdrawnBy: string | null;
  withdrawnBecause: string | null;
  /** What customers in fact thought; null until its owner has looked back. */
  outcome: Outcome | null;
  /** The message that it was asked about, where it was. */
  sourceLink: string | null;
}

/** Whether it is what the team does: a decision that was changed, reversed or withdrawn is not. */
export function isInForce({ fate }: Pick<Decision, 'fate'>): boolean {
  return fate === null || fate === 'kept';
}

export const mostDecisionsInRound = 8;
export const longestStatement = 3000;
export const longestReason = 2000;
/** That one form cites. */
export const mostVoicesInForm = 5;
/** Late answers are taken for this long after the close. */
export const lateAnswersMs = 7 * dayMs;

/** The default day to look back: six weeks on. */
export function defaultReviewDay(today: string): string {
  return addDays(today, 42);
}

/** Refuses an empty statement and one that is too long. */
export function checkStatement(words: string, field?: string): string {
  const statement = words.trim();
  if (!statement) throw new Refusal('Write what was decided, in a sentence.', field);
  if (statement.length > longestStatement) {
    throw new Refusal(
      `That is ${statement.length.toLocaleString('en')} characters; a decision has at most 3,000. Write what was decided, and link to the rest.`,
      field,
    );
  }
  return statement;
}
