// The most that people can write, and decisions, matters and rounds that hold it.
import type { Answer } from '../../src/decision/answer-store.ts';
import type { Decision } from '../../src/decision/decision.ts';
import type { RoundFacts, Told } from '../../src/decision/load-round.ts';
import type { Ending, Matter } from '../../src/decision/matter.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Round } from '../../src/ritual/round.ts';
import type { Voice } from '../../src/voc/voice.ts';
import { monday } from '../people/town.ts';

/** Every character of it takes five when it is escaped. */
export const ampersands = (length: number) => '&'.repeat(length);

export function decisionOf(id: number, change: Partial<Decision> = {}): Decision {
  return {
    id,
    roundId: 1,
    conversationId: 'C0123456789',
    audience: 'workspace',
    statement: ampersands(3000),
    ownerId: 'U0123456789',
    segments: [],
    reviewOn: '2026-04-13',
    changesId: 123_456,
    recordedBy: 'U0123456789',
    recordedAt: monday,
    ruling: 'reconsider',
    fate: null,
    outcome: null,
    withdrawnBy: null,
    withdrawnBecause: null,
    sourceLink: null,
    ...change,
  };
}

export function matterOf(id: number, ending: Ending | null = null): Matter {
  return {
    id,
    kind: 'reconsideration',
    decisionId: id,
    ownerId: 'U0123456789',
    because: 'rule',
    voiceId: null,
    openedAt: monday,
    dueAt: later(monday, 7 * dayMs),
    putOffBecause: null,
    offer: null,
    ending,
    outcome: null,
    reason: ending && ampersands(2000),
    endedBy: ending && 'U0123456789',
    endedAt: ending && monday,
  };
}

export function voiceOf(id: number): Voice {
  return {
    id,
    conversationId: 'C0123456789',
    audience: 'workspace',
    words: ampersands(8000),
    customer: ampersands(80),
    segment: 'high',
    source: ampersands(80),
    stage: ampersands(80),
    score: { scale: 'csi', value: 100 },
    themes: [],
    permalink: `https://example.slack.com/archives/C0123456789/p1234567890123456?thread_ts=1234567890.123456&cid=C0123456789`,
    messageTs: null,
    saidAt: monday,
    capturedBy: 'U0123456789',
    capturedAt: monday,
  };
}

function answersOf(decisionId: number): Answer[] {
  const verdicts: Verdict[] = ['dislike', 'unsure', 'accept', 'love'];
  return Array.from({ length: 60 }, (_, index) => ({
    decisionId,
    personId: `U012345${index + 1000}`,
    verdict: verdicts[index % 4] ?? 'love',
    why: ampersands(2000),
    segment: 'high',
    voiceIds: [1, 2, 3, 4, 5],
    answeredAt: monday,
    late: index > 40,
  }));
}

export function toldOf(id: number, change: Partial<Told> = {}): Told {
  return {
    decision: decisionOf(id),
    ownerZone: 'Europe/Berlin',
    asked: true,
    answered: 41,
    tally: { love: 10, accept: 10, dislike: 11, unsure: 10 },
    answers: answersOf(id),
    evidence: Array.from({ length: 20 }, (_, index) => voiceOf(index + 1)),
    voices: Array.from({ length: 5 }, (_, index) => voiceOf(index + 1)),
    matters: [matterOf(id)],
    successorId: null,
    tooFew: false,
    ...change,
  };
}

export function roundFactsOf(state: Round['state'], decisions: Told[]): RoundFacts {
  const round: Round = {
    id: 1,
    ritualId: 1,
    conversationId: 'C0123456789',
    audience: 'workspace',
    name: ampersands(80),
    question: ampersands(300),
    bestCustomersVersion: 1,
    reconsiderAt: { numerator: 1, denominator: 3 },
    anonymous: false,
    rosterKnown: true,
    facilitatorId: 'U0123456789',
    trigger: 'schedule',
    late: true,
    state,
    openedAt: monday,
    windowEndsAt: later(monday, dayMs),
    closesAt: later(monday, dayMs),
    closedAt: state === 'open' ? null : monday,
    closedBy: null,
  };
  return { round, rosterSize: 60, bestCustomers: ampersands(500), decisions };
}
