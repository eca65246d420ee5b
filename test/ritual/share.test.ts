// A ritual's own share: chosen in its form, kept by the rounds that are asked under it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rule } from '../../src/decision/ruling.ts';
import type { Database } from '../../src/platform/database.ts';
import { askRitual } from '../../src/ritual/ask-ritual.ts';
import { oneThird } from '../../src/ritual/ritual.ts';
import { findRound } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { readShare, shares, shareValue, shareWords } from '../../src/ritual/share.ts';
import { findRitualIn } from '../../src/ritual/store.ts';
import { ana, monday, product, town } from '../people/town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const half = { numerator: 1, denominator: 2 };
const wishes = { name: '', functionId: null, question: '', timeZone: 'UTC', schedule: null, personIds: [] };

test('each share reads back as it was chosen, and nothing else does', () => {
  for (const { numerator, denominator, words } of shares) {
    expect(readShare(shareValue({ numerator, denominator }))).toEqual({ numerator, denominator });
    expect(shareWords({ numerator, denominator })).toBe(words);
  }
  expect([readShare(null), readShare('9/1'), readShare('')]).toEqual([undefined, undefined, undefined]);
  expect(shareWords({ numerator: 3, denominator: 7 })).toBe('3 in 7');
});

test('a ritual keeps its share until another is chosen', () => {
  expect(setUpRitual(db, monday, ana, product, wishes).reconsiderAt).toEqual(oneThird);
  setUpRitual(db, monday, ana, product, { ...wishes, reconsiderAt: half });
  setUpRitual(db, monday, ana, product, { ...wishes, name: 'Product weekly' });
  expect(findRitualIn(db, product)?.reconsiderAt).toEqual(half);
});

test('a round that is open keeps the share that it was asked under', () => {
  setUpRitual(db, monday, ana, product, { ...wishes, reconsiderAt: half });
  const { id } = askRitual(db, monday, ana, product);
  setUpRitual(db, monday, ana, product, { ...wishes, reconsiderAt: oneThird });
  expect(findRound(db, id)?.reconsiderAt).toEqual(half);
});

test('at half, two dislikes of five let it stand and three of six do not', () => {
  expect(rule({ love: 3, accept: 0, dislike: 2, unsure: 0 }, half, null)).toBe('stands');
  expect(rule({ love: 3, accept: 0, dislike: 3, unsure: 0 }, half, null)).toBe('reconsider');
});
