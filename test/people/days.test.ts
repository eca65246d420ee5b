// Days as people type them, in the order and with the marks of many countries.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDay, readDay, readDays } from '../../src/people/days.ts';
import { date } from './clocks.ts';

const today = '2026-11-20';

test.each([
  ['2026-12-24', '2026-12-24'],
  ['24 Dec', '2026-12-24'],
  ['24 december', '2026-12-24'],
  ['Dec 24', '2026-12-24'],
  ['December 24, 2026', '2026-12-24'],
  ['24.12.', '2026-12-24'],
  ['24.12', '2026-12-24'],
  ['24.12.2027', '2027-12-24'],
  ['1 Jan', '2027-01-01'],
  ['20 Nov', '2026-11-20'],
  ['today', '2026-11-20'],
  ['Tomorrow', '2026-11-21'],
  ['friday', '2026-11-27'],
  ['Sat', '2026-11-21'],
])('%s is %s', (typed, day) => {
  expect(readDay(typed, today)).toBe(day);
});

test.each(['', 'm', 'soon', '3/4', '31 Feb', '2026-13-01', '24 Dec 26', '0', '<@U1>'])(
  '“%s” is no day',
  (typed) => {
    expect(readDay(typed, today)).toBeNull();
  },
);

test.each([
  ['24 Dec – 1 Jan', '2026-12-24', '2027-01-01'],
  ['24 Dec-1 Jan', '2026-12-24', '2027-01-01'],
  ['24-26 Dec', '2026-12-24', '2026-12-26'],
  ['24–26 Dec', '2026-12-24', '2026-12-26'],
  ['24.12.-26.12.', '2026-12-24', '2026-12-26'],
  ['2026-12-24 to 2027-01-01', '2026-12-24', '2027-01-01'],
  ['2026-12-24..2027-01-01', '2026-12-24', '2027-01-01'],
  ['friday', '2026-11-27', '2026-11-27'],
  ['16 Nov – 25 Nov', '2026-11-16', '2026-11-25'],
])('%s goes from %s to %s', (typed, first, last) => {
  expect(readDays(typed, today)).toEqual({ first, last });
});

test('a span over the year’s end that has begun is this one', () => {
  expect(readDays('24 Dec – 1 Jan', '2026-12-28')).toEqual({ first: '2026-12-24', last: '2027-01-01' });
});

test.each(['26 Dec – 24 Dec', 'friday – soon', '2026-12-24 – 2026-12-23', '1 Dec – 2 Dec – 3 Dec'])(
  '“%s” is no span',
  (typed) => {
    expect(readDays(typed, today)).toBeNull();
  },
);

test('a day is read as it is written, whenever it is typed', () => {
  fc.assert(
    fc.property(date, date, (day, now) => {
      expect(readDay(day, now)).toBe(day);
    }),
  );
});

test('a day is one that the calendar has', () => {
  const parts = fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }));
  fc.assert(
    fc.property(parts, ([years, month, day]) => {
      const written = `${1800 + years}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const instant = new Date(`${written}T12:00:00Z`);
      const exists = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written);
      expect(isDay(written)).toBe(exists);
    }),
    { numRuns: 2_000 },
  );
  expect(['2024-02-29', '2000-02-29', '2100-02-29', '2026-2-3', '2026-02-03 '].map(isDay)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
