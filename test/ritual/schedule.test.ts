// A meeting ends exactly once on each of its days, whatever the clocks do and however often it is held.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { later } from '../../src/platform/clock.ts';
import {
  isHeldOn,
  mondayOf,
  nextOccurrence,
  occurrencesBetween,
  type Schedule,
} from '../../src/ritual/schedule.ts';
import { facesOf, zones } from '../people/clocks.ts';

const dayMs = 86_400_000;
const quarterMs = 15 * 60_000;
const berlin = 'Europe/Berlin';
const weekly = { everyWeeks: 1, from: '2026-03-02' };
const tuesdays: Schedule = { weekdays: [2], endTime: '10:30', rhythm: weekly };
const nights: Schedule = { weekdays: [7], endTime: '02:30', rhythm: weekly };
const next = (schedule: Schedule, after: string, zone = berlin) =>
  nextOccurrence(schedule, zone, new Date(after));

describe('the next end of a meeting', () => {
  test('is its next day at its local time', () => {
    expect(next(tuesdays, '2026-03-02T08:00:00Z')).toEqual({
      key: '2026-03-03T10:30',
      at: new Date('2026-03-03T09:30:00.000Z'),
    });
  });

  test('is strictly after: the end itself is followed by that of the next week', () => {
    const end = new Date('2026-03-03T09:30:00.000Z');
    expect(nextOccurrence(tuesdays, berlin, later(end, -1))?.at).toEqual(end);
    expect(nextOccurrence(tuesdays, berlin, end)?.key).toBe('2026-03-10T10:30');
  });

  test('stays at its local time when the clocks change', () => {
    expect(next(tuesdays, '2026-03-28T00:00:00Z')?.at.toISOString()).toBe('2026-03-31T08:30:00.000Z');
  });

  test('comes at the end of the gap when the clocks skip it, and once when they show it twice', () => {
    const between = (from: string, until: string) =>
      occurrencesBetween(nights, berlin, new Date(from), new Date(until));
    expect(between('2026-03-28T12:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      { key: '2026-03-29T02:30', at: new Date('2026-03-29T01:00:00.000Z') },
    ]);
    expect(between('2026-10-24T12:00:00Z', '2026-10-26T00:00:00Z')).toEqual([
      { key: '2026-10-25T02:30', at: new Date('2026-10-25T00:30:00.000Z') },
    ]);
  });

  test('of a day whose end the clocks skip comes on the day after, and is not forgotten', () => {
    // Cairo's clocks go from 23:59:59 on Thursday 2026-04-23 to 01:00 on Friday.
    const cairo: Schedule = { weekdays: [5], endTime: '00:15', rhythm: weekly };
    expect(next(cairo, '2026-04-23T20:00:00Z', 'Africa/Cairo')).toEqual({
      key: '2026-04-24T00:15',
      at: new Date('2026-04-23T22:00:00.000Z'),
    });
  });

  test('never comes without weekdays', () => {
    expect(next({ ...tuesdays, weekdays: [] }, '2026-03-02T08:00:00Z')).toBeNull();
  });
});

describe('the days on which a meeting is held', () => {
  const heldIn = (schedule: Schedule, first: string, days: number) =>
    Array.from({ length: days }, (_, index) => dayAfter(first, index)).filter((day) =>
      isHeldOn(schedule, day),
    );

  test('every two weeks are counted from the week of the day that was named, also backwards', () => {
    const everyTwo: Schedule = { ...tuesdays, rhythm: { everyWeeks: 2, from: '2026-03-12' } };
    expect(heldIn(everyTwo, '2026-03-01', 40)).toEqual(['2026-03-10', '2026-03-24', '2026-04-07']);
    expect(heldIn(everyTwo, '2026-02-01', 27)).toEqual(['2026-02-10', '2026-02-24']);
  });

  test('the second Thursday and the last Friday of a month', () => {
    const second: Schedule = { weekdays: [4], endTime: '10:00', rhythm: { nth: 2 } };
    expect(heldIn(second, '2026-01-01', 120)).toEqual([
      '2026-01-08',
      '2026-02-12',
      '2026-03-12',
      '2026-04-09',
    ]);
    const last: Schedule = { weekdays: [5], endTime: '10:00', rhythm: { nth: -1 } };
    expect(heldIn(last, '2026-01-01', 120)).toEqual(['2026-01-30', '2026-02-27', '2026-03-27', '2026-04-24']);
  });

  test('a week begins on Monday', () => {
    expect(mondayOf('2026-03-01')).toBe('2026-02-23');
    expect(mondayOf('2026-03-02')).toBe('2026-03-02');
  });
});

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Another way to the same days: walks the weeks from the one that was named, or lists each month's own weekdays. */
function daysHeld({ weekdays, rhythm }: Schedule, first: string, last: string): string[] {
  const all: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day, 1)) all.push(day);
  const ofWeekday = all.filter((day) => weekdays.includes(new Date(day).getUTCDay() || 7));
  if ('nth' in rhythm) {
    return ofWeekday.filter((day) => {
      const month = Array.from(
        { length: 31 },
        (_, index) => `${day.slice(0, 8)}${String(index + 1).padStart(2, '0')}`,
      )
        .filter(
          (other) => !Number.isNaN(Date.parse(other)) && new Date(other).toISOString().startsWith(other),
        )
        .filter((other) => new Date(other).getUTCDay() === new Date(day).getUTCDay());
      return month.at(rhythm.nth === -1 ? -1 : rhythm.nth - 1) === day;
    });
  }
  const weeks = new Set<string>();
  let monday = rhythm.from;
  while (new Date(monday).getUTCDay() !== 1) monday = dayAfter(monday, -1);
  for (let week = monday; week <= last; week = dayAfter(week, 7 * rhythm.everyWeeks)) weeks.add(week);
  for (let week = monday; week >= dayAfter(first, -7); week = dayAfter(week, -7 * rhythm.everyWeeks))
    weeks.add(week);
  return ofWeekday.filter((day) =>
    Array.from({ length: 7 }, (_, back) => dayAfter(day, -back)).some(isIn(weeks)),
  );
}

const isIn = (weeks: Set<string>) => (day: string) => new Date(day).getUTCDay() === 1 && weeks.has(day);

/** The first quarter of an hour at which a zone's clock shows this day and time or, after a gap, something later. */
function firstShown(zone: string, face: string): Date {
  const shows = facesOf(zone);
  let at = Date.parse(`${face}:00Z`) - 15 * 3_600_000;
  while (shows(at) < face) at += quarterMs;
  return new Date(at);
}

const quarter = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const day = fc.integer({ min: 0, max: 5 * 365 }).map((days) => dayAfter('2024-01-01', days));
const plan = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  endTime: quarter,
  rhythm: fc.oneof(
    fc.record({ everyWeeks: fc.integer({ min: 1, max: 12 }), from: day }),
    fc.record({ nth: fc.constantFrom(1, 2, 3, 4, -1) }),
  ),
});

test('the ends are those that walking the calendar and the clocks of each zone finds, over five years', () => {
  expect(zones.length).toBeGreaterThanOrEqual(30);
  fc.assert(
    fc.property(plan, fc.constantFrom(...zones), day, (schedule, zone, first) => {
      const last = dayAfter(first, 45);
      const wanted = daysHeld(schedule, first, last).map((held) => ({
        key: `${held}T${schedule.endTime}`,
        at: firstShown(zone, `${held}T${schedule.endTime}`),
      }));
      const from = firstShown(zone, `${first}T00:00`);
      const until = new Date(firstShown(zone, `${dayAfter(last, 1)}T00:00`).getTime() - 1);
      // An end that the last day's gap pushes to midnight belongs to the day after.
      const expected = wanted.filter(({ at }) => at >= from && at <= until);
      const found = occurrencesBetween(schedule, zone, from, until);
      expect(found.filter(({ key }) => key >= first)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('each end is the next one of every instant since the end before', () => {
  fc.assert(
    fc.property(
      plan,
      fc.constantFrom(...zones),
      day,
      fc.integer({ min: 1, max: dayMs * 7 }),
      (schedule, zone, first, earlierMs) => {
        const end = nextOccurrence(schedule, zone, new Date(first));
        if (!end) throw new Error('there is always a next one');
        const before = new Date(Math.max(end.at.getTime() - earlierMs, Date.parse(first)));
        expect(nextOccurrence(schedule, zone, before)).toEqual(end);
      },
    ),
  );
});
