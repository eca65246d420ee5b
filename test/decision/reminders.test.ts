// Reminders come in somebody's own working hours, and a person gets one note a day, whatever it is about.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { passMattersOn } from '../../src/decision/pass-matters-on.ts';
import { remindPerson } from '../../src/home/remind-person.ts';
import { bookNote, reminderDue } from '../../src/people/attention.ts';
import { isNoted, savePerson } from '../../src/people/store.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { ana, ben, bot, eve, gus, leaves, monday, person, town } from '../people/town.ts';
import { answers, closes, records } from './team.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

/** Somebody owes a reconsideration that is due a week after this instant. */
function owes(id: string, at: Date) {
  const decision = records(db, { ownerId: id }, { at });
  answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' }, at);
  return closes(db, decision, at);
}

const notes = () =>
  db
    .all<{ drawing: string; subject: string }>(
      "SELECT drawing, subject FROM message WHERE drawing IN ('reminders', 'inherited') ORDER BY id",
    )
    .map(({ drawing, subject }) => `${drawing} ${subject}`);
const dueFor = (id: string) => alarmAt(db, reminderDue, id)?.toISOString();

describe('a reminder that falls due outside working hours', () => {
  const saturdayNight = new Date('2026-03-07T22:30:00.000Z');

  test('waits until Monday at nine, and is sent then', () => {
    owes(ben, monday);
    remindPerson(db, saturdayNight, ben);
    expect(notes()).toEqual([]);
    const nine = new Date('2026-03-09T08:00:00.000Z');
    db.run('DELETE FROM alarm');
    remindPerson(db, saturdayNight, ben);
    expect(dueFor(ben)).toBe(nine.toISOString());
    remindPerson(db, nine, ben);
    expect(notes()).toEqual(['reminders UBEN 2026-03-09']);
  });

  test('waits for nine in the person’s own zone', () => {
    savePerson(db, person(ben, { timeZone: 'America/Los_Angeles' }));
    owes(ben, monday);
    db.run('DELETE FROM alarm');
    remindPerson(db, new Date('2026-03-08T02:30:00.000Z'), ben);
    // Summer time began there on the Sunday.
    expect(dueFor(ben)).toBe('2026-03-09T16:00:00.000Z');
  });
});

describe('a note', () => {
  test('is booked for the first working moment, one a day', () => {
    const booked = [0, 0, 0].map(() => bookNote(db, ana, monday));
    expect(booked.map((note) => note?.day)).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
    expect(booked.map((note) => note?.moment.toISOString())).toEqual([
      monday.toISOString(),
      '2026-03-03T08:00:00.000Z',
      '2026-03-04T08:00:00.000Z',
    ]);
    expect(isNoted(db, ana, '2026-03-04')).toBe(true);
  });

  test('booked on a Friday night is Monday’s, in the person’s zone', () => {
    const fridayNight = new Date('2026-03-06T19:00:00.000Z');
    expect(bookNote(db, ana, fridayNight)).toEqual({
      moment: new Date('2026-03-09T08:00:00.000Z'),
      day: '2026-03-09',
    });
    // Friday noon in Los Angeles.
    expect(bookNote(db, eve, later(fridayNight, hourMs))?.day).toBe('2026-03-06');
  });

  test('is for nobody who is gone', () => {
    leaves(db, ben);
    expect([ben, bot, 'UNOBODY'].map((id) => bookNote(db, id, monday))).toEqual([null, null, null]);
  });

  test('about what somebody inherits leaves no room for reminders on its day', () => {
    owes(ben, monday);
    owes(ana, monday);
    leaves(db, ben);
    const friday = later(monday, 4 * dayMs);
    passMattersOn(db, friday, ben);
    expect(notes()).toEqual(['inherited UANA 2026-03-06']);
    db.run('DELETE FROM alarm');
    remindPerson(db, friday, ana);
    expect(notes()).toEqual(['inherited UANA 2026-03-06']);
    expect(dueFor(ana)).not.toMatch(/^2026-03-06/);
  });

  // A known bug: the reminder before the date is skipped on such a day, not moved to the next. Drop .fails then.
  test('only moves the reminder of that day to the next working day', () => {
    owes(ana, monday);
    const friday = later(monday, 4 * dayMs);
    bookNote(db, ana, friday);
    db.run('DELETE FROM alarm');
    remindPerson(db, friday, ana);
    expect(dueFor(ana)).toBe('2026-03-09T08:00:00.000Z');
  });

  // A known bug: a note booked for tomorrow hides today's, so a reminder makes two today. Drop .fails then.
  test('stays the only one of today when another is booked for tomorrow', () => {
    owes(ana, later(monday, -7 * dayMs));
    bookNote(db, ana, monday);
    bookNote(db, ana, monday);
    remindPerson(db, later(monday, 5 * hourMs), ana);
    expect(notes()).toEqual([]);
  });

  test('tells all that is inherited before it is sent', () => {
    owes(ben, monday);
    owes(gus, monday);
    const night = later(monday, 12 * hourMs);
    for (const id of [ben, gus]) {
      leaves(db, id);
      passMattersOn(db, night, id);
    }
    expect(notes()).toEqual(['inherited UANA 2026-03-03']);
    const days = db.all<{ passed_note: string }>('SELECT passed_note FROM decision');
    expect(days.map(({ passed_note }) => passed_note)).toEqual(['2026-03-03', '2026-03-03']);
  });
});
