// Were we right: what counts, what is left out, and what a guess would have reached.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  hitRate,
  hitRateByTeam,
  hitRateOfSegment,
  type Reviewed,
  sharesOf,
} from '../../src/decision/hit-rate.ts';
import { countThoughts, hitRateBetween, keepThoughts } from '../../src/decision/hit-rate-store.ts';
import { isThoughtGood, type Opinion, type Outcome, thoughtOf } from '../../src/decision/outcome.ts';
import { setFate, setOutcome } from '../../src/decision/store.ts';
import { noAnswers } from '../../src/decision/verdict.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { ana, ben, board, chloe, dmitri, gus, monday, town } from '../people/town.ts';
import { answers, closes, records } from './team.ts';

const opinion = fc.constantFrom<Opinion>('love', 'accept', 'dislike');
const outcome = fc.constantFrom<Outcome>('love', 'accept', 'dislike', 'unknown');
const one: fc.Arbitrary<Reviewed> = fc.record({
  decisionId: fc.nat(),
  ritualId: fc.option(fc.integer({ min: 1, max: 3 })),
  segments: fc.subarray(['high', 'mid', 'low'] as const),
  thought: fc.option(opinion),
  outcome,
});

const of = (thought: Opinion | null, came: Outcome, change: Partial<Reviewed> = {}): Reviewed => ({
  decisionId: 1,
  ritualId: 1,
  segments: [],
  thought,
  outcome: came,
  ...change,
});

describe('what the team thought', () => {
  test('is the most frequent opinion, and nothing in a tie', () => {
    expect(thoughtOf({ love: 2, accept: 1, dislike: 1, unsure: 9 })).toBe('love');
    expect(thoughtOf({ love: 2, accept: 2, dislike: 1, unsure: 0 })).toBeNull();
    expect(thoughtOf({ ...noAnswers, unsure: 3 })).toBeNull();
    expect(thoughtOf(noAnswers)).toBeNull();
  });

  test('is good where more would love or accept it than dislike it', () => {
    expect(isThoughtGood({ love: 2, accept: 2, dislike: 1, unsure: 0 })).toBe(true);
    expect(isThoughtGood({ love: 2, accept: 0, dislike: 2, unsure: 0 })).toBe(false);
    expect(isThoughtGood(noAnswers)).toBe(false);
  });
});

describe('the hit rate', () => {
  test('counts what was thought and came true, beside the commonest outcome', () => {
    const reviewed = [
      of('love', 'love'),
      of('love', 'dislike'),
      of('accept', 'dislike'),
      of('dislike', 'dislike'),
      of('love', 'accept'),
      of(null, 'love'),
      of('love', 'unknown'),
    ];
    expect(hitRate(reviewed)).toEqual({ n: 5, hits: 2, baseHits: 3 });
    expect(sharesOf(hitRate(reviewed))).toEqual({ rate: 0.4, base: 0.6 });
  });

  test('under five is not enough data', () => {
    expect(sharesOf(hitRate(Array.from({ length: 4 }, () => of('love', 'love'))))).toBeNull();
    expect(hitRate([])).toEqual({ n: 0, hits: 0, baseHits: 0 });
  });

  test('leaves ties and unknown outcomes out, whatever else there is', () => {
    fc.assert(
      fc.property(fc.array(one), (reviewed) => {
        const counted = reviewed.filter((it) => it.thought && it.outcome !== 'unknown');
        expect(hitRate(reviewed)).toEqual(hitRate(counted));
        expect(hitRate(reviewed).n).toBe(counted.length);
      }),
    );
  });

  test('stays within its n, and a guess reaches at least a third of it', () => {
    fc.assert(
      fc.property(fc.array(one), (reviewed) => {
        const { n, hits, baseHits } = hitRate(reviewed);
        expect(hits).toBeLessThanOrEqual(n);
        expect(baseHits).toBeLessThanOrEqual(n);
        expect(3 * baseHits).toBeGreaterThanOrEqual(n);
      }),
    );
  });

  test('by team adds up to all that belong to a team', () => {
    fc.assert(
      fc.property(fc.array(one), (reviewed) => {
        const all = hitRate(reviewed.filter(({ ritualId }) => ritualId !== null));
        const teams = [...hitRateByTeam(reviewed).values()];
        expect(teams.reduce((sum, { n }) => sum + n, 0)).toBe(all.n);
        expect(teams.reduce((sum, { hits }) => sum + hits, 0)).toBe(all.hits);
      }),
    );
  });

  test('of a segment counts what touches it, which is everything where none is named', () => {
    const reviewed = [
      of('love', 'love', { segments: ['high'] }),
      of('love', 'dislike'),
      of('love', 'love', { segments: ['low'] }),
    ];
    expect(hitRateOfSegment(reviewed, 'high')).toEqual({ n: 2, hits: 1, baseHits: 1 });
    expect(hitRateOfSegment(reviewed, 'mid')).toEqual({ n: 1, hits: 0, baseHits: 1 });
  });
});

describe('what was looked back on', () => {
  let db: Database;
  beforeEach(() => {
    db = town();
  });
  afterEach(() => db.close());

  const thoughts = (until = later(monday, dayMs)) => countThoughts(db, monday, until);
  const rate = (id: string, until = later(monday, dayMs)) =>
    hitRateBetween(db, { from: monday, until }, thoughts(until), viewerOf(db, id));

  test('is told with what the team had thought in time', () => {
    const decision = records(db, { ownerId: ben, segments: ['high', 'low'] });
    answers(db, decision, { [ana]: 'love', [ben]: 'love', [gus]: 'dislike' });
    closes(db, decision);
    expect(rate(ana)).toEqual({ n: 0, hits: 0, baseHits: 0 });
    setOutcome(db, decision.id, 'dislike', monday);
    expect(thoughts()).toEqual([{ decisionId: decision.id, thought: 'love' }]);
    expect(rate(ana)).toEqual({ n: 1, hits: 0, baseHits: 1 });
    expect(rate(ana, monday)).toEqual({ n: 0, hits: 0, baseHits: 0 });
  });

  test('is counted once, and the same from then on', () => {
    const decision = records(db, { ownerId: ben });
    answers(db, decision, { [ana]: 'love', [ben]: 'love' });
    closes(db, decision);
    setOutcome(db, decision.id, 'love', monday);
    keepThoughts(db, thoughts());
    expect(thoughts()).toEqual([]);
    expect(rate(ana)).toEqual({ n: 1, hits: 1, baseHits: 1 });
  });

  test('is counted for whoever may read it, and only as long as it stands', () => {
    const open = records(db);
    const secret = records(db, { ownerId: dmitri }, { id: dmitri, place: board });
    answers(db, open, { [ana]: 'love' });
    answers(db, secret, { [dmitri]: 'love' });
    for (const decision of [open, secret]) {
      closes(db, decision);
      setOutcome(db, decision.id, 'love', monday);
    }
    expect([rate(ana).n, rate(chloe).n]).toEqual([1, 2]);
    setFate(db, open.id, 'kept');
    expect(rate(ana).n).toBe(1);
    keepThoughts(db, thoughts());
    expect([rate(ana).n, rate(chloe).n]).toEqual([1, 2]);
    setFate(db, open.id, 'reversed');
    expect([rate(ana).n, rate(chloe).n]).toEqual([0, 1]);
  });

  test('says nothing of what too few thought without their names', () => {
    const decision = records(db);
    answers(db, decision, { [ana]: 'love', [ben]: 'love', [gus]: 'love' });
    closes(db, decision);
    setOutcome(db, decision.id, 'love', monday);
    expect(thoughts()).toMatchObject([{ thought: 'love' }]);
    db.run('UPDATE round SET anonymous = 1');
    expect(thoughts()).toMatchObject([{ thought: 'none' }]);
  });
});
