// Withdrawing a decision and correcting its words: who may, when, and what follows.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerDecision } from '../../src/decision/answer-decision.ts';
import { tallyOf } from '../../src/decision/answer-store.ts';
import { citeVoice } from '../../src/decision/cite-voice.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { endMatter } from '../../src/decision/end-matter.ts';
import { loadRound } from '../../src/decision/load-round.ts';
import { mattersOfDecision, openMattersOf } from '../../src/decision/matter-store.ts';
import { fateLine } from '../../src/decision/matter-view.ts';
import { stillWaitedFor } from '../../src/decision/reminder-store.ts';
import { revealMessage } from '../../src/decision/reveal-view.ts';
import { rewordDecision } from '../../src/decision/reword-decision.ts';
import { rootMessage } from '../../src/decision/root-view.ts';
import { findStory } from '../../src/decision/show-decision.ts';
import { openDecisionsOf, unansweredBy } from '../../src/decision/store.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { trailOf } from '../../src/platform/audit.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { ana, ben, chloe, gus, monday, product, refusalOf, town } from '../people/town.ts';
import { says } from '../voc/town.ts';
import { again, answers, closes, records, roundOf } from './team.ts';

let db: Database;
let decision: Decision;
beforeEach(() => {
  db = town();
  decision = records(db, { ownerId: ben });
});
afterEach(() => db.close());

const withdraws = (personId: string, because = 'We had the figures wrong') =>
  withdrawDecision(db, monday, personId, decision.id, because);
const rewords = (personId: string, words: string) => rewordDecision(db, monday, personId, decision.id, words);
const did = () => trailOf(db, `decision ${decision.id}`, 20).map((trace) => trace.did);
const facts = () => {
  const found = loadRound(db, decision.roundId);
  if (!found) throw new Error('the round is gone');
  return found;
};

describe('withdrawing a decision', () => {
  test.each([
    ['its owner', ben],
    ['the sponsor', chloe],
  ])('is for %s, with a reason', (_who, personId) => {
    expect(refusalOf(() => withdraws(personId, ' ')).field).toBe('reason');
    withdraws(personId);
    expect(again(db, decision)).toMatchObject({
      fate: 'withdrawn',
      withdrawnBy: personId,
      withdrawnBecause: 'We had the figures wrong',
    });
    expect(did()).toEqual(['recorded', 'withdrawn']);
  });

  test('is refused to everybody else, and a second time', () => {
    expect(refusalOf(() => withdraws(ana)).sentence).toContain(`Only <@${ben}>`);
    withdraws(ben);
    expect(refusalOf(() => withdraws(ben)).sentence).toContain('was withdrawn already');
    expect(again(db, decision).fate).toBe('withdrawn');
  });

  test('in an open round: nobody is waited for or answers any more, and what was answered stays', () => {
    const other = records(db, { statement: 'Raise the price', ownerId: ben });
    answers(db, decision, { [ana]: 'dislike' });
    answers(db, other, { [ana]: 'love', [ben]: 'love', [gus]: 'love' });
    withdraws(ben);
    expect(stillWaitedFor(db, decision.roundId)).toEqual([]);
    expect(unansweredBy(db, gus)).toEqual([]);
    expect(openDecisionsOf(db, ben).map(({ id }) => id)).toEqual([other.id]);
    // Everybody has answered what is left.
    expect(alarmAt(db, roundCloses, decision.roundId)).toEqual(later(monday, 15 * minuteMs));
    const late = () => answerDecision(db, monday, gus, { decisionId: decision.id, verdict: 'love' });
    expect(refusalOf(late).sentence).toContain('was withdrawn');
    const root = JSON.stringify(rootMessage(facts()).blocks);
    expect(root).toContain('*Withdrawn* by <@UBEN>: We had the figures wrong');
    expect(root).not.toContain(`"answer.${decision.id}"`);
    expect(root).toContain(`"answer.${other.id}"`);
    closes(db, decision);
    expect(tallyOf(db, decision.id).dislike).toBe(1);
    expect(again(db, decision).ruling).toBeNull();
    expect(mattersOfDecision(db, decision.id)).toEqual([]);
    expect(again(db, other).ruling).toBe('stands');
  });

  test('alone in its round leaves it to its window', () => {
    answers(db, decision, { [ana]: 'love', [ben]: 'love', [gus]: 'love' });
    withdraws(ben);
    const round = roundOf(db, decision);
    expect(round.closesAt).toEqual(round.windowEndsAt);
    closes(db, decision);
    expect(roundOf(db, decision).state).toBe('closed');
  });

  test('after the reveal ends what is asked of its owner, and everything shows it', () => {
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' });
    closes(db, decision);
    expect(openMattersOf(db, ben)).toHaveLength(1);
    withdraws(ben);
    expect(openMattersOf(db, ben)).toEqual([]);
    expect(mattersOfDecision(db, decision.id).map(({ ending }) => ending)).toEqual(['moot']);
    const [told] = facts().decisions;
    expect(told && fateLine(told)).toBe('*Withdrawn* by <@UBEN>: We had the figures wrong');
    const reveal = JSON.stringify(revealMessage(facts(), monday).blocks);
    expect(reveal).toContain('2 of 3 think they’d dislike it');
    expect(reveal).toContain('*Withdrawn* by <@UBEN>');
    expect(reveal).not.toContain('It stands');
    const root = JSON.stringify(rootMessage(facts()).blocks);
    expect(root).toContain('*Withdrawn*');
    expect(root).not.toContain('Answer late');
  });

  test('is refused once it was changed or reversed, not when it was kept', () => {
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' });
    closes(db, decision);
    const [matter] = openMattersOf(db, ben);
    endMatter(db, monday, ben, matter?.id ?? 0, { ending: 'kept', reason: 'We must' });
    withdraws(ben);
    expect(again(db, decision).fate).toBe('withdrawn');
    db.run("UPDATE decision SET fate = 'reversed'");
    expect(refusalOf(() => withdraws(ben)).sentence).toContain('was reversed already');
  });

  test('leaves its evidence where it is', () => {
    const { voice } = says(db, ana, product, 'We call you every payday -- Acme', monday);
    citeVoice(db, monday, ana, decision.id, voice.id);
    withdraws(ben);
    expect(facts().decisions[0]?.evidence).toHaveLength(1);
  });
});

describe('correcting the words', () => {
  test.each([
    ['its owner', ben],
    ['whoever runs the round', ana],
    ['the sponsor', chloe],
  ])('is for %s while the round is open, and the trail keeps no words', (_who, personId) => {
    rewords(personId, '  Drop phone support on the free plans ');
    expect(again(db, decision).statement).toBe('Drop phone support on the free plans');
    expect(did()).toEqual(['recorded', 'reworded']);
    expect(JSON.stringify(db.all('SELECT * FROM audit'))).not.toContain('phone');
    const found = db.all("SELECT rowid FROM decision_index WHERE decision_index MATCH 'plans'");
    expect(found).toHaveLength(1);
  });

  test('is refused to everybody else, without words, and after the reveal', () => {
    expect(refusalOf(() => rewords(gus, 'Anything')).sentence).toContain('Only the decision’s owner');
    expect(refusalOf(() => rewords(ben, ' ')).field).toBe('statement');
    expect(refusalOf(() => rewords(ben, 'x'.repeat(3001))).field).toBe('statement');
    closes(db, decision);
    expect(refusalOf(() => rewords(ben, 'Anything')).sentence).toContain('so they stay as they are');
    expect(again(db, decision).statement).toBe(decision.statement);
  });

  test('that changes nothing leaves no trace', () => {
    rewords(ben, decision.statement);
    expect(did()).toEqual(['recorded']);
  });
});

describe('the story of a decision', () => {
  const story = (personId: string, id = decision.id) =>
    findStory(db, personId, String(id), 'https://town.slack.com/').place.history;

  test('offers its reader what they may do', () => {
    expect(story(ben)).toMatchObject({ mayReword: true, mayWithdraw: true });
    expect(story(ana)).toMatchObject({ mayReword: true, mayWithdraw: false });
    expect(story(gus)).toMatchObject({ mayReword: false, mayWithdraw: false });
    closes(db, decision);
    expect(story(ben)).toMatchObject({ mayReword: false, mayWithdraw: true });
    withdraws(ben);
    expect(story(ben)).toMatchObject({ mayReword: false, mayWithdraw: false });
  });

  test('leads to its round once that stands in the channel', () => {
    expect(story(ben).rootLink).toBeNull();
    db.run("UPDATE message SET channel_id = 'CPRODUCT', ts = '1772438400.000100'");
    expect(story(ben).rootLink).toBe('https://town.slack.com/archives/CPRODUCT/p1772438400000100');
  });

  test('shows the chain of what it was changed to, from every link of it', () => {
    const second = records(db, { statement: 'Second', changesId: decision.id });
    const third = records(db, { statement: 'Third', changesId: second.id });
    records(db, { statement: 'Another' });
    const chain = [decision.id, second.id, third.id];
    for (const id of chain) expect(story(ben, id).chain.map((link) => link.id)).toEqual(chain);
  });
});
