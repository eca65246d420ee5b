// Following a calendar: its meetings open rounds when they end, also when they are moved, or it cannot be read.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock, type MovableClock } from '../../sandbox/clock.ts';
import type { CalendarWishes } from '../../src/calendar/event.ts';
import { readCalendar } from '../../src/calendar/read-calendar.ts';
import { addMember } from '../../src/people/store.ts';
import { Background } from '../../src/platform/background.ts';
import { hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt, Ticker } from '../../src/platform/ticker.ts';
import { addCalendar } from '../../src/ritual/add-calendar.ts';
import { maskedAddress, nextPoll, nextTry } from '../../src/ritual/calendar.ts';
import { calendarsOf } from '../../src/ritual/calendar-store.ts';
import { calendarWords, failingMessage } from '../../src/ritual/calendar-views.ts';
import {
  calendarEventEnds,
  calendarFailing,
  calendarStale,
  noticeCalendarEnds,
  pollSoon,
} from '../../src/ritual/follow-calendar.ts';
import { calendarLines } from '../../src/ritual/list-calendars.ts';
import { pauseRitual, resumeRitual } from '../../src/ritual/pause-ritual.ts';
import { CalendarReader } from '../../src/ritual/poll-calendar.ts';
import { isQuietDay } from '../../src/ritual/quiet-store.ts';
import { removeCalendar } from '../../src/ritual/remove-calendar.ts';
import type { Ritual } from '../../src/ritual/ritual.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ana, ben, chloe, dmitri, monday, product, refusalOf, town } from '../people/town.ts';
import { readableLog } from '../platform/quiet-log.ts';
import { CalendarFeed, holiday, meeting, secret } from './calendar-feed.ts';

const tuesday = meeting({ from: '20260303T100000', to: '20260303T103000', also: ['RRULE:FREQ=WEEKLY'] });
const end = new Date('2026-03-03T09:30:00.000Z');

let db: Database;
let clock: MovableClock;
let feed: CalendarFeed;
let ticker: Ticker;
let background: Background;
let ritual: Ritual;
let log: ReturnType<typeof readableLog>;

beforeEach(async () => {
  db = town();
  clock = createClock(monday);
  feed = await CalendarFeed.open();
  feed.holds(tuesday);
  ritual = setUpRitual(db, monday, ana, product, {
    name: 'Product weekly',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
    personIds: [],
  });
  start();
});
afterEach(async () => {
  await background.done();
  await feed.close();
  db.close();
});

/** The process begins: what was in memory is gone. */
function start(): void {
  log = readableLog();
  ticker = new Ticker(db, log.log);
  background = new Background(log.log);
  const reader = new CalendarReader({ db, clock, background, allowLocalFeeds: true, wake: () => {} });
  ticker.on(calendarStale, (key, now) => reader.start(Number(key), now));
  ticker.on(calendarEventEnds, (key, now, dueAt) => noticeCalendarEnds(db, Number(key), now, dueAt));
  ticker.on('round closes', () => {});
}

/** Time passes, and what falls due happens. */
async function pass(until: string | Date): Promise<void> {
  const target = new Date(until);
  for (let next = ticker.nextDueAt(); next && next <= target; next = ticker.nextDueAt()) {
    if (next > clock.now()) clock.moveTo(next);
    await ticker.tick(clock.now());
    await background.done();
  }
  clock.moveTo(target);
}

async function add(change: Partial<CalendarWishes> = {}, personId: string = ana): Promise<void> {
  const wishes: CalendarWishes = {
    purpose: 'meetings',
    address: feed.url,
    titleFilter: 'product',
    isPattern: false,
    ...change,
  };
  const now = clock.now();
  const reading = await readCalendar(wishes, {
    now,
    timeZone: 'Europe/Berlin',
    allowLocal: true,
    lookBackMs: hourMs,
  });
  if (reading.status === 'unchanged') throw new Error('nothing was read');
  db.transaction(() => addCalendar(db, now, personId, product, { wishes, reading }));
}

const rounds = () =>
  db
    .all<{ opened_at: string; state: string; trigger: string }>(
      'SELECT opened_at, state, trigger FROM round ORDER BY id',
    )
    .map(({ opened_at, state, trigger }) => `${opened_at.slice(0, 16)} ${state} ${trigger}`);
const kept = () => db.all('SELECT * FROM calendar_event');
const calendar = () => calendarsOf(db, ritual.id)[0];
const told = () =>
  db.all<{ address: string }>('SELECT address FROM message WHERE drawing = @drawing', {
    drawing: calendarFailing,
  });
const stale = () => alarmAt(db, calendarStale, calendar()?.id ?? 0);
const nextEnd = () => alarmAt(db, calendarEventEnds, calendar()?.id ?? 0);

describe('a calendar that is added', () => {
  test('opens a round when its event ends, each time', async () => {
    await add();
    expect(nextEnd()).toEqual(end);
    await pass('2026-03-03T09:29:59Z');
    expect(rounds()).toEqual([]);
    await pass('2026-03-03T09:30:00Z');
    expect(rounds()).toEqual(['2026-03-03T09:30 open calendar']);
    await pass('2026-03-10T10:00:00Z');
    expect(rounds()).toHaveLength(2);
  });

  test('is refused to whoever may not set the ritual up', async () => {
    await expect(add({}, ben)).rejects.toThrow('Only the facilitator');
    await expect(add({}, dmitri)).rejects.toThrow('Only members of this channel');
    addMember(db, product, chloe);
    await add({}, chloe);
    expect(calendarsOf(db, ritual.id)).toHaveLength(1);
  });

  test('is refused the second time, and as the eleventh', async () => {
    await add();
    await expect(add()).rejects.toThrow('This ritual follows this calendar already.');
    for (let number = 2; number <= 10; number += 1) await add({ titleFilter: `product ${number}` });
    await expect(add({ titleFilter: 'product 11' })).rejects.toThrow('ten calendars at the most');
    expect(calendarsOf(db, ritual.id)).toHaveLength(10);
  });

  test('does not ask about what ended before', async () => {
    clock.moveTo(later(end, 20 * minuteMs));
    await add();
    await pass(later(end, hourMs));
    expect(rounds()).toEqual([]);
  });

  test('keeps when its matching events are, and nothing of what they say', async () => {
    feed.holds(
      tuesday,
      meeting({ uid: 'x', title: 'Salaries', from: '20260304T100000', to: '20260304T110000' }),
    );
    await add();
    expect(kept()).toHaveLength(9);
    expect(JSON.stringify(kept())).not.toMatch(/product|weekly|example|salaries/i);
  });

  test('of holidays makes quiet days, and opens nothing', async () => {
    feed.holds(holiday('20260303'), tuesday);
    await add({ purpose: 'holidays', titleFilter: '' });
    expect(isQuietDay(db, ritual.id, '2026-03-03')).toBe(true);
    expect(isQuietDay(db, ritual.id, '2026-03-04')).toBe(false);
    expect(nextEnd()).toBeNull();
    await add();
    await pass('2026-03-10T10:00:00Z');
    expect(rounds()).toEqual(['2026-03-10T09:30 open calendar']);
  });

  test('is removed with all that was kept of it', async () => {
    await add();
    const id = calendar()?.id ?? 0;
    expect(refusalOf(() => removeCalendar(db, monday, ben, id)).sentence).toContain('Only the facilitator');
    removeCalendar(db, monday, ana, id);
    expect(removeCalendar(db, monday, ana, id)).toBeNull();
    expect(kept()).toEqual([]);
    expect(calendarLines(db, ritual.id)).toEqual([]);
    expect([alarmAt(db, calendarStale, id), alarmAt(db, calendarEventEnds, id)]).toEqual([null, null]);
    await pass('2026-03-04T10:00:00Z');
    expect(rounds()).toEqual([]);
    expect(feed.asked).toHaveLength(1);
  });
});

describe('a calendar that is followed', () => {
  test('is asked every half hour whether it changed, and again before an event ends', async () => {
    await add();
    await pass('2026-03-02T09:00:00Z');
    expect(feed.asked.map(({ answered }) => answered)).toEqual([200, 304, 304]);
    await pass('2026-03-03T09:00:00Z');
    const before = feed.asked.length;
    expect(stale()).toEqual(later(end, -5 * minuteMs));
    await pass('2026-03-03T09:25:00Z');
    expect(feed.asked).toHaveLength(before + 1);
    expect(stale()).toEqual(later(end, 25 * minuteMs));
  });

  test('is read whole once a week, so that what lies ahead moves on', async () => {
    await add();
    const last = () => db.one<{ at: string }>('SELECT max(ends_at) AS at FROM calendar_event')?.at;
    expect(last()).toBe('2026-04-28T08:30:00.000Z');
    await pass('2026-03-10T08:00:00Z');
    expect(last()).toBe('2026-05-05T08:30:00.000Z');
    expect(feed.asked.filter(({ answered }) => answered === 200)).toHaveLength(2);
  });

  test('moves the round with the meeting', async () => {
    await add();
    feed.holds(meeting({ from: '20260303T140000', to: '20260303T143000', also: ['RRULE:FREQ=WEEKLY'] }));
    await pass('2026-03-03T13:29:00Z');
    expect(rounds()).toEqual([]);
    await pass('2026-03-03T13:31:00Z');
    expect(rounds()).toEqual(['2026-03-03T13:30 open calendar']);
  });

  test('asks late about a meeting that was moved to an earlier end', async () => {
    await add();
    await pass('2026-03-03T08:31:00Z');
    feed.holds(meeting({ from: '20260303T093000', to: '20260303T094500', also: ['RRULE:FREQ=WEEKLY'] }));
    await pass('2026-03-03T09:00:00Z');
    expect(rounds()).toEqual(['2026-03-03T08:45 open calendar']);
    expect(db.one('SELECT late FROM round')).toEqual({ late: 1 });
  });

  test('does not ask again about a meeting that is moved afterwards', async () => {
    await add();
    await pass('2026-03-03T09:35:00Z');
    const moved = meeting({
      from: '20260303T150000',
      to: '20260303T160000',
      also: ['RECURRENCE-ID;TZID=Europe/Berlin:20260303T100000'],
    });
    feed.holds(tuesday, moved);
    await pass('2026-03-03T20:00:00Z');
    expect(rounds()).toEqual(['2026-03-03T09:30 open calendar']);
  });

  test('does not ask about a meeting that is cancelled', async () => {
    await add();
    const cancelled = meeting({
      from: '20260303T100000',
      to: '20260303T103000',
      also: ['RECURRENCE-ID;TZID=Europe/Berlin:20260303T100000', 'STATUS:CANCELLED'],
    });
    await pass('2026-03-03T09:10:00Z');
    // Twenty minutes before its end: only the last look sees it.
    feed.holds(tuesday, cancelled);
    await pass('2026-03-04T09:00:00Z');
    expect(rounds()).toEqual([]);
    expect(nextEnd()).toEqual(new Date('2026-03-10T09:30:00.000Z'));
  });

  test('asks once where two calendars hold one meeting', async () => {
    await add();
    await add({ titleFilter: 'weekly' });
    await pass('2026-03-03T10:00:00Z');
    expect(rounds()).toEqual(['2026-03-03T09:30 open calendar']);
  });

  test('asks about what ended while we were away, or says that it was missed', async () => {
    await add();
    clock.moveTo(later(end, 50 * minuteMs));
    start();
    await pass(later(end, 50 * minuteMs));
    expect(rounds()).toEqual(['2026-03-03T09:30 open calendar']);
    clock.moveTo(new Date('2026-03-18T12:00:00.000Z'));
    start();
    await pass('2026-03-18T12:00:00Z');
    expect(rounds().slice(1)).toEqual([
      '2026-03-10T09:30 missed calendar',
      '2026-03-17T09:30 missed calendar',
    ]);
  });

  test('goes on after a reading that was lost with the process', async () => {
    await add();
    await ticker.tick(new Date('2026-03-02T08:30:00Z'));
    expect(stale()).toEqual(new Date('2026-03-02T09:00:00Z'));
  });

  test('is read by four at once, and the others wait their turn', async () => {
    for (let number = 1; number <= 6; number += 1) await add({ titleFilter: `${number}`.replace('1', '') });
    const before = feed.asked.length;
    clock.moveTo(later(monday, 30 * minuteMs));
    await ticker.tick(clock.now());
    await background.done();
    expect(feed.asked).toHaveLength(before + 6);
    expect(feed.busiest).toBeLessThanOrEqual(4);
    const next = db.all('SELECT DISTINCT due_at FROM alarm WHERE kind = @kind', { kind: calendarStale });
    expect(next).toEqual([{ due_at: later(clock.now(), 30 * minuteMs).toISOString() }]);
  });

  test('that is removed while it is read stays removed', async () => {
    await add();
    clock.moveTo(later(monday, 30 * minuteMs));
    await ticker.tick(clock.now());
    removeCalendar(db, clock.now(), ana, calendar()?.id ?? 0);
    await background.done();
    expect(kept()).toEqual([]);
    expect(db.all('SELECT * FROM alarm WHERE kind = @kind', { kind: calendarStale })).toEqual([]);
  });
});

describe('a pause', () => {
  test('reads and asks nothing, and afterwards follows from then on', async () => {
    await add();
    pauseRitual(db, clock.now(), ana, product);
    await pass(later(end, 10 * minuteMs));
    expect(feed.asked).toHaveLength(1);
    expect(rounds()).toEqual([]);
    const now = clock.now();
    resumeRitual(db, now, ana, product);
    db.transaction(() => pollSoon(db, now, ritual.id));
    expect(nextEnd()).toEqual(new Date('2026-03-10T09:30:00.000Z'));
    await pass(later(now, minuteMs));
    expect(feed.asked).toHaveLength(2);
    expect(feed.asked[1]).toEqual({ etag: undefined, answered: 200 });
    expect(rounds()).toEqual([]);
    await pass('2026-03-10T10:00:00Z');
    expect(rounds()).toEqual(['2026-03-10T09:30 open calendar']);
  });

  test('lets a calendar be added, which is read when it is over', async () => {
    pauseRitual(db, clock.now(), ana, product);
    await add();
    expect(kept()).toEqual([]);
    await pass('2026-03-02T12:00:00Z');
    resumeRitual(db, clock.now(), ana, product);
    db.transaction(() => pollSoon(db, clock.now(), ritual.id));
    await pass('2026-03-03T10:00:00Z');
    expect(rounds()).toEqual(['2026-03-03T09:30 open calendar']);
  });
});

describe('a calendar that cannot be read', () => {
  test('keeps its last good copy', async () => {
    await add();
    feed.status = 500;
    await pass('2026-03-03T10:00:00Z');
    expect(rounds()).toEqual(['2026-03-03T09:30 open calendar']);
    expect(kept().length).toBeGreaterThan(5);
    expect(calendar()?.problem).toBe('its server answered with the error 500');
  });

  test('keeps it also when something else comes in its place', async () => {
    await add();
    feed.instead = '<html>Please sign in</html>';
    await pass('2026-03-02T08:31:00Z');
    expect(calendar()?.problem).toBe('it is a web page and not a calendar');
    feed.instead = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n';
    await pass('2026-03-02T08:40:00Z');
    expect(calendar()?.problem).toBe('it breaks off in the middle');
    expect(kept()).toHaveLength(9);
  });

  test('is tried again ever more seldom, at least every six hours', async () => {
    await add();
    feed.status = 404;
    await pass('2026-03-04T08:30:00Z');
    const tries = feed.asked.filter(({ answered }) => answered === 404).length;
    expect(tries).toBeGreaterThan(8);
    expect(tries).toBeLessThan(16);
    const waitMs = (stale()?.getTime() ?? 0) - clock.now().getTime();
    expect(waitMs).toBeLessThanOrEqual(6 * hourMs);
  });

  test('is told to the facilitator once a spell, when it lasts', async () => {
    await add();
    feed.status = 503;
    await pass('2026-03-02T08:59:00Z');
    expect(told()).toEqual([]);
    await pass('2026-03-03T08:00:00Z');
    expect(told()).toEqual([{ address: ana }]);
    feed.status = 200;
    await pass('2026-03-03T15:00:00Z');
    expect(calendar()).toMatchObject({ failingSince: null, problem: null });
    expect(told()).toHaveLength(1);
    feed.status = 503;
    await pass('2026-03-04T15:00:00Z');
    expect(told()).toHaveLength(2);
  });

  test('for a moment is nobody’s concern', async () => {
    await add();
    feed.status = 503;
    await pass('2026-03-02T08:31:00Z');
    feed.status = 200;
    await pass('2026-03-02T12:00:00Z');
    expect(told()).toEqual([]);
    expect(calendar()?.problem).toBeNull();
  });

  test('says what is wrong, where, and what to do, and not its address', async () => {
    await add();
    feed.status = 404;
    await pass('2026-03-02T12:00:00Z');
    const failing = calendar();
    if (!failing) throw new Error('the calendar is gone');
    const text = failingMessage(ritual, failing)?.text;
    expect(text).toContain(
      'of the ritual *Product weekly* in <#CPRODUCT>: its server says that it is not there.',
    );
    expect(text).toMatch(/`127\.0\.0\.1:\d+\/…\/a1b2`/);
    expect(text).toContain('remove the calendar from the list of its triggers and add it anew');
    expect(calendarWords(failing)).toContain('(I cannot read it now: its server says that it is not there)');
    expect(text).not.toContain(secret);
    expect(JSON.stringify(calendarLines(db, ritual.id))).not.toContain(secret);
    expect(log.text()).not.toContain(secret);
    expect(JSON.stringify(db.all('SELECT * FROM audit'))).not.toContain(secret);
    expect(failingMessage(ritual, { ...failing, failingSince: null, problem: null })).toBeNull();
  });
});

describe('a calendar’s line', () => {
  const line = (change: Partial<CalendarWishes>) =>
    calendarWords({
      id: 1,
      ritualId: 1,
      purpose: 'meetings',
      address: 'https://calendar.google.com/calendar/ical/x/private-5f3ea1b2/basic.ics',
      titleFilter: '',
      isPattern: false,
      etag: null,
      lastModified: null,
      followsFrom: monday,
      readAt: null,
      wholeReadAt: null,
      failingSince: null,
      problem: null,
      ...change,
    });

  test('tells what it is for, and of its address only where and how it ends', () => {
    expect(line({})).toBe('when an event of the calendar `calendar.google.com/…/a1b2` ends');
    expect(line({ titleFilter: 'R&D <weekly>' })).toContain(
      'whose title holds “R&amp;D &lt;weekly&gt;” ends',
    );
    expect(line({ titleFilter: '^a', isPattern: true })).toContain('whose title matches “^a”');
    expect(line({ purpose: 'holidays' })).toBe(
      'not on the holidays of the calendar `calendar.google.com/…/a1b2`',
    );
  });

  test.each([
    ['https://feed.example/short.ics', 'feed.example/…'],
    ['webcal://feed.example/a/long/enough/path?token=zzzz', 'feed.example/…/path'],
    ['nonsense', '…'],
  ])('masks %s', (address, masked) => {
    expect(maskedAddress(address)).toBe(masked);
  });
});

test('the next look is in half an hour, or five minutes before an end', () => {
  expect(nextPoll(monday, null)).toEqual(later(monday, 30 * minuteMs));
  expect(nextPoll(monday, later(monday, 20 * minuteMs))).toEqual(later(monday, 15 * minuteMs));
  expect(nextPoll(monday, later(monday, 5 * minuteMs))).toEqual(later(monday, 30 * minuteMs));
  expect(nextPoll(monday, later(monday, 50 * minuteMs))).toEqual(later(monday, 30 * minuteMs));
});

test.each([
  [0, 5],
  [5, 5],
  [10, 10],
  [45, 45],
  [359, 359],
  [9999, 360],
])('after %i minutes of failing the next try comes %i minutes later', (failing, pause) => {
  expect(nextTry(monday, later(monday, -failing * minuteMs))).toEqual(later(monday, pause * minuteMs));
});
