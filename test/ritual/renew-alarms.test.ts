// A country moves its clocks: after an update of the zone database the ends are where they belong.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt, setAlarm } from '../../src/platform/ticker.ts';
import { meetingEnds } from '../../src/ritual/follow-schedule.ts';
import { pauseRitual } from '../../src/ritual/pause-ritual.ts';
import { renewAlarms } from '../../src/ritual/renew-alarms.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ana, monday, product, town } from '../people/town.ts';

const end = new Date('2026-03-03T09:30:00.000Z');
let db: Database;
let ritualId: number;

beforeEach(() => {
  db = town();
  ritualId = setUpRitual(db, monday, ana, product, {
    name: 'Product weekly',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: { weekdays: [2], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } },
    personIds: [],
  }).id;
  renews(monday, '2025a');
});
afterEach(() => db.close());

const renews = (now: Date, zoneData: string) => db.transaction(() => renewAlarms(db, now, zoneData));
const alarm = () => alarmAt(db, meetingEnds, ritualId);
const rounds = () => db.all('SELECT state, opened_at FROM round');

describe('new zone data', () => {
  test('moves an alarm that the old data had put elsewhere', () => {
    setAlarm(db, meetingEnds, ritualId, later(end, hourMs));
    renews(later(end, -2 * hourMs), '2026a');
    expect(alarm()).toEqual(end);
  });

  test('catches up an end that it puts into the last hour, once', () => {
    setAlarm(db, meetingEnds, ritualId, later(end, hourMs));
    renews(later(end, 20 * minuteMs), '2026a');
    expect(rounds()).toEqual([{ state: 'open', opened_at: end.toISOString() }]);
    renews(later(end, 25 * minuteMs), '2026b');
    expect(rounds()).toHaveLength(1);
  });

  test('asks about nothing that ended before the ritual was there', () => {
    const fresh = setUpRitual(db, later(end, 10 * minuteMs), ana, product, {
      name: 'Product weekly',
      functionId: null,
      question: '',
      timeZone: 'Europe/Berlin',
      schedule: { weekdays: [2], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } },
      personIds: [],
    });
    db.run('UPDATE ritual SET created_at = @at WHERE id = @id', {
      at: later(end, 10 * minuteMs).toISOString(),
      id: fresh.id,
    });
    renews(later(end, 20 * minuteMs), '2026a');
    expect(rounds()).toEqual([]);
  });

  test('leaves what has fallen due to its alarm, and a paused ritual alone', () => {
    renews(later(end, minuteMs), '2026a');
    expect(alarm()).toEqual(end);
    pauseRitual(db, monday, ana, product);
    renews(monday, '2026b');
    expect(alarm()).toBeNull();
  });
});

test('the same zone data changes nothing', () => {
  setAlarm(db, meetingEnds, ritualId, later(end, hourMs));
  renews(monday, '2025a');
  expect(alarm()).toEqual(later(end, hourMs));
});
