// From when to when an event is: at instants, or on whole days.
import { addDays, instantOf, localTime } from '../people/zone.ts';
import { hourMs, later, minuteMs } from '../platform/clock.ts';
import type { CalendarEvent } from './event.ts';

export type Span = Omit<CalendarEvent, 'key'>;

/** A date as node-ical gives it: `dateOnly` says that it is a day, at midnight where this process runs. */
export interface Moment extends Date {
  dateOnly?: true;
  tz?: string;
}

/** What the clocks of the event's zone show, or its day: 2026-03-03T10:00 or 2026-03-03. */
export function faceOf(moment: Moment, zone: string): string {
  if (moment.dateOnly) {
    const two = (number: number) => String(number).padStart(2, '0');
    return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  }
  const { date, time } = localTime(moment, zone);
  return `${date}T${time}`;
}

export function dayOf(face: string): string {
  return face.slice(0, 10);
}

/**
 * A local time that happens twice is the first (RFC 5545, 3.3.5); node-ical takes the second. Times that are not
 * local to any zone happen once.
 */
export function firstOf(instant: Date, zone: string): Date {
  const { date, time } = localTime(instant, zone);
  const first = instantOf(date, time, zone);
  const gapMs = instant.getTime() - first.getTime();
  // Less than this are the seconds that a face does not show.
  return gapMs >= minuteMs && gapMs <= 3 * hourMs ? later(first, gapMs % minuteMs) : instant;
}

/** `last` is the last day itself, not the day after it. */
export function daySpan(first: string, last: string, zone: string): Span {
  const lastDay = last < first ? first : last;
  return {
    startsAt: instantOf(first, '00:00', zone),
    endsAt: instantOf(addDays(lastDay, 1), '00:00', zone),
    firstDay: first,
    lastDay,
    isAllDay: true,
  };
}

/** `zone` is the event's, `home` the ritual's. From midnight to midnight is all day: so some calendars write it. */
export function timedSpan(startsAt: Date, end: Date, zone: string, home: string): Span {
  const endsAt = end < startsAt ? startsAt : end;
  const from = localTime(startsAt, zone);
  const to = localTime(endsAt, zone);
  if (from.time === '00:00' && to.time === '00:00' && to.date > from.date) {
    return daySpan(from.date, addDays(to.date, -1), home);
  }
  const firstDay = localTime(startsAt, home).date;
  return { startsAt, endsAt, firstDay, lastDay: localTime(endsAt, home).date, isAllDay: false };
}
