// A customer who suffers speaks against a decision that the team thought customers would like: its owner is asked.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contradictDecisions, forgetContradictions } from '../../src/decision/contradict-decisions.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { mattersOfDecision, openMattersOf } from '../../src/decision/matter-store.ts';
import { reconsiderDecision } from '../../src/decision/reconsider-decision.ts';
import { setOutcome } from '../../src/decision/store.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { loadMatters } from '../../src/home/load-home.ts';
import { loadReminders } from '../../src/home/load-reminders.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { addMember } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { keepVoice, unhappyVoiceKept } from '../../src/voc/keep-voice.ts';
import { removeVoice } from '../../src/voc/store.ts';
import { isUnhappy, type Score } from '../../src/voc/voice.ts';
import { ana, ben, board, chloe, dmitri, gus, leaves, monday, product, town } from '../people/town.ts';
import { again, answers, closes, owed, records } from './team.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const everyoneLoves = { [ana]: 'love', [ben]: 'love', [gus]: 'accept' } as const;

function decided(verdictOf: Record<string, Verdict> = everyoneLoves, change = {}): Decision {
  const decision = records(db, { ownerId: ben, ...change });
  answers(db, decision, verdictOf);
  return closes(db, decision);
}

const phone = 'We are on the free plan, and without phone support we are lost on payday';

interface Said {
  score?: Score | null;
  at?: Date;
  id?: string;
  place?: string;
  unhappy?: boolean;
}

/** Somebody keeps what a customer said, and the bot thinks about it. */
function hears(words: string, said: Said = {}): number {
  const { score = { scale: 'nps', value: 2 }, at = monday, id = ana, place = product, unhappy } = said;
  const draft = {
    words,
    customer: 'Acme',
    segment: null,
    source: null,
    stage: null,
    themes: [],
    saidOn: null,
    ...(unhappy ? { unhappy } : {}),
  };
  const { voice } = keepVoice(db, at, id, { conversationId: place, messageTs: null }, { ...draft, score });
  expect(alarmAt(db, unhappyVoiceKept, voice.id)).toEqual(isUnhappy(voice) ? at : null);
  contradictDecisions(db, at, voice.id);
  return voice.id;
}

const kindsOf = (decision: Decision) => mattersOfDecision(db, decision.id).map(({ kind }) => kind);

test('a customer who was marked as unhappy is, whatever the score', () => {
  const decision = decided();
  hears(phone, { score: { scale: 'nps', value: 9 }, unhappy: true });
  expect(kindsOf(decision)).toEqual(['contradiction']);
});

test.each([
  [{ scale: 'nps', value: 6 }, true],
  [{ scale: 'nps', value: 7 }, false],
  [{ scale: 'csat', value: 2 }, true],
  [{ scale: 'csat', value: 3 }, false],
  [{ scale: 'ces', value: 3 }, true],
  [{ scale: 'ces', value: 4 }, false],
  [{ scale: 'csi', value: 0 }, false],
  [null, false],
] as const)('a score of %o is that of somebody unhappy: %s', (score, unhappy) => {
  expect(isUnhappy({ score })).toBe(unhappy);
  const decision = decided();
  hears(phone, { score });
  expect(kindsOf(decision)).toEqual(unhappy ? ['contradiction'] : []);
});

describe('a contradiction', () => {
  test('asks the owner in their next note, for seven days, with the customer’s words', () => {
    const decision = decided();
    const voiceId = hears(phone);
    expect(openMattersOf(db, ben)).toMatchObject([
      { kind: 'contradiction', because: 'voice', voiceId, dueAt: later(monday, 7 * dayMs) },
    ]);
    expect(alarmAt(db, reminderDue, ben)).toEqual(monday);
    expect(loadReminders(db, monday, ben, null).matters).toHaveLength(1);
    expect(loadMatters(db, ben)[0]?.voice?.words).toBe(phone);
    expect(owed(db).filter((message) => message.endsWith(ben))).toEqual([]);
    expect(kindsOf(decision)).toEqual(['contradiction']);
  });

  test.each([
    ['dislikes lead', { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' }],
    ['dislikes come level', { [ana]: 'dislike', [ben]: 'love' }],
    ['nobody knows', { [ana]: 'unsure', [ben]: 'unsure' }],
    ['nobody answered', {}],
  ] as const)('does not come where %s', (_why, verdictOf) => {
    const decision = decided(verdictOf);
    hears(phone);
    expect(kindsOf(decision)).not.toContain('contradiction');
  });

  test('does not come of words about something else', () => {
    const decision = decided();
    hears('The export takes twenty minutes and then fails');
    hears('Everything is too expensive');
    expect(kindsOf(decision)).toEqual([]);
  });

  test('does not come before the answers are in, nor to what is over, known, or a year old', () => {
    const open = records(db, { ownerId: ben });
    answers(db, open, everyoneLoves);
    hears(phone);
    expect(kindsOf(open)).toEqual([]);
    closes(db, open);
    const [withdrawn, known, old] = [decided(), decided(), decided()];
    withdrawDecision(db, monday, ben, withdrawn.id, 'A mistake');
    setOutcome(db, known.id, 'dislike', monday);
    db.run('UPDATE decision SET recorded_at = @at WHERE id = @id', {
      at: later(monday, -366 * dayMs).toISOString(),
      id: old.id,
    });
    hears(phone);
    expect([withdrawn, known, old].map(kindsOf)).toEqual([[], [], []]);
    expect(kindsOf(open)).toEqual(['contradiction']);
  });

  test('comes once a decision and month of its owner’s', () => {
    const decision = decided();
    hears(phone);
    const [first] = openMattersOf(db, ben);
    endMatter(db, monday, ben, first?.id ?? 0, { ending: 'stands', reason: 'One of many' });
    // Half past eleven at night in Berlin, and an hour later.
    hears(phone, { at: new Date('2026-03-31T21:30:00.000Z') });
    expect(kindsOf(decision)).toEqual(['contradiction']);
    hears(phone, { at: new Date('2026-03-31T22:30:00.000Z') });
    expect(kindsOf(decision)).toEqual(['contradiction', 'contradiction']);
  });

  test('does not come while it is reconsidered already', () => {
    const decision = decided();
    reconsiderDecision(db, monday, ben, decision.id);
    hears(phone);
    expect(kindsOf(decision)).toEqual(['reconsideration']);
  });

  test('ends as standing, or as a reconsideration', () => {
    const [one, other] = [decided(), decided()];
    hears(phone);
    const endsAs = (decision: Decision, ending: 'stands' | 'reconsider') => {
      const [matter] = mattersOfDecision(db, decision.id);
      endMatter(db, monday, ben, matter?.id ?? 0, { ending, reason: 'We asked three more' });
    };
    endsAs(one, 'stands');
    endsAs(other, 'reconsider');
    expect([kindsOf(one), again(db, one).fate]).toEqual([['contradiction'], null]);
    expect(kindsOf(other)).toEqual(['contradiction', 'reconsideration']);
  });

  test('finds the next in line where its owner has left', () => {
    const decision = decided();
    leaves(db, ben);
    hears(phone);
    expect(again(db, decision).ownerId).toBe(ana);
    expect(openMattersOf(db, ana)).toHaveLength(1);
  });
});

describe('what was said in private', () => {
  test('speaks against nothing outside, and nobody outside reads it', () => {
    const decision = decided();
    hears(phone, { id: dmitri, place: board });
    expect(kindsOf(decision)).toEqual([]);
    addMember(db, board, ben);
    const secret = records(db, { ownerId: ben }, { id: dmitri, place: board });
    answers(db, secret, { [dmitri]: 'love', [chloe]: 'love', [ben]: 'love' });
    closes(db, secret);
    hears(phone, { id: dmitri, place: board });
    expect(kindsOf(secret)).toEqual(['contradiction']);
    expect(kindsOf(decision)).toEqual([]);
  });
});

describe('a voice that is forgotten', () => {
  test('speaks against nothing any longer', () => {
    const decision = decided();
    const voiceId = hears(phone);
    removeVoice(db, voiceId);
    expect(loadMatters(db, ben)[0]?.voice).toBeNull();
    forgetContradictions(db, monday, voiceId);
    expect(mattersOfDecision(db, decision.id)).toMatchObject([{ ending: 'moot', voiceId: null }]);
    contradictDecisions(db, monday, voiceId);
    expect(openMattersOf(db, ben)).toEqual([]);
  });
});
