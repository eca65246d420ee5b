// The end of a scheduled meeting is asked about once, caught up within an hour, or recorded as missed.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceMembers, saveConversation } from '../../src/people/store.ts';
import { hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt, Ticker } from '../../src/platform/ticker.ts';
import { followHuddles, skipDays } from '../../src/ritual/change-triggers.ts';
import { meetingEnds, noticeScheduled } from '../../src/ritual/follow-schedule.ts';
import { windowMoved } from '../../src/ritual/keep-quiet.ts';
import type { MeetingEnd } from '../../src/ritual/meeting-end.ts';
import { noticeEnd } from '../../src/ritual/notice-end.ts';
import { pauseRitual, resumeRitual } from '../../src/ritual/pause-ritual.ts';
import type { Ritual } from '../../src/ritual/ritual.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { findRound, lastRound, openRounds, rosterOf } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ana, ben, conversation, dmitri, gus, leaves, monday, product, town } from '../people/town.ts';
import { readableLog } from '../platform/quiet-log.ts';

const end = new Date('2026-03-03T09:30:00.000Z');
const nextEnd = new Date('2026-03-10T09:30:00.000Z');
const wishes = {
  name: 'Product weekly',
  functionId: null,
  question: '',
  timeZone: 'Europe/Berlin',
  schedule: { weekdays: [2], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } },
  personIds: [],
};

let db: Database;
let ritual: Ritual;

beforeEach(() => {
  db = town();
  ritual = setUpRitual(db, monday, ana, product, wishes);
});
afterEach(() => db.close());

const alarm = () => alarmAt(db, meetingEnds, ritual.id);
const states = () =>
  db.all<{ state: string; occurrence: string; late: number }>(
    'SELECT state, occurrence, late FROM round ORDER BY opened_at',
  );
const owed = () => db.all<{ drawing: string }>('SELECT drawing FROM message').map(({ drawing }) => drawing);
const notices = (now: Date, dueAt = end) => db.transaction(() => noticeScheduled(db, ritual.id, now, dueAt));

describe('the end of a meeting', () => {
  test('is waited for from the setting up on', () => {
    expect(alarm()).toEqual(end);
  });

  test('opens a round that the channel’s people are waited for in, and waits for the next one', () => {
    notices(end);
    const [round] = openRounds(db, product);
    expect(round).toMatchObject({
      ritualId: ritual.id,
      name: 'Product weekly',
      question: 'What would our best customers think of the decision we just made?',
      trigger: 'schedule',
      late: false,
      state: 'open',
      rosterKnown: true,
      facilitatorId: ana,
      openedAt: end,
      windowEndsAt: new Date('2026-03-04T09:30:00.000Z'),
    });
    expect(rosterOf(db, round?.id ?? 0)).toEqual([ana, ben, gus]);
    expect(alarmAt(db, roundCloses, round?.id ?? 0)).toEqual(round?.windowEndsAt);
    expect(owed()).toEqual(['root']);
    expect(alarm()).toEqual(nextEnd);
  });

  test('opens exactly one round, however often it is noticed', () => {
    notices(end);
    notices(later(end, minuteMs));
    notices(later(end, 2 * hourMs));
    expect(states()).toEqual([{ state: 'open', occurrence: '2026-03-03T10:30', late: 0 }]);
    expect(owed()).toEqual(['root']);
  });

  test.each([
    [2, 0, 'open'],
    [3, 1, 'open'],
    [59, 1, 'open'],
    [60, 1, 'open'],
    [61, 1, 'missed'],
  ])('noticed %i minutes late: late = %i, %s', (minutes, late, state) => {
    const noticed = later(end, minutes * minuteMs);
    notices(noticed);
    expect(states()).toEqual([{ state, occurrence: '2026-03-03T10:30', late }]);
    expect(owed()).toEqual(state === 'open' ? ['root'] : []);
    const round = lastRound(db, ritual.id, state === 'open' ? 'open' : 'missed');
    expect(round?.openedAt).toEqual(end);
    if (state === 'open') expect(round?.windowEndsAt).toEqual(later(noticed, 24 * hourMs));
  });

  test('while we were away for weeks is missed week by week, and only the last is asked about', () => {
    notices(later(new Date('2026-03-24T09:30:00.000Z'), 30 * minuteMs));
    expect(states()).toEqual([
      { state: 'missed', occurrence: '2026-03-03T10:30', late: 1 },
      { state: 'missed', occurrence: '2026-03-10T10:30', late: 1 },
      { state: 'missed', occurrence: '2026-03-17T10:30', late: 1 },
      { state: 'open', occurrence: '2026-03-24T10:30', late: 1 },
    ]);
    expect(owed()).toEqual(['root']);
    // Summer time by then.
    expect(alarm()?.toISOString()).toBe('2026-03-31T08:30:00.000Z');
  });

  test('is missed where we are not in the channel any more', () => {
    saveConversation(db, conversation(product, { hasBot: false }));
    notices(end);
    expect(states()).toMatchObject([{ state: 'missed' }]);
    expect(owed()).toEqual([]);
    expect(alarm()).toEqual(nextEnd);
  });

  test('is not lost when somebody changes the ritual before it is noticed', () => {
    followHuddles(db, later(end, 500), ana, product, true);
    expect(alarm()).toEqual(end);
    notices(later(end, 1000));
    expect(states()).toMatchObject([{ state: 'open', occurrence: '2026-03-03T10:30' }]);
    expect(alarm()).toEqual(nextEnd);
  });

  test('is another end in another zone, on the same day', () => {
    notices(end);
    setUpRitual(db, later(end, minuteMs), ana, product, {
      ...wishes,
      timeZone: 'Europe/London',
      instead: 'on Tuesdays at 10:30',
    });
    const inLondon = later(end, hourMs);
    expect(alarm()).toEqual(inLondon);
    notices(inLondon, inLondon);
    expect(states()).toHaveLength(2);
  });

  test('does not lie on a day that became quiet while its round was open: the window ends later', () => {
    notices(end);
    skipDays(db, later(end, minuteMs), ana, product, { first: '2026-03-04', last: '2026-03-06' });
    const [round] = openRounds(db, product);
    expect(round?.windowEndsAt).toEqual(new Date('2026-03-09T09:30:00Z'));
    expect(alarmAt(db, windowMoved, round?.id ?? 0)).toEqual(later(end, minuteMs));
  });

  test('is nothing to a ritual that is not there any more', () => {
    db.transaction(() => noticeScheduled(db, 999, end, end));
    expect(states()).toEqual([]);
  });
});

describe('an end whose noticing failed', () => {
  test('is noticed at the next try, as the end that it was', async () => {
    const ticker = new Ticker(db, readableLog().log);
    let failures = 1;
    ticker.on(meetingEnds, (key, now, dueAt) => {
      noticeScheduled(db, Number(key), now, dueAt);
      failures -= 1;
      if (failures >= 0) throw new Error('disk full');
    });
    await ticker.tick(end);
    expect(states()).toEqual([]);
    const again = ticker.nextDueAt() ?? end;
    expect(again > end).toBe(true);
    await ticker.tick(again);
    expect(states()).toEqual([{ state: 'open', occurrence: '2026-03-03T10:30', late: 0 }]);
    expect(openRounds(db, product)[0]?.openedAt).toEqual(end);
    expect(alarm()).toEqual(nextEnd);
  });
});

describe('a pause', () => {
  test('asks nothing and waits for nothing, until it is over', () => {
    pauseRitual(db, monday, ana, product);
    expect(alarm()).toBeNull();
    notices(end);
    expect(states()).toEqual([]);
    const back = later(end, 2 * hourMs);
    resumeRitual(db, back, ana, product);
    expect(alarm()).toEqual(nextEnd);
    expect(states()).toEqual([]);
  });
});

describe('who is waited for', () => {
  const roster = () => {
    notices(end);
    const round = lastRound(db, ritual.id, 'open');
    return { known: round?.rosterKnown, people: rosterOf(db, round?.id ?? 0) };
  };

  test('are the people whom the ritual names, as far as they are here and in the channel', () => {
    setUpRitual(db, monday, ana, product, { ...wishes, personIds: [ben, dmitri, gus] });
    leaves(db, ben);
    expect(roster()).toEqual({ known: true, people: [gus] });
  });

  test('is nobody in particular when none of the named is in the channel', () => {
    setUpRitual(db, monday, ana, product, { ...wishes, personIds: [dmitri] });
    expect(roster()).toEqual({ known: false, people: [] });
  });

  test('is nobody in particular in a channel of more than twelve', () => {
    const many = Array.from({ length: 13 }, (_, index) => `UMANY${index}`);
    for (const id of many) {
      db.run(`INSERT INTO person (id, name, time_zone, kind) VALUES (@id, 'Many', 'UTC', 'member')`, { id });
    }
    replaceMembers(db, product, many);
    expect(roster()).toEqual({ known: false, people: [] });
    expect(findRound(db, 1)?.state).toBe('open');
  });

  test('are all of a channel of twelve', () => {
    const dozen = Array.from({ length: 12 }, (_, index) => `UDOZEN${index}`);
    for (const id of dozen) {
      db.run(`INSERT INTO person (id, name, time_zone, kind) VALUES (@id, 'Dozen', 'UTC', 'member')`, { id });
    }
    replaceMembers(db, product, dozen);
    expect(roster()).toEqual({ known: true, people: [...dozen].sort() });
  });
});

describe('one meeting that two triggers see', () => {
  const calendarEnd: MeetingEnd = { trigger: 'calendar', key: 'calendar:1', at: end, attendeeIds: null };
  const sees = (now: Date, change: Partial<MeetingEnd>) =>
    db.transaction(() => noticeEnd(db, now, ritual, { ...calendarEnd, ...change }));

  test('is missed once when both see it too late', () => {
    notices(later(end, 70 * minuteMs));
    sees(later(end, 70 * minuteMs), {});
    expect(states()).toMatchObject([{ state: 'missed' }]);
  });

  test('is asked about, and not missed, when one of them sees it in time', () => {
    notices(later(end, 65 * minuteMs));
    sees(later(end, 65 * minuteMs), { at: later(end, 10 * minuteMs) });
    expect(states()).toMatchObject([{ state: 'open', occurrence: 'calendar:1' }]);
    notices(later(end, 66 * minuteMs));
    expect(states()).toHaveLength(1);
  });

  test('opens one round within fifteen minutes, and two beyond', () => {
    notices(end);
    sees(later(end, 15 * minuteMs), { at: later(end, 15 * minuteMs) });
    expect(states()).toHaveLength(1);
    sees(later(end, 16 * minuteMs), { key: 'calendar:2', at: later(end, 16 * minuteMs) });
    expect(states()).toHaveLength(2);
  });
});
