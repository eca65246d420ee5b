// A weekly meeting ends exactly once on each of its days, whatever the clocks do.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOf, localTime, weekdayOf } from '../../src/people/zone.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import { nextOccurrence, occurrenceOn, occurrencesBetween } from '../../src/ritual/schedule.ts';
import { instant, time, zoneName } from '../people/clocks.ts';

const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const schedule = fc.record({ weekdays, endTime: time, timeZone: zoneName });

const tuesdays = { weekdays: [2], endTime: '10:30', timeZone: 'Europe/Berlin' };
const nights = { weekdays: [7], endTime: '02:30', timeZone: 'Europe/Berlin' };

describe('the next end of a meeting', () => {
  test('is its next day at its local time', () => {
    expect(nextOccurrence(tuesdays, new Date('2026-03-02T08:00:00Z'))).toEqual({
      key: '2026-03-03T10:30',
      at: new Date('2026-03-03T09:30:00.000Z'),
    });
  });

  test('is strictly after: the end itself is followed by that of the next week', () => {
    const end = new Date('2026-03-03T09:30:00.000Z');
    expect(nextOccurrence(tuesdays, later(end, -1))?.at).toEqual(end);
    expect(nextOccurrence(tuesdays, end)?.key).toBe('2026-03-10T10:30');
  });

  test('stays at its local time when the clocks change', () => {
    expect(nextOccurrence(tuesdays, new Date('2026-03-28T00:00:00Z'))?.at.toISOString()).toBe(
      '2026-03-31T08:30:00.000Z',
    );
  });

  test('comes at the end of the gap when the clocks skip it, and once when they show it twice', () => {
    const spring = occurrencesBetween(
      nights,
      new Date('2026-03-28T12:00:00Z'),
      new Date('2026-03-30T00:00:00Z'),
    );
    expect(spring).toEqual([{ key: '2026-03-29T02:30', at: new Date('2026-03-29T01:00:00.000Z') }]);
    const autumn = occurrencesBetween(
      nights,
      new Date('2026-10-24T12:00:00Z'),
      new Date('2026-10-26T00:00:00Z'),
    );
    expect(autumn).toEqual([{ key: '2026-10-25T02:30', at: new Date('2026-10-25T00:30:00.000Z') }]);
  });

  test('never comes without weekdays', () => {
    expect(nextOccurrence({ ...tuesdays, weekdays: [] }, new Date())).toBeNull();
    expect(occurrencesBetween({ ...tuesdays, weekdays: [] }, new Date(0), new Date())).toEqual([]);
  });

  test('is on no day on which it is not held', () => {
    expect(occurrenceOn(tuesdays, '2026-03-04')).toBeNull();
    expect(occurrenceOn(tuesdays, '2026-03-03')?.key).toBe('2026-03-03T10:30');
  });

  test('lies after the instant, on one of its days, with none between', () => {
    fc.assert(
      fc.property(schedule, instant, (plan, after) => {
        const next = nextOccurrence(plan, after);
        if (!next) throw new Error('there is always a next one');
        const [day = '', at = ''] = next.key.split('T');
        expect(next.at > after).toBe(true);
        expect(at).toBe(plan.endTime);
        expect(plan.weekdays).toContain(weekdayOf(day));
        expect(next.at).toEqual(instantOf(day, at, plan.timeZone));
        for (
          let date = addDays(localTime(after, plan.timeZone).date, -1);
          date < day;
          date = addDays(date, 1)
        ) {
          if (!plan.weekdays.includes(weekdayOf(date))) continue;
          expect(instantOf(date, plan.endTime, plan.timeZone) > after).toBe(false);
        }
      }),
    );
  });
});

describe('the ends between two instants', () => {
  test('are exactly one for each listed day', () => {
    fc.assert(
      fc.property(schedule, instant, fc.integer({ min: 0, max: 60 }), (plan, from, days) => {
        const until = later(from, days * dayMs);
        const wanted: string[] = [];
        const last = localTime(later(until, 2 * dayMs), plan.timeZone).date;
        for (
          let date = localTime(later(from, -2 * dayMs), plan.timeZone).date;
          date <= last;
          date = addDays(date, 1)
        ) {
          const at = instantOf(date, plan.endTime, plan.timeZone);
          if (plan.weekdays.includes(weekdayOf(date)) && at >= from && at <= until)
            wanted.push(`${date}T${plan.endTime}`);
        }
        const found = occurrencesBetween(plan, from, until);
        expect(found.map(({ key }) => key)).toEqual(wanted);
        for (const { at } of found) expect(at >= from && at <= until).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('hold both bounds', () => {
    const [first, second] = [new Date('2026-03-03T09:30:00Z'), new Date('2026-03-10T09:30:00Z')];
    expect(occurrencesBetween(tuesdays, first, second)).toHaveLength(2);
    expect(occurrencesBetween(tuesdays, later(first, 1), later(second, -1))).toHaveLength(0);
  });
});
