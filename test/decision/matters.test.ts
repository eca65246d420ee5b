// What a ruling asks of an owner: it is opened once, reminded of, and ended with a reason.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endMatter } from '../../src/decision/end-matter.ts';
import type { Ending, Matter } from '../../src/decision/matter.ts';
import { addMatter, mattersOfDecision, openMattersOf } from '../../src/decision/matter-store.ts';
import { decisionsIn, findSuccessor } from '../../src/decision/store.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { ana, ben, chloe, gus, monday, refusalOf, town } from '../people/town.ts';
import { again, answers, closes, records } from './team.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

/** Ben owns a decision, and the team has answered it like this. */
function decided(verdictOf: Record<string, Verdict>) {
  const decision = records(db, { ownerId: ben });
  answers(db, decision, verdictOf);
  return closes(db, decision);
}

const disliked = () => decided({ [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' });
const unclear = () => decided({ [ana]: 'love' });

function only(matters: Matter[]): Matter {
  const [matter, ...more] = matters;
  if (!matter || more.length > 0) throw new Error(`expected one matter, not ${matters.length}`);
  return matter;
}

describe('a ruling', () => {
  test.each([
    [
      'reconsider',
      'reconsideration',
      '2026-03-09T08:00:00.000Z',
      { [ana]: 'dislike', [ben]: 'love', [gus]: 'love' },
    ],
    ['judge', 'judgement', '2026-03-09T08:00:00.000Z', { [ana]: 'love' }],
    [
      'blind spot',
      'blind spot',
      '2026-03-16T08:00:00.000Z',
      { [ana]: 'unsure', [ben]: 'unsure', [gus]: 'love' },
    ],
  ] as const)('of %s lays a %s on the owner, due %s', (ruling, kind, due, verdictOf) => {
    const decision = decided(verdictOf);
    expect(decision.ruling).toBe(ruling);
    const matter = only(openMattersOf(db, ben));
    expect(matter).toMatchObject({
      kind,
      decisionId: decision.id,
      ownerId: ben,
      openedAt: monday,
      ending: null,
    });
    expect(matter.dueAt.toISOString()).toBe(due);
    expect(alarmAt(db, reminderDue, ben)).not.toBeNull();
  });

  test('that it stands asks nothing of anybody', () => {
    expect(decided({ [ana]: 'love', [ben]: 'love', [gus]: 'accept' }).ruling).toBe('stands');
    expect(db.all('SELECT id FROM matter')).toEqual([]);
    expect(alarmAt(db, reminderDue, ben)).toBeNull();
  });

  test('opens no second matter of a kind beside an open one', () => {
    const decision = disliked();
    const first = only(openMattersOf(db, ben));
    addMatter(db, { ...first, ownerId: ana, decisionId: decision.id });
    expect(only(mattersOfDecision(db, decision.id))).toEqual(first);
  });
});

describe('ending a matter', () => {
  const ends = (matter: Matter, ending: Ending, id: string = ben, more = {}) =>
    endMatter(db, later(monday, dayMs), id, matter.id, { ending, reason: ' Because they renew. ', ...more });

  test.each(['kept', 'reversed'] as const)('as %s is the decision’s fate, with its reason', (ending) => {
    const decision = disliked();
    ends(only(openMattersOf(db, ben)), ending);
    expect(only(mattersOfDecision(db, decision.id))).toMatchObject({
      ending,
      reason: 'Because they renew.',
      endedBy: ben,
      endedAt: later(monday, dayMs),
    });
    expect(again(db, decision).fate).toBe(ending);
    expect(openMattersOf(db, ben)).toEqual([]);
  });

  test('as changed makes a new decision that points to the old one, and stands without being asked', () => {
    const decision = disliked();
    ends(only(openMattersOf(db, ben)), 'changed', ben, { statement: 'Keep phone support for a year' });
    expect(again(db, decision).fate).toBe('changed');
    const successor = findSuccessor(db, decision.id);
    expect(successor).toMatchObject({
      statement: 'Keep phone support for a year',
      changesId: decision.id,
      ownerId: ben,
      ruling: 'stands',
      fate: null,
      reviewOn: decision.reviewOn,
    });
  });

  test('as changed asks the team again in a round of its own', () => {
    const decision = disliked();
    const matter = only(openMattersOf(db, ben));
    ends(matter, 'changed', ben, { statement: 'Keep it for a year', askAgain: true });
    const successor = findSuccessor(db, decision.id);
    expect(successor).toMatchObject({ changesId: decision.id, ruling: null });
    expect(successor?.roundId).not.toBe(decision.roundId);
    expect(decisionsIn(db, decision.roundId)).toHaveLength(1);
  });

  test('as changed needs other words than before', () => {
    const decision = disliked();
    const matter = only(openMattersOf(db, ben));
    for (const statement of [decision.statement, ` ${decision.statement} `, '']) {
      const attempt = () => db.transaction(() => ends(matter, 'changed', ben, { statement }));
      expect(refusalOf(attempt).field).toBe('statement');
    }
    expect(only(openMattersOf(db, ben))).toEqual(matter);
    expect(again(db, decision).fate).toBeNull();
  });

  test('a judgement as reconsider opens a reconsideration', () => {
    const decision = unclear();
    ends(only(openMattersOf(db, ben)), 'reconsider');
    expect(again(db, decision).ruling).toBe('judge');
    expect(only(openMattersOf(db, ben))).toMatchObject({
      because: 'owner',
      kind: 'reconsideration',
      dueAt: later(monday, 8 * dayMs),
    });
  });

  test('a judgement as standing leaves nothing open', () => {
    const decision = unclear();
    ends(only(openMattersOf(db, ben)), 'stands');
    expect([openMattersOf(db, ben), again(db, decision).fate]).toEqual([[], null]);
  });

  test('is for its owner and the sponsor, once, in one of its own ways, with a reason', () => {
    disliked();
    const matter = only(openMattersOf(db, ben));
    expect(refusalOf(() => ends(matter, 'kept', ana)).sentence).toBe(
      'Only <@UBEN>, who owns decision 1, and the sponsor can do this.',
    );
    expect(refusalOf(() => ends(matter, 'learnt')).sentence).toBe('This cannot end like that.');
    expect(refusalOf(() => ends(matter, 'kept', ben, { reason: '  ' })).field).toBe('reason');
    expect(refusalOf(() => ends(matter, 'kept', ben, { reason: 'x'.repeat(2001) })).field).toBe('reason');
    ends(matter, 'kept', chloe);
    expect(refusalOf(() => ends(matter, 'reversed')).sentence).toContain(
      'settled already: kept by <@UCHLOE>',
    );
    expect(
      refusalOf(() => endMatter(db, monday, ben, 99, { ending: 'kept', reason: 'x' })).sentence,
    ).toContain('not known');
  });

  test('leaves no words in the trail', () => {
    disliked();
    ends(only(openMattersOf(db, ben)), 'kept');
    const trail = JSON.stringify(db.all('SELECT * FROM audit'));
    expect(trail).toContain('kept');
    expect(trail).not.toMatch(/renew|phone|dislike/);
  });
});
