// The sponsor's week is told once, caught up within 48 hours, and named as missed after that.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeRound } from '../../src/decision/close-round.ts';
import { findDigest, lastDigestUntil, missedWeeks } from '../../src/digest/store.ts';
import { awaitNextDigest, digestZone, tellDigest } from '../../src/digest/tell-digest.ts';
import { digestDue } from '../../src/digest/week.ts';
import { savePerson } from '../../src/people/store.ts';
import { hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { askRitual } from '../../src/ritual/ask-ritual.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ana, chloe, eve, leaves, person, product, town } from '../people/town.ts';

const due = new Date('2026-03-02T08:00:00.000Z');

const wishes = {
  name: 'Product weekly',
  functionId: null,
  question: '',
  timeZone: 'Europe/Berlin',
  schedule: null,
  personIds: [],
};

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const tells = (now: Date, dueAt = due) => db.transaction(() => tellDigest(db, now, dueAt));
const weeks = () =>
  db.all<{ week_of: string; state: string }>('SELECT week_of, state FROM digest ORDER BY week_of');
const owed = () =>
  db.all<{ subject: string; address: string }>('SELECT subject, address FROM message ORDER BY id');

describe('a digest', () => {
  test('is told to the sponsor and waits for the next', () => {
    tells(due);
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'told' }]);
    expect(owed()).toEqual([{ subject: '2026-03-02', address: chloe }]);
    expect(findDigest(db, '2026-03-02')).toMatchObject({ weekOf: '2026-03-02', missedWeeks: [] });
    expect(alarmAt(db, digestDue, '')?.toISOString()).toBe('2026-03-09T08:00:00.000Z');
  });

  test('is told once, however often its hour is noticed', () => {
    tells(due);
    tells(later(due, hourMs));
    expect(weeks()).toHaveLength(1);
    expect(owed()).toHaveLength(1);
  });

  test.each([
    [48 * hourMs, 'told'],
    [48 * hourMs + 1, 'missed'],
  ])('noticed %i ms late is %s', (ms, state) => {
    tells(later(due, ms));
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state }]);
    expect(owed()).toHaveLength(state === 'told' ? 1 : 0);
    expect(alarmAt(db, digestDue, '')?.toISOString()).toBe('2026-03-09T08:00:00.000Z');
  });

  test('after weeks away tells the last week alone, and names those that were missed', () => {
    tells(later(new Date('2026-03-23T08:00:00.000Z'), 5 * hourMs));
    expect(weeks()).toEqual([
      { week_of: '2026-03-02', state: 'missed' },
      { week_of: '2026-03-09', state: 'missed' },
      { week_of: '2026-03-16', state: 'missed' },
      { week_of: '2026-03-23', state: 'told' },
    ]);
    expect(owed()).toEqual([{ subject: '2026-03-23', address: chloe }]);
    expect(findDigest(db, '2026-03-23')?.missedWeeks).toEqual(['2026-03-02', '2026-03-09', '2026-03-16']);
  });

  test('names a missed week in the next one that is told, and never again', () => {
    tells(later(due, 72 * hourMs));
    expect(missedWeeks(db)).toEqual(['2026-03-02']);
    tells(new Date('2026-03-09T08:00:00.000Z'), new Date('2026-03-09T08:00:00.000Z'));
    tells(new Date('2026-03-16T08:00:00.000Z'), new Date('2026-03-16T08:00:00.000Z'));
    expect(findDigest(db, '2026-03-09')?.missedWeeks).toEqual(['2026-03-02']);
    expect(findDigest(db, '2026-03-16')?.missedWeeks).toEqual([]);
    expect(findDigest(db, '2026-03-02')).toBeNull();
  });

  test('counts nothing twice when its hour is moved to an earlier day', () => {
    setUpRitual(db, later(due, -hourMs), ana, product, wishes);
    const round = askRitual(db, later(due, -hourMs), ana, product);
    closeRound(db, later(due, -minuteMs), round.id, null);
    tells(due);
    const thursday = new Date('2026-03-05T08:00:00.000Z');
    tells(thursday, thursday);
    const held = ['2026-03-02', '2026-03-05'].map((week) => findDigest(db, week)?.teams[0]?.now.held);
    expect(held).toEqual([1, 0]);
    expect(lastDigestUntil(db)).toEqual(thursday);
  });

  test('goes to the primary owner in their own zone when the sponsor has left', () => {
    leaves(db, chloe);
    expect(digestZone(db)).toBe('America/Los_Angeles');
    awaitNextDigest(db, due);
    const theirs = alarmAt(db, digestDue, '') ?? due;
    expect(theirs.toISOString()).toBe('2026-03-02T17:00:00.000Z');
    tells(theirs, theirs);
    expect(owed()).toEqual([{ subject: '2026-03-02', address: eve }]);
  });

  test('is missed where there is nobody to tell', () => {
    for (const id of [chloe, eve]) leaves(db, id);
    tells(due);
    expect(weeks()).toEqual([{ week_of: '2026-03-02', state: 'missed' }]);
    expect(owed()).toEqual([]);
    expect(digestZone(db)).toBe('Europe/Berlin');
  });

  test('follows the sponsor into another zone', () => {
    savePerson(db, person(chloe, { timeZone: 'Asia/Tokyo' }));
    awaitNextDigest(db, due);
    expect(alarmAt(db, digestDue, '')?.toISOString()).toBe('2026-03-09T00:00:00.000Z');
  });
});
