// A digest falls due on its weekday and local time, once a week through every change of the clocks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDigest, weekBefore, weeksBefore, weekUntil } from '../../src/digest/week.ts';
import { instantOf, localTime, weekdayOf } from '../../src/people/zone.ts';
import { dayMs, hourMs } from '../../src/platform/clock.ts';
import { instant, time, zoneName } from '../people/clocks.ts';

const mondays = {
  sponsorId: null,
  timeZone: 'UTC',
  digestWeekday: 1,
  digestTime: '09:00',
  digestTimeZone: null,
  digestChannelId: null,
};

describe('the next digest', () => {
  test.each([
    ['2026-03-02T07:59:59.999Z', '2026-03-02T08:00:00.000Z', 'just before'],
    ['2026-03-02T08:00:00.000Z', '2026-03-09T08:00:00.000Z', 'at that very moment: next week’s'],
    ['2026-03-27T00:00:00.000Z', '2026-03-30T07:00:00.000Z', 'after the change to summer time'],
    ['2026-10-23T00:00:00.000Z', '2026-10-26T08:00:00.000Z', 'after the change to winter time'],
  ])('after %s in Berlin is %s (%s)', (after, due) => {
    expect(nextDigest(mondays, 'Europe/Berlin', new Date(after)).toISOString()).toBe(due);
  });

  test('at a time that the clocks skip comes at the end of the gap, and at a double time once', () => {
    const nightly = { ...mondays, digestWeekday: 7, digestTime: '02:30' };
    const spring = nextDigest(nightly, 'Europe/Berlin', new Date('2026-03-28T12:00:00Z'));
    expect(spring.toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(nextDigest(nightly, 'Europe/Berlin', spring).toISOString()).toBe('2026-04-05T00:30:00.000Z');
    const autumn = nextDigest(nightly, 'Europe/Berlin', new Date('2026-10-24T12:00:00Z'));
    expect(autumn.toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(nextDigest(nightly, 'Europe/Berlin', autumn).toISOString()).toBe('2026-11-01T01:30:00.000Z');
  });

  test('is strictly later, on its day and time, at most a week and a clock change away', () => {
    fc.assert(
      fc.property(
        instant,
        zoneName,
        fc.integer({ min: 1, max: 7 }),
        time,
        (after, zone, digestWeekday, digestTime) => {
          const due = nextDigest({ ...mondays, digestWeekday, digestTime }, zone, after);
          expect(due > after).toBe(true);
          expect(due.getTime() - after.getTime()).toBeLessThanOrEqual(7 * dayMs + 2 * hourMs);
          const { date } = localTime(due, zone);
          expect(due).toEqual(instantOf(date, digestTime, zone));
          expect(weekdayOf(date)).toBe(digestWeekday);
        },
      ),
    );
  });
});

describe('a week', () => {
  test('is the seven days up to its digest, named after its day in the sponsor’s zone', () => {
    const until = new Date('2026-03-01T23:30:00.000Z');
    expect(weekUntil(until, 'Europe/Berlin', null)).toEqual({
      weekOf: '2026-03-02',
      from: new Date('2026-02-22T23:30:00.000Z'),
      until,
    });
  });

  test('follows on the one before without a gap', () => {
    const week = weekUntil(new Date('2026-03-02T08:00:00.000Z'), 'UTC', null);
    expect(weekBefore(week, 'UTC')).toEqual({
      weekOf: '2026-02-23',
      from: new Date('2026-02-16T08:00:00.000Z'),
      until: week.from,
    });
  });

  test('stands behind those of earlier digests, as long as these were, and seven days before the first of them', () => {
    const told = [
      { weekOf: '2026-03-05', from: new Date('2026-03-02T08:00Z'), until: new Date('2026-03-05T08:00Z') },
      { weekOf: '2026-03-02', from: new Date('2026-02-16T08:00Z'), until: new Date('2026-03-02T08:00Z') },
    ];
    const week = weekUntil(new Date('2026-03-12T08:00Z'), 'UTC', told[0]?.until ?? null);
    expect(weeksBefore(week, told, 'UTC', 4)).toEqual([
      ...told,
      { weekOf: '2026-02-23', from: new Date('2026-02-09T08:00Z'), until: new Date('2026-02-16T08:00Z') },
      { weekOf: '2026-02-16', from: new Date('2026-02-02T08:00Z'), until: new Date('2026-02-09T08:00Z') },
    ]);
  });

  test('starts where the last one ended, however long ago that is', () => {
    const until = new Date('2026-03-09T08:00:00.000Z');
    for (const last of ['2026-03-02T08:00:00.000Z', '2026-03-04T15:30:00.000Z', '2026-02-16T08:00:00.000Z']) {
      expect(weekUntil(until, 'Europe/Berlin', new Date(last)).from.toISOString()).toBe(last);
    }
  });

  test.each([
    ['2026-03-30T07:00:00.000Z', '2026-03-23T08:00:00.000Z', 'an hour short'],
    ['2026-10-26T08:00:00.000Z', '2026-10-19T07:00:00.000Z', 'an hour long'],
  ])('up to %s in Berlin starts at %s: %s', (until, from) => {
    const week = weekUntil(new Date(until), 'Europe/Berlin', null);
    expect(week.from.toISOString()).toBe(from);
    const next = weekUntil(nextDigest(mondays, 'Europe/Berlin', week.until), 'Europe/Berlin', null);
    expect(weekBefore(next, 'Europe/Berlin')).toEqual(week);
  });

  test('leaves no instant out and counts none twice, whatever the clocks do', () => {
    fc.assert(
      fc.property(instant, zoneName, time, (start, zone, digestTime) => {
        const settings = { ...mondays, digestTime };
        let last = nextDigest(settings, zone, start);
        for (let weeks = 0; weeks < 4; weeks += 1) {
          const due = nextDigest(settings, zone, last);
          expect(weekUntil(due, zone, last)).toMatchObject({ from: last, until: due });
          last = due;
        }
      }),
      { numRuns: 40 },
    );
  });
});
