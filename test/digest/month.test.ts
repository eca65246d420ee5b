// A team's own month: what its facilitator reads, what a function's lead reads, and what neither does.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeRoundByHand } from '../../src/decision/close-round.ts';
import { withdrawDecision } from '../../src/decision/withdraw-decision.ts';
import { loadMonth } from '../../src/digest/load-month.ts';
import { hitRateOfTeam, type MonthDecision, weeksOfMonth } from '../../src/digest/month.ts';
import { monthMessage } from '../../src/digest/month-view.ts';
import { saveFunction } from '../../src/people/settings-store.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { answers, asks, closes, records } from '../decision/team.ts';
import {
  ana,
  ben,
  board,
  chloe,
  dmitri,
  eve,
  gus,
  monday,
  product,
  refusalOf,
  town,
} from '../people/town.ts';
import { complaintsOf, readableMessage } from './weeks.ts';

let db: Database;

const at = (days: number) => later(monday, days * dayMs);
const now = later(at(0), hourMs);

function ritualIn(place: string, facilitator: string, functionId: number | null, anonymous = false) {
  return setUpRitual(db, at(-60), facilitator, place, {
    name: place === board ? 'Board' : 'Product weekly',
    functionId,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
    personIds: [],
    anonymous,
  });
}

function decided(day: number, verdictOf: Parameters<typeof answers>[2]) {
  const decision = records(db, {}, { at: at(day) });
  answers(db, decision, verdictOf, at(day));
  return closes(db, decision, at(day));
}

const read = (personId: string, place: string = product) => {
  const message = monthMessage(loadMonth(db, now, personId, place));
  expect(complaintsOf(message)).toBe('');
  return readableMessage(message);
};

beforeEach(() => {
  db = town();
  saveFunction(db, 'Product', dmitri);
});
afterEach(() => db.close());

describe('a team’s month', () => {
  test('tells each of four weeks, and says what could help', () => {
    ritualIn(product, ana, 1);
    decided(-20, { [ana]: 'love', [ben]: 'dislike', [gus]: 'dislike' });
    asks(db, ana, product, at(-6));
    closeRoundByHand(db, at(-6), ana, product);
    decided(-1, { [ana]: 'love' });
    const shown = read(ana);
    expect(shown).toContain('To Feb 9: no meeting ended');
    expect(shown).toContain(
      'To Feb 16: kept 1 of 1 meeting, 100 % · 100 % answered · 67 % of opinions: they’d dislike it',
    );
    expect(shown).toContain('To Mar 2: kept 1 of 2 meetings, 50 % · 33 % answered\n');
    expect(shown).toContain('Some rounds were left untouched.');
    expect(shown).toContain('*Were we right* (a year)\nNothing has been looked back on yet.');
    expect(shown).not.toMatch(/@|Ana|Ben/);
  });

  test('keeps the tallies of fewer than three to itself, also where several add up to more', () => {
    ritualIn(product, ana, null);
    decided(-1, { [ana]: 'dislike', [ben]: 'dislike' });
    decided(-2, { [ana]: 'dislike', [gus]: 'dislike' });
    expect(read(ana)).not.toContain('they’d dislike it');
  });

  test('leaves out what was withdrawn', () => {
    ritualIn(product, ana, null);
    const decision = decided(-1, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' });
    expect(read(ana)).toContain('100 % of opinions');
    withdrawDecision(db, at(-1), ana, decision.id, 'A slip');
    expect(read(ana)).not.toContain('of opinions');
  });

  test('is for its facilitator and the sponsor', () => {
    ritualIn(product, ana, 1);
    expect(read(chloe)).toContain('Product weekly: four weeks');
    expect(refusalOf(() => loadMonth(db, now, ben, product)).sentence).toContain('Only the facilitator');
    expect(refusalOf(() => loadMonth(db, now, eve, product)).sentence).toContain('Only the facilitator');
    expect(refusalOf(() => loadMonth(db, now, ana, board)).sentence).toContain(
      'This channel has no ritual yet',
    );
  });
});

describe('a function’s month', () => {
  test('goes to its lead, who reads a team’s own month only from inside its channel', () => {
    ritualIn(product, ana, 1);
    const shown = read(dmitri);
    expect(shown).toContain('Product: four weeks, as the digests told them');
    expect(shown).toContain('• Product weekly: no meeting was counted');
    expect(shown).not.toContain('Week by week');
  });

  test('counts the teams of private channels without naming them', () => {
    saveFunction(db, 'Product', ben);
    ritualIn(product, ana, 1);
    ritualIn(board, chloe, 1);
    expect(read(ben)).toContain('• 1 team in private channels');
    expect(read(ben)).not.toContain('Board');
    saveFunction(db, 'Product', dmitri);
    expect(read(dmitri)).toContain('• Board: ');
  });
});

describe('the weeks of a month', () => {
  const decision = (anonymous: boolean, dislike: number, day: number): MonthDecision => ({
    id: day,
    closedAt: at(day),
    anonymous,
    tally: { love: 1, accept: 0, dislike, unsure: 0 },
    outcome: 'dislike',
  });
  const dislikesIn = (...decisions: MonthDecision[]) =>
    weeksOfMonth(now, '2026-03-02', [], decisions).map(({ dislikes }) => dislikes);

  test('add up what three named or four anonymous people answered, and nothing smaller', () => {
    expect(dislikesIn(decision(false, 1, -1), decision(true, 2, -1)).at(-1)).toBeNull();
    expect(dislikesIn(decision(false, 2, -1), decision(true, 2, -1)).at(-1)).toEqual({
      disliked: 2,
      opinions: 3,
    });
    expect(dislikesIn(decision(false, 2, -1), decision(true, 3, -1)).at(-1)).toEqual({
      disliked: 5,
      opinions: 7,
    });
  });

  test('begin and end where the next one does, and older decisions are in none', () => {
    const weeks = dislikesIn(decision(false, 2, -7), decision(false, 3, -6.9), decision(false, 4, -40));
    expect(weeks).toEqual([null, null, { disliked: 2, opinions: 3 }, { disliked: 3, opinions: 4 }]);
  });

  test('keep what few anonymous people thought out of the hit rate as well', () => {
    expect(hitRateOfTeam([decision(true, 2, -1)])).toEqual({ n: 0, hits: 0, baseHits: 0 });
    expect(hitRateOfTeam([decision(true, 3, -1), decision(false, 2, -1)])).toEqual({
      n: 2,
      hits: 2,
      baseHits: 2,
    });
  });
});
