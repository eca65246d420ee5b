// Clock faces and instants agree with what Node's own calendar shows, through every change of the clocks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as zone from '../../src/people/zone.ts';
import { dayMs, later, minuteMs } from '../../src/platform/clock.ts';
import { date, facesOf, instant, time, unchanging, zoneName, zones } from './clocks.ts';

const { instantOf, localTime } = zone;

/** By brute force: the first instant that shows the face, else the first after the gap that skips it. */
function slowInstantOf(face: string, name: string): Date {
  const shows = facesOf(name);
  const middle = new Date(`${face}:00.000Z`).getTime();
  // No zone is further than this from UTC.
  const from = middle - 15 * 60 * minuteMs;
  const until = middle + 13 * 60 * minuteMs;
  for (let at = from; at <= until; at += minuteMs) if (shows(at) === face) return new Date(at);
  for (let at = from; at <= until; at += minuteMs) if (shows(at) > face) return new Date(at);
  throw new Error(`${face} never comes in ${name}`);
}

describe('the instant of a local time', () => {
  test('is what brute force finds, in any zone on any day', () => {
    fc.assert(
      fc.property(date, time, zoneName, (day, at, name) => {
        expect(instantOf(day, at, name)).toEqual(slowInstantOf(`${day}T${at}`, name));
      }),
      { numRuns: 40 },
    );
  });

  test.each(zones)(
    '%s: is what brute force finds around every change of its clocks in five years',
    (name) => {
      const shows = facesOf(name);
      const offset = (at: number) => new Date(`${shows(at)}:00.000Z`).getTime() - at;
      const start = Date.parse('2024-01-01T00:00:00Z');
      const changes: number[] = [];
      for (let at = start; at < start + 5 * 366 * dayMs; at += dayMs) {
        if (offset(at) !== offset(at + dayMs)) changes.push(at);
      }
      expect(changes.length === 0).toBe(unchanging.includes(name));
      for (const change of changes.slice(0, 4)) {
        let early = change;
        let late = change + dayMs;
        while (late - early > minuteMs) {
          const middle = early + Math.floor((late - early) / 2 / minuteMs) * minuteMs;
          if (offset(middle) === offset(early)) early = middle;
          else late = middle;
        }
        const faces = [shows(early), shows(late)].map((face) => new Date(`${face}:00.000Z`).getTime());
        const [low, high] = [Math.min(...faces), Math.max(...faces)];
        for (const at of [low - minuteMs, low, low + minuteMs, (low + high) / 2, high - minuteMs, high]) {
          const face = new Date(Math.floor(at / minuteMs) * minuteMs).toISOString();
          const [day, clock] = [face.slice(0, 10), face.slice(11, 16)];
          expect(`${face} ${instantOf(day, clock, name).toISOString()}`).toBe(
            `${face} ${slowInstantOf(`${day}T${clock}`, name).toISOString()}`,
          );
        }
      }
    },
  );

  test.each([
    [
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
      'skipped: first instant after the gap',
    ],
    ['2026-03-29', '02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z', 'the first that is skipped'],
    ['2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z', 'the first after the gap'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'happens twice: the first'],
    ['2026-03-08', '02:15', 'America/New_York', '2026-03-08T07:00:00.000Z', 'skipped'],
    ['2026-11-01', '01:59', 'America/New_York', '2026-11-01T05:59:00.000Z', 'twice'],
    ['2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z', 'a gap of half an hour'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', 'twice within half an hour'],
    ['2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z', 'a whole day is skipped'],
    ['2026-06-01', '09:00', 'Asia/Kathmandu', '2026-06-01T03:15:00.000Z', 'a quarter of an hour off'],
  ])('%s %s in %s is %s (%s)', (day, at, name, wanted) => {
    expect(instantOf(day, at, name).toISOString()).toBe(wanted);
  });
});

describe('the local time of an instant', () => {
  test('is what Node’s own calendar shows', () => {
    fc.assert(
      fc.property(instant, zoneName, (at, name) => {
        const shown = localTime(at, name);
        expect(`${shown.date}T${shown.time}`).toBe(facesOf(name)(at.getTime()));
        expect(shown.weekday).toBe(zone.weekdayOf(shown.date));
      }),
    );
  });

  test('leads back to the instant, but for the second time of an hour that happens twice', () => {
    fc.assert(
      fc.property(instant, zoneName, (at, name) => {
        const shown = localTime(at, name);
        const back = instantOf(shown.date, shown.time, name);
        expect(back.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(localTime(back, name)).toEqual(shown);
      }),
    );
  });
});

describe('working days', () => {
  test('go on after the weekend and came before it', () => {
    // 2026-03-02 is a Monday.
    const week = [
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
      '2026-03-07',
      '2026-03-08',
    ];
    expect(week.map(zone.weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(week.map(zone.isWorkingDay)).toEqual([true, true, true, true, true, false, false]);
    expect(week.map(zone.nextWorkingDay).map((day) => day.slice(8))).toEqual([
      '03',
      '04',
      '05',
      '06',
      '09',
      '09',
      '09',
    ]);
    expect(week.map(zone.previousWorkingDay).map((day) => day.slice(8))).toEqual([
      '27',
      '02',
      '03',
      '04',
      '05',
      '06',
      '06',
    ]);
  });

  test('are counted over the ends of months and years', () => {
    expect(zone.addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(zone.addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(zone.addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(zone.addDays('2026-10-25', 42)).toBe('2026-12-06');
  });
});

describe('the next working moment', () => {
  test('lies in working hours, not before it was asked for, and there is none between', () => {
    fc.assert(
      fc.property(instant, zoneName, (from, name) => {
        const moment = zone.nextWorkingMoment(from, name);
        const shown = localTime(moment, name);
        expect(moment.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(zone.isWorkingDay(shown.date)).toBe(true);
        expect(shown.time >= '09:00' && shown.time < '18:00').toBe(true);
        for (let at = from; at < moment; at = later(at, 30 * minuteMs)) {
          const before = localTime(at, name);
          expect(zone.isWorkingDay(before.date) && before.time >= '09:00' && before.time < '18:00').toBe(
            false,
          );
        }
      }),
    );
  });

  test.each([
    ['2026-03-02T08:30:00.000Z', '2026-03-02T08:30:00.000Z', 'in the middle of it: now'],
    ['2026-03-02T05:00:00.000Z', '2026-03-02T08:00:00.000Z', 'early: at nine'],
    ['2026-03-02T17:00:00.000Z', '2026-03-03T08:00:00.000Z', 'at six: tomorrow'],
    ['2026-03-06T17:30:00.000Z', '2026-03-09T08:00:00.000Z', 'Friday evening: Monday'],
    ['2026-03-28T12:00:00.000Z', '2026-03-30T07:00:00.000Z', 'over the change to summer time'],
  ])('after %s in Berlin is %s (%s)', (from, wanted) => {
    expect(zone.nextWorkingMoment(new Date(from), 'Europe/Berlin').toISOString()).toBe(wanted);
  });
});
