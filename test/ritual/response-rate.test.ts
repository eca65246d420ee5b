// A ritual's response rate by calendar week, and the moment at which it has fallen for too long.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkingDay } from '../../src/people/zone.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import {
  fallingSpell,
  type RoundOfAnswers,
  type WeekOfAnswers,
  weeksOfAnswers,
} from '../../src/ritual/response-rate.ts';
import { mondayOf } from '../../src/ritual/schedule.ts';
import { monday } from '../people/town.ts';

const weeks = (...figures: [answered: number, waitedFor: number][]): WeekOfAnswers[] =>
  figures.map(([answered, waitedFor], index) => ({
    weekOf: later(monday, 7 * index * dayMs)
      .toISOString()
      .slice(0, 10),
    answered,
    waitedFor,
  }));

const week = fc
  .integer({ min: 1, max: 30 })
  .chain((waitedFor) =>
    fc.record({ waitedFor: fc.constant(waitedFor), answered: fc.integer({ min: 0, max: waitedFor }) }),
  );
const anyWeeks = fc
  .array(week, { maxLength: 20 })
  .map((figures) => weeks(...figures.map((it) => [it.answered, it.waitedFor] as [number, number])));

/** Exact, and written another way than the rule: as a share of one great common denominator. */
const share = ({ answered, waitedFor }: WeekOfAnswers) =>
  (BigInt(answered) * 2329089562800n) / BigInt(waitedFor);

describe('a rate', () => {
  test('has fallen for too long after four falls, and not after three', () => {
    const falling = weeks([9, 10], [8, 10], [7, 10], [6, 10], [5, 10]);
    expect(fallingSpell(falling)).toEqual(falling);
    expect(fallingSpell(falling.slice(1))).toEqual([]);
    expect(fallingSpell([])).toEqual([]);
  });

  test('that stays the same for a week has not fallen through it, whatever the numbers', () => {
    expect(fallingSpell(weeks([9, 10], [8, 10], [4, 5], [6, 10], [5, 10]))).toEqual([]);
    expect(fallingSpell(weeks([9, 10], [8, 10], [79, 100], [6, 10], [5, 10]))).toHaveLength(5);
  });

  test('that recovers ends its spell', () => {
    const recovered = weeks([9, 10], [8, 10], [7, 10], [6, 10], [5, 10], [6, 10]);
    expect(fallingSpell(recovered)).toEqual([]);
  });

  test('that goes on falling is in one spell, which keeps its first week', () => {
    const long = weeks([1, 10], [9, 10], [8, 10], [7, 10], [6, 10], [5, 10], [4, 10]);
    expect(fallingSpell(long)).toEqual(long.slice(1));
  });

  test('has fallen exactly when each of the last four weeks was lower than the one before', () => {
    fc.assert(
      fc.property(anyWeeks, (all) => {
        const spell = fallingSpell(all);
        const lastFive = all.slice(-5);
        const falls = lastFive.filter((it, index) => {
          const before = lastFive[index - 1];
          return before && share(it) < share(before);
        });
        expect(spell.length > 0).toBe(falls.length === 4);
        // As many weeks as there are, and no more: the one before the first was not higher.
        if (spell.length === 0) return;
        expect(all.slice(-spell.length)).toEqual(spell);
        const before = all.at(-spell.length - 1);
        const [first] = spell;
        if (before && first) expect(share(before) > share(first)).toBe(false);
      }),
    );
  });

  test('that falls by any steps at all is found', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 5 }), (shares) => {
        const falling = shares.sort((a, b) => b - a).map((it) => [it, 100] as [number, number]);
        expect(fallingSpell(weeks(...falling))).toHaveLength(shares.length);
      }),
    );
  });
});

describe('a week of answers', () => {
  const round = (closedAt: Date, answered = 1, waitedFor = 2): RoundOfAnswers => ({
    closedAt,
    answered,
    waitedFor,
  });
  const later5Weeks = later(monday, 35 * dayMs);

  test('adds up the rounds that closed in it, by the calendar of the ritual’s zone', () => {
    // Sunday evening in Berlin is Monday morning in Auckland.
    const sunday = new Date('2026-03-08T20:00:00.000Z');
    const rounds = [round(monday), round(sunday, 2, 3)];
    expect(weeksOfAnswers(rounds, 'Europe/Berlin', later5Weeks)).toEqual([
      { weekOf: '2026-03-02', answered: 3, waitedFor: 5 },
    ]);
    expect(weeksOfAnswers(rounds, 'Pacific/Auckland', later5Weeks)).toEqual([
      { weekOf: '2026-03-02', answered: 1, waitedFor: 2 },
      { weekOf: '2026-03-09', answered: 2, waitedFor: 3 },
    ]);
  });

  test('that is not over does not count: its rate can still change', () => {
    const now = later(monday, 3 * dayMs);
    expect(weeksOfAnswers([round(monday)], 'Europe/Berlin', now)).toEqual([]);
    expect(weeksOfAnswers([round(monday)], 'Europe/Berlin', later(now, 4 * dayMs))).toHaveLength(1);
  });

  test('without a round is left out, so that holidays end no spell', () => {
    const rounds = [0, 7, 28].map((days) => round(later(monday, days * dayMs)));
    expect(weeksOfAnswers(rounds, 'UTC', later5Weeks).map((it) => it.weekOf)).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-30',
    ]);
  });

  test('is the same whatever the order of its rounds, starts on a Monday, and loses nothing', () => {
    const anyRound = fc
      .record({ hours: fc.integer({ min: 0, max: 24 * 60 }), figures: week })
      .map(({ hours, figures }) => ({ closedAt: later(monday, hours * hourMs), ...figures }));
    fc.assert(
      fc.property(fc.array(anyRound), fc.constantFrom('UTC', 'Asia/Tokyo'), (rounds, zone) => {
        const now = later(monday, 100 * dayMs);
        const found = weeksOfAnswers(rounds, zone, now);
        expect(weeksOfAnswers(rounds.toReversed(), zone, now)).toEqual(found);
        expect(found.every(({ weekOf }) => mondayOf(weekOf) === weekOf && isWorkingDay(weekOf))).toBe(true);
        const total = (all: { answered: number }[]) => all.reduce((sum, { answered }) => sum + answered, 0);
        expect(total(found)).toBe(total(rounds));
      }),
    );
  });
});
