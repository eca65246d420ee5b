// Which teams are told as silent: those that decide nothing, and never those whose next meeting is yet to come.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeRoundByHand } from '../../src/decision/close-round.ts';
import { emptyRound } from '../../src/decision/empty-round.ts';
import { weekUntil } from '../../src/digest/week.ts';
import { loadHealth } from '../../src/home/load-health.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { recordMissed } from '../../src/ritual/open-round.ts';
import { pauseRitual } from '../../src/ritual/pause-ritual.ts';
import type { Schedule } from '../../src/ritual/schedule.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { asks, closes, records } from '../decision/team.ts';
import { ana, chloe, monday, product, town } from '../people/town.ts';
import { computeFigures } from './figures-of.ts';

const zone = 'Europe/Berlin';
const monthly: Schedule = { weekdays: [2], endTime: '10:30', rhythm: { nth: 1 } };
const at = (days: number) => later(monday, days * dayMs);

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const setsUp = (schedule: Schedule | null, day = 0) =>
  setUpRitual(db, at(day), ana, product, {
    name: 'Review',
    functionId: null,
    question: '',
    timeZone: zone,
    schedule,
    personIds: [],
  });
const decides = (day: number) => closes(db, records(db, {}, { at: at(day) }), at(day));
function meetsInVain(day: number) {
  asks(db, ana, product, at(day));
  closeRoundByHand(db, at(day), ana, product);
}

/** As the digest that falls due on that day tells it, and the page of all rituals. */
function silentWeeks(day: number): number | undefined {
  const week = weekUntil(at(day), zone, null);
  const [team] = computeFigures(db, week, zone, viewerOf(db, chloe)).teams;
  const [health] = loadHealth(db, at(day), chloe, 0).items;
  expect(health?.silentWeeks).toBe(team?.silentWeeks);
  return team?.silentWeeks;
}

describe('a team that meets once a month', () => {
  beforeEach(() => {
    setsUp(monthly);
    decides(1);
  });

  test('and decides each time is never silent', () => {
    expect([7, 28, 35].map(silentWeeks)).toEqual([0, 0, 0]);
    decides(36);
    expect([42, 63].map(silentWeeks)).toEqual([0, 0]);
  });

  test('is silent from its last decision once a meeting went by without one', () => {
    meetsInVain(36);
    expect([35, 37, 42].map(silentWeeks)).toEqual([0, 5, 5]);
    decides(71);
    expect(silentWeeks(98)).toBe(0);
  });

  test('is silent as well after a meeting that had no decision to take', () => {
    emptyRound(db, at(36), ana, asks(db, ana, product, at(36)).id);
    expect(silentWeeks(42)).toBe(5);
  });

  test('is not while the round of its next meeting is open', () => {
    asks(db, ana, product, at(36));
    expect(silentWeeks(36.5)).toBe(0);
  });

  test('is not for a meeting that I was too late to ask about', () => {
    const [ritual] = loadHealth(db, at(36), chloe, 0).items;
    if (!ritual) throw new Error('no ritual');
    const end = { trigger: 'schedule', key: '2026-04-07T10:30', at: at(36), attendeeIds: null } as const;
    recordMissed(db, ritual.ritual, end);
    expect(silentWeeks(42)).toBe(0);
  });

  test('is silent while it is paused, for then no meeting is to come', () => {
    pauseRitual(db, at(7), ana, product);
    expect(silentWeeks(35)).toBe(4);
  });
});

test('a team that nothing foretells the meetings of is silent when nobody asks', () => {
  setsUp(null);
  decides(1);
  expect([7, 28].map(silentWeeks)).toEqual([0, 3]);
});

test('a team that was never asked is silent from its first meeting on, since it was set up', () => {
  setsUp(monthly);
  expect(silentWeeks(28)).toBe(0);
  meetsInVain(29);
  expect(silentWeeks(35)).toBe(5);
});
