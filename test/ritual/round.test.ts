// A round's window ends at the same local time on the next working day; it closes earlier when all have answered.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkingDay, localTime, nextWorkingDay } from '../../src/people/zone.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import { closingTime, windowEnd } from '../../src/ritual/round.ts';
import { facesOf, instant, zoneName } from '../people/clocks.ts';

describe('the answer window', () => {
  test.each([
    ['2026-03-02T09:30:00.000Z', 'Europe/Berlin', '2026-03-03T09:30:00.000Z', 'Monday to Tuesday'],
    ['2026-03-06T15:00:00.000Z', 'Europe/Berlin', '2026-03-09T15:00:00.000Z', 'Friday to Monday'],
    ['2026-03-07T10:00:00.000Z', 'Europe/Berlin', '2026-03-09T10:00:00.000Z', 'Saturday to Monday'],
    [
      '2026-03-27T15:00:00.000Z',
      'Europe/Berlin',
      '2026-03-30T14:00:00.000Z',
      'over the change to summer time',
    ],
    [
      '2026-10-23T14:00:00.000Z',
      'Europe/Berlin',
      '2026-10-26T15:00:00.000Z',
      'over the change to winter time',
    ],
    ['2026-03-06T23:30:00.000Z', 'Asia/Tokyo', '2026-03-08T23:30:00.000Z', 'Saturday in Tokyo already'],
    [
      '2026-03-02T02:00:00.000Z',
      'America/Los_Angeles',
      '2026-03-03T02:00:00.000Z',
      'Sunday in Los Angeles still',
    ],
  ])('from %s in %s ends at %s (%s)', (opened, zone, ends) => {
    expect(windowEnd(new Date(opened), zone, () => false).toISOString()).toBe(ends);
  });

  test('ends on the next working day, at the same local time wherever the clocks show it', () => {
    fc.assert(
      fc.property(instant, zoneName, (opened, zone) => {
        const ends = windowEnd(opened, zone, () => false);
        const [before, after] = [localTime(opened, zone), localTime(ends, zone)];
        expect(after.date).toBe(nextWorkingDay(before.date));
        expect(isWorkingDay(after.date)).toBe(true);
        const face = facesOf(zone)(ends.getTime());
        expect(face.slice(11) >= before.time).toBe(true);
        expect(ends > opened).toBe(true);
      }),
    );
  });
});

describe('a round closes', () => {
  const ends = new Date('2026-03-03T09:30:00.000Z');
  const answered = later(ends, -120 * minuteMs);

  test('at the end of its window while somebody has not answered', () => {
    expect(closingTime(ends, false, answered)).toEqual(ends);
  });

  test('fifteen minutes after the last change once all have answered', () => {
    expect(closingTime(ends, true, answered)).toEqual(later(answered, 15 * minuteMs));
  });

  test('never after its window', () => {
    for (const minutes of [0, 1, 14, 15])
      expect(closingTime(ends, true, later(ends, -minutes * minuteMs))).toEqual(ends);
    expect(closingTime(ends, true, later(ends, -16 * minuteMs))).toEqual(later(ends, -minuteMs));
  });
});

test('a window does not end on a quiet day, but for a long spell of them', () => {
  const friday = new Date('2026-12-18T09:30:00Z');
  const holidays = (day: string) => day >= '2026-12-21' && day <= '2026-12-25';
  expect(windowEnd(friday, 'Europe/Berlin', holidays).toISOString()).toBe('2026-12-28T09:30:00.000Z');
  expect(windowEnd(friday, 'Europe/Berlin', () => true).toISOString()).toBe('2027-01-01T09:30:00.000Z');
});
