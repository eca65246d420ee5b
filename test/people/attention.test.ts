// Attention is a budget: one reminder a person and working day, in their own working hours.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveReminder, nextMorning, reminderDue, wishReminder } from '../../src/people/attention.ts';
import { freeNote, isNoted, markNoted, savePerson } from '../../src/people/store.ts';
import { isWorkingDay, localTime } from '../../src/people/zone.ts';
import { hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { instant, zoneName } from './clocks.ts';
import { ana, ben, bot, eve, leaves, monday, person, town, wile } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const dueFor = (id: string) => alarmAt(db, reminderDue, id)?.toISOString();

describe('a reminder', () => {
  test('is due at once in somebody’s working hours, and at nine of their morning otherwise', () => {
    wishReminder(db, ana, monday);
    expect(dueFor(ana)).toBe(monday.toISOString());
    wishReminder(db, eve, monday);
    expect(dueFor(eve)).toBe('2026-03-02T17:00:00.000Z');
    wishReminder(db, ben, later(monday, 10 * hourMs));
    expect(dueFor(ben)).toBe('2026-03-03T08:00:00.000Z');
  });

  test('waits for the end of the weekend', () => {
    wishReminder(db, ana, new Date('2026-03-06T18:00:00.000Z'));
    expect(dueFor(ana)).toBe('2026-03-09T08:00:00.000Z');
  });

  test('waits for the next working day where there was one today', () => {
    markNoted(db, ana, '2026-03-02');
    wishReminder(db, ana, monday);
    expect(dueFor(ana)).toBe('2026-03-03T08:00:00.000Z');
    markNoted(db, ben, '2026-03-06');
    wishReminder(db, ben, new Date('2026-03-06T09:00:00.000Z'));
    expect(dueFor(ben)).toBe('2026-03-09T08:00:00.000Z');
  });

  test('counts its day in the person’s own zone', () => {
    markNoted(db, eve, '2026-03-02');
    wishReminder(db, eve, new Date('2026-03-02T23:30:00.000Z'));
    expect(dueFor(eve)).toBe('2026-03-03T17:00:00.000Z');
    expect(isNoted(db, eve, '2026-03-02')).toBe(true);
    expect(isNoted(db, ana, '2026-03-02')).toBe(false);
  });

  test('is the earliest of several wishes, in whichever order they come', () => {
    const wishes = [48, 24, 72].map((hours) => later(monday, hours * hourMs));
    for (const wish of wishes) wishReminder(db, ana, wish);
    expect(dueFor(ana)).toBe(later(monday, 24 * hourMs).toISOString());
    expect(db.all('SELECT key FROM alarm')).toEqual([{ key: ana }]);
  });

  test('is for people who are here', () => {
    leaves(db, ben);
    for (const id of [ben, bot, wile, 'UNOBODY']) wishReminder(db, id, monday);
    expect(db.all('SELECT key FROM alarm')).toEqual([]);
  });

  test('comes in working hours, not too early, and never twice on one day, whatever the zone', () => {
    fc.assert(
      fc.property(instant, zoneName, fc.boolean(), (from, timeZone, notedToday) => {
        db.run('DELETE FROM alarm');
        savePerson(db, person(ana, { timeZone }));
        const today = localTime(from, timeZone).date;
        markNoted(db, ana, notedToday ? today : '2001-01-01');
        wishReminder(db, ana, from);
        const due = alarmAt(db, reminderDue, ana) ?? new Date(0);
        const shown = localTime(due, timeZone);
        expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(isWorkingDay(shown.date)).toBe(true);
        expect(shown.time >= '09:00' && shown.time < '18:00').toBe(true);
        if (notedToday) expect(shown.date > today).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a note that was not sent after all', () => {
  test('leaves its day free, and only its day', () => {
    for (const day of ['2026-03-02', '2026-03-03']) markNoted(db, ana, day);
    freeNote(db, ana, '2026-03-02');
    expect([isNoted(db, ana, '2026-03-02'), isNoted(db, ana, '2026-03-03')]).toEqual([false, true]);
    wishReminder(db, ana, monday);
    expect(dueFor(ana)).toBe(monday.toISOString());
  });
});

describe('a reminder of somebody who moves', () => {
  const moves = (timeZone: string, now: Date) => {
    savePerson(db, person(ana, { timeZone }));
    moveReminder(db, now, person(ana, { timeZone }), 'Europe/Berlin');
  };

  test.each([
    ['America/Los_Angeles', '2026-03-03T17:00:00.000Z'],
    ['Asia/Kolkata', '2026-03-03T03:30:00.000Z'],
    ['Europe/Berlin', '2026-03-03T08:00:00.000Z'],
  ])('comes at nine of the same morning in %s', (timeZone, due) => {
    wishReminder(db, ana, later(monday, 12 * hourMs));
    moves(timeZone, later(monday, 13 * hourMs));
    expect(dueFor(ana)).toBe(due);
  });

  test('comes as soon as it can where that morning is over already', () => {
    wishReminder(db, ana, later(monday, 12 * hourMs));
    // Five in the morning of Tuesday in Berlin is five in the afternoon in Auckland.
    const now = new Date('2026-03-03T04:00:00.000Z');
    moves('Pacific/Auckland', now);
    expect(dueFor(ana)).toBe(now.toISOString());
  });

  test('is not made up when there was none', () => {
    moves('Asia/Kolkata', monday);
    expect(dueFor(ana)).toBeUndefined();
  });
});

test('the next morning is nine o’clock of the next working day, in somebody’s own zone', () => {
  expect(nextMorning(person(ana), monday).toISOString()).toBe('2026-03-03T08:00:00.000Z');
  const friday = new Date('2026-03-06T07:00:00.000Z');
  expect(nextMorning(person(ana), friday).toISOString()).toBe('2026-03-09T08:00:00.000Z');
  expect(nextMorning(person(eve, { timeZone: 'America/Los_Angeles' }), friday).toISOString()).toBe(
    // Thursday night there; the clocks change on the Sunday.
    '2026-03-06T17:00:00.000Z',
  );
});
