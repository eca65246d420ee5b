// How often each team was right, and about which customers: only where enough is known, the least often right first.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countThoughts, keepThoughts } from '../../src/decision/hit-rate-store.ts';
import type { Outcome } from '../../src/decision/outcome.ts';
import { setFate, setOutcome } from '../../src/decision/store.ts';
import type { Figures } from '../../src/digest/figures.ts';
import { loadRates } from '../../src/digest/load-rates.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { answers, closes, records } from '../decision/team.ts';
import { ana, ben, board, chloe, dmitri, monday, product, town } from '../people/town.ts';

let db: Database;
beforeEach(() => {
  db = town();
  const wishes = {
    functionId: null,
    question: '',
    timeZone: 'UTC',
    schedule: null,
    personIds: [],
  };
  setUpRitual(db, monday, ana, product, { ...wishes, name: 'Product weekly' });
  setUpRitual(db, monday, dmitri, board, { ...wishes, name: 'Board' });
});
afterEach(() => db.close());

const sunday = later(monday, 6 * dayMs);
const rates = (id: string) => {
  keepThoughts(db, countThoughts(db, monday, sunday));
  return loadRates(db, { until: sunday.toISOString() } as Figures, viewerOf(db, id));
};

function reviews(outcomes: Outcome[], { segments = [] as string[], isSecret = false } = {}) {
  return outcomes.map((outcome) => {
    const decision = isSecret
      ? records(db, { ownerId: dmitri, segments }, { id: dmitri, place: board })
      : records(db, { ownerId: ben, segments });
    answers(db, decision, isSecret ? { [dmitri]: 'love' } : { [ana]: 'love', [ben]: 'love' });
    closes(db, decision);
    setOutcome(db, decision.id, outcome, monday);
    return decision;
  });
}

const fiveTimes = (outcome: Outcome) => Array.from({ length: 5 }, () => outcome);

test('four decisions are not enough, five are', () => {
  const [first] = reviews(['love', 'love', 'love', 'dislike']);
  expect(rates(ana)).toEqual({ teams: [], segments: [] });
  reviews(['love']);
  expect(rates(ana).teams).toEqual([{ name: 'Product weekly', rate: { n: 5, hits: 4, baseHits: 4 } }]);
  if (first) setFate(db, first.id, 'reversed');
  expect(rates(ana).teams).toEqual([]);
});

test('a private team is told of to those who may read it, the least often right first', () => {
  reviews(fiveTimes('love'));
  reviews(fiveTimes('dislike'), { isSecret: true });
  expect(rates(ana).teams.map(({ name }) => name)).toEqual(['Product weekly']);
  expect(rates(chloe).teams).toEqual([
    { name: 'Board', rate: { n: 5, hits: 0, baseHits: 5 } },
    { name: 'Product weekly', rate: { n: 5, hits: 5, baseHits: 5 } },
  ]);
});

test('a decision counts for each kind of customer that it touches, and for all where it names none', () => {
  reviews(fiveTimes('love'), { segments: ['high', 'mid'] });
  reviews(['dislike']);
  expect(rates(ana).segments).toEqual([
    { name: 'High value', rate: { n: 6, hits: 5, baseHits: 5 } },
    { name: 'Mid value', rate: { n: 6, hits: 5, baseHits: 5 } },
  ]);
});
