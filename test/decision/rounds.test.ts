// A round as it goes: recorded, answered blind, closed by time, by hand or when all are in, revealed once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerDecision } from '../../src/decision/answer-decision.ts';
import { allHaveAnswered, findAnswer, tallyOf, whoAnswered } from '../../src/decision/answer-store.ts';
import { closeRoundByHand } from '../../src/decision/close-round.ts';
import { checkStatement } from '../../src/decision/decision.ts';
import { emptyRound, reopenEmptyRound } from '../../src/decision/empty-round.ts';
import { loadRound } from '../../src/decision/load-round.ts';
import { recordDecision } from '../../src/decision/record-decision.ts';
import { decisionsIn, findDecision, unansweredBy } from '../../src/decision/store.ts';
import { addMember, saveConversation, viewerOf } from '../../src/people/store.ts';
import { dayMs, hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { rosterOf } from '../../src/ritual/round-store.ts';
import {
  ana,
  ben,
  board,
  bot,
  chloe,
  conversation,
  dmitri,
  gus,
  monday,
  product,
  refusalOf,
  town,
} from '../people/town.ts';
import { answers, asks, closes, owed, records, roundOf, wishes } from './team.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

describe('a decision', () => {
  test('is recorded in the round that is open, or in one that it opens', () => {
    const first = records(db);
    expect(first).toMatchObject({
      ...wishes,
      reviewOn: '2026-04-13',
      recordedBy: ana,
      ruling: null,
      fate: null,
    });
    expect(records(db, { statement: 'Raise the price' }).roundId).toBe(first.roundId);
    expect(roundOf(db, first)).toMatchObject({ trigger: 'hand', facilitatorId: ana });
    expect(owed(db)).toEqual(['root to CPRODUCT']);
  });

  test.each([
    ['no words', { statement: ' ' }, 'statement', 'Write what was decided'],
    ['too many words', { statement: 'x'.repeat(3001) }, 'statement', 'That is 3,001 characters'],
    ['an owner who is a bot', { ownerId: bot }, 'owner', 'no bot'],
    ['an owner who is nobody', { ownerId: 'UNOBODY' }, 'owner', 'still here'],
    ['a day gone by', { reviewOn: '2026-03-02' }, 'review_on', 'Choose a day after today'],
  ])('is refused with %s', (_what, change, field, words) => {
    const refusal = refusalOf(() => db.transaction(() => records(db, change)));
    expect(refusal.field).toBe(field);
    expect(refusal.sentence).toContain(words);
    expect(db.all('SELECT id FROM decision UNION ALL SELECT id FROM round')).toEqual([]);
  });

  test('is refused to strangers, and after its round', () => {
    const round = asks(db);
    const byStranger = () => recordDecision(db, monday, dmitri, { roundId: round.id }, wishes);
    expect(refusalOf(byStranger).sentence).toContain('Only members');
    closeRoundByHand(db, monday, ana, product);
    const after = () => recordDecision(db, monday, ana, { roundId: round.id }, wishes);
    expect(refusalOf(after).sentence).toContain('This round has ended');
  });

  test('of a private channel is owned by one of its members and read by them and the sponsor alone', () => {
    const outside = () => records(db, { ownerId: ana }, { id: dmitri, place: board });
    expect(refusalOf(outside).field).toBe('owner');
    const decision = records(db, { ownerId: dmitri }, { id: dmitri, place: board });
    expect(findDecision(db, decision.id, viewerOf(db, dmitri))?.id).toBe(decision.id);
    expect(findDecision(db, decision.id, viewerOf(db, chloe))?.id).toBe(decision.id);
    expect(findDecision(db, decision.id, viewerOf(db, ana))).toBeUndefined();
  });

  test('is one of at most eight, and the ninth is told so beside its field', () => {
    for (let n = 1; n <= 8; n += 1) records(db, { statement: `Decision ${n}` });
    const ninth = refusalOf(() => records(db, { statement: 'Decision 9' }));
    expect(ninth.field).toBe('statement');
    expect(ninth.sentence).toContain('holds eight decisions already');
    expect(decisionsIn(db, 1)).toHaveLength(8);
  });

  test('may have three thousand characters', () => {
    expect(checkStatement(` ${'x'.repeat(3000)}\n`)).toHaveLength(3000);
  });
});

describe('answering', () => {
  test('counts once a person, and the last word holds', () => {
    const decision = records(db);
    answers(db, decision, { [ana]: 'love', [ben]: 'dislike' });
    answers(db, decision, { [ana]: 'dislike' });
    expect(tallyOf(db, decision.id)).toEqual({ love: 0, accept: 0, dislike: 2, unsure: 0 });
    expect(whoAnswered(db, decision.id)).toEqual([ana, ben]);
  });

  test('keeps the why unless another comes, and drops it for an empty one', () => {
    const { id: decisionId } = records(db);
    const why = () => findAnswer(db, decisionId, ana)?.why;
    answerDecision(db, monday, ana, { decisionId, verdict: 'dislike', why: 'They call us.' });
    answerDecision(db, monday, ana, { decisionId, verdict: 'unsure' });
    expect(why()).toBe('They call us.');
    answerDecision(db, monday, ana, { decisionId, verdict: 'unsure', why: '' });
    expect(why()).toBeNull();
    const long = () =>
      answerDecision(db, monday, ana, { decisionId, verdict: 'love', why: 'x'.repeat(2001) });
    expect(refusalOf(long).field).toBe('why');
  });

  test('brings whoever answers onto the roster, and is refused to strangers', () => {
    const decision = records(db);
    addMember(db, product, chloe);
    answers(db, decision, { [chloe]: 'love' });
    expect(rosterOf(db, decision.roundId)).toEqual([ana, ben, chloe, gus]);
    expect(refusalOf(() => answers(db, decision, { [dmitri]: 'love' })).sentence).toContain('Only members');
  });

  test('is blind: nothing of it is told before the close', () => {
    const decision = records(db);
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike' });
    const told = () => loadRound(db, decision.roundId)?.decisions[0];
    expect(told()).toMatchObject({ answered: 2, answers: [], tally: { dislike: 0 } });
    closes(db, decision);
    expect(told()).toMatchObject({ answered: 2, tally: { dislike: 2 } });
    expect(told()?.answers.map(({ personId }) => personId)).toEqual([ana, ben]);
  });

  test('late is marked, is taken for seven days, and changes neither tally nor ruling', () => {
    const decision = records(db);
    answers(db, decision, { [ana]: 'love', [ben]: 'love' });
    const closed = closes(db, decision);
    answers(db, decision, { [gus]: 'dislike' }, later(monday, 7 * dayMs));
    expect(findAnswer(db, decision.id, gus)?.late).toBe(true);
    expect(tallyOf(db, decision.id)).toMatchObject({ love: 2, dislike: 0 });
    expect(closed.ruling).toBe('judge');
    const tooLate = () => answers(db, decision, { [gus]: 'love' }, later(monday, 7 * dayMs + 1));
    expect(refusalOf(tooLate).sentence).toContain('more than seven days ago');
    const changed = () => answers(db, decision, { [ana]: 'dislike' }, later(monday, dayMs));
    expect(refusalOf(changed).sentence).toContain('yours stays as it is');
  });
});

describe('the closing time', () => {
  const windowEnds = later(monday, dayMs);

  test('comes fifteen minutes after the last change once all are in, and moves with every change', () => {
    const decision = records(db);
    const closing = () => alarmAt(db, roundCloses, decision.roundId);
    answers(db, decision, { [ana]: 'love', [ben]: 'love' });
    expect(closing()).toEqual(windowEnds);
    expect(unansweredBy(db, gus).map(({ id }) => id)).toEqual([decision.id]);
    answers(db, decision, { [gus]: 'love' });
    expect([allHaveAnswered(db, decision.roundId), unansweredBy(db, gus)]).toEqual([true, []]);
    expect(closing()).toEqual(later(monday, 15 * minuteMs));
    answers(db, decision, { [gus]: 'accept' }, later(monday, 10 * minuteMs));
    expect(closing()).toEqual(later(monday, 25 * minuteMs));
    records(db, { statement: 'Raise the price' }, { at: later(monday, 12 * minuteMs) });
    expect(closing()).toEqual(windowEnds);
    expect(roundOf(db, decision).closesAt).toEqual(windowEnds);
  });

  test('by hand is for whoever opened it, and the sponsor', () => {
    const decision = records(db);
    expect(refusalOf(() => closeRoundByHand(db, monday, ben, product)).sentence).toBe(
      'Only <@UANA>, who opened this round, and the sponsor can do this.',
    );
    expect(closeRoundByHand(db, monday, ana, product).id).toBe(decision.roundId);
    expect(refusalOf(() => closeRoundByHand(db, monday, ana, product)).sentence).toContain(
      'No round is open',
    );
  });

  test('comes once: a second close changes nothing', () => {
    const decision = records(db);
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' });
    closes(db, decision);
    const before = db.all('SELECT * FROM audit');
    closes(db, decision, later(monday, hourMs));
    expect(db.all('SELECT * FROM audit')).toEqual(before);
    expect(roundOf(db, decision).closedAt).toEqual(monday);
    expect(alarmAt(db, roundCloses, decision.roundId)).toBeNull();
    expect(owed(db)).toEqual(['root to CPRODUCT', 'reveal to CPRODUCT']);
  });

  test('of a round that nobody touched makes it lapsed, with nothing to reveal', () => {
    asks(db);
    expect(closeRoundByHand(db, monday, ana, product)).toBeDefined();
    expect(db.all('SELECT state FROM round')).toEqual([{ state: 'lapsed' }]);
    expect(owed(db)).toEqual(['root to CPRODUCT']);
  });
});

describe('a round without a decision', () => {
  test('is empty by word, is taken back before its window ends, and lapses no more', () => {
    const round = asks(db);
    emptyRound(db, monday, ben, round.id);
    expect(alarmAt(db, roundCloses, round.id)).toBeNull();
    expect(refusalOf(() => reopenEmptyRound(db, monday, gus, round.id)).sentence).toContain(
      'Only <@UANA>, who opened this round',
    );
    expect(refusalOf(() => reopenEmptyRound(db, round.windowEndsAt, ana, round.id)).sentence).toContain(
      'is over',
    );
    reopenEmptyRound(db, later(monday, hourMs), ana, round.id);
    expect(alarmAt(db, roundCloses, round.id)).toEqual(round.windowEndsAt);
    expect(refusalOf(() => reopenEmptyRound(db, monday, ana, round.id)).sentence).toContain(
      'not empty any more',
    );
    records(db);
    expect(refusalOf(() => emptyRound(db, monday, ana, round.id)).sentence).toContain('recorded already');
  });
});

test('nothing is posted any more where others listen', () => {
  const decision = records(db);
  saveConversation(db, conversation(product, { isShared: true }));
  expect(loadRound(db, decision.roundId)).toBeNull();
});
