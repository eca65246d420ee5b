// Follows a calendar: notices when its events end, and keeps what a reading of it brought.

import type { CalendarReading } from '../calendar/read-calendar.ts';
import { hourMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { alarmAt, clearAlarm, setAlarm } from '../platform/ticker.ts';
import { type Calendar, lastLookMs, nextPoll, nextTry, patienceMs } from './calendar.ts';
import * as calendars from './calendar-store.ts';
import { keepQuiet } from './keep-quiet.ts';
import { noticeEnd } from './notice-end.ts';
import type { Ritual } from './ritual.ts';
import { catchUpMs } from './round.ts';
import { findRitual } from './store.ts';

/** The kinds of alarm at which a calendar's event ends, and at which it is to be read again; their key is its id. */
export const calendarEventEnds = 'calendar event ends';
export const calendarStale = 'calendar stale';
/** Tells a facilitator that a calendar cannot be read. Its subject is the calendar's id and since when. */
export const calendarFailing = 'calendar failing';

/** Has all calendars of a ritual read at once and followed from now on: it was set up anew, or resumed. */
export function pollSoon(db: Database, now: Date, ritualId: number): void {
  const ritual = findRitual(db, ritualId);
  for (const calendar of calendars.calendarsOf(db, ritualId)) {
    calendars.followAnew(db, now, calendar.id);
    setAlarm(db, calendarStale, calendar.id, now);
    if (ritual) awaitNextEnd(db, now, calendar, ritual);
  }
}

/** Notices every event of a calendar that ended since the alarm fell due. While its ritual is paused nothing is. */
export function noticeCalendarEnds(db: Database, calendarId: number, now: Date, dueAt: Date): void {
  const followed = findFollowed(db, calendarId);
  if (followed) notice(db, now, followed, dueAt);
}

interface Followed {
  calendar: Calendar;
  ritual: Ritual;
}

function notice(db: Database, now: Date, { calendar, ritual }: Followed, since: Date): void {
  const from = since > calendar.followsFrom ? since : later(calendar.followsFrom, 1);
  const ended = calendar.purpose === 'meetings' ? calendars.endsBetween(db, calendar.id, from, now) : [];
  for (const { key, day, at } of ended) {
    // Moved within its day it is the same meeting; on another day it is held again.
    const name = `calendar:${key} ${day}`;
    noticeEnd(db, now, ritual, { trigger: 'calendar', key: name, at, attendeeIds: null });
  }
  awaitNextEnd(db, now, calendar, ritual);
}

function awaitNextEnd(db: Database, now: Date, { id, purpose }: Calendar, ritual: Ritual): void {
  const isFollowed = purpose === 'meetings' && ritual.pausedBecause === null;
  const next = isFollowed ? calendars.endAfter(db, id, now) : null;
  if (next) setAlarm(db, calendarEventEnds, id, next);
  else clearAlarm(db, calendarEventEnds, id);
}

/** A calendar that is there still, with its ritual; undefined also while the ritual is paused. */
export function findFollowed(db: Database, calendarId: number): Followed | undefined {
  const calendar = calendars.findCalendar(db, calendarId);
  const ritual = calendar && findRitual(db, calendar.ritualId);
  return calendar && ritual?.pausedBecause === null ? { calendar, ritual } : undefined;
}

/** Keeps what a reading brought, in one piece, and sets the alarms that follow from it. Belongs in a transaction. */
export function keepReading(db: Database, now: Date, calendarId: number, reading: CalendarReading): void {
  const followed = findFollowed(db, calendarId);
  if (!followed) return;
  const { calendar } = followed;
  const due = alarmAt(db, calendarEventEnds, calendarId);
  // What has ended already, by the copy that we had, is noticed before that copy goes.
  if (due && due <= now) notice(db, now, followed, due);
  if (reading.status === 'unchanged') calendars.markUnchanged(db, now, calendarId);
  else {
    calendars.replaceEvents(db, calendarId, reading.events, { keptFrom: later(now, -hourMs), now });
    calendars.markRead(db, now, calendarId, reading);
    if (calendar.purpose === 'holidays') keepQuiet(db, now, followed.ritual);
  }
  // A meeting that was moved may have ended just now.
  notice(db, now, followed, later(now, -catchUpMs));
  // An end within the next minutes has had its last look: this was it.
  const looked = later(now, lastLookMs);
  const nextEnd = calendar.purpose === 'meetings' ? calendars.endAfter(db, calendarId, looked) : null;
  setAlarm(db, calendarStale, calendarId, nextPoll(now, nextEnd));
}

/** The last good copy stays; it is tried again, and when it goes on failing the facilitator is told, once a spell. */
export function keepFailure(db: Database, now: Date, calendarId: number, problem: string): void {
  const followed = findFollowed(db, calendarId);
  if (!followed) return;
  const since = followed.calendar.failingSince ?? now;
  calendars.markFailing(db, calendarId, since, problem);
  setAlarm(db, calendarStale, calendarId, nextTry(now, since));
  if (now.getTime() - since.getTime() < patienceMs) return;
  const subject = `${calendarId} ${stored(since)}`;
  owe(db, now, { drawing: calendarFailing, subject, address: followed.ritual.facilitatorId });
}
