// Local time in IANA zones: the only place that turns clock faces into instants and back.
import { tzOffset } from '@date-fns/tz/tzOffset';
import { dayMs, later, minuteMs } from '../platform/clock.ts';

/** What a clock and a calendar on the wall of a zone show. */
export interface LocalTime {
  /** 2026-11-21 */
  date: string;
  /** 09:30 */
  time: string;
  /** 1 Monday … 7 Sunday */
  weekday: number;
}

/**
 * How far a zone's clocks are ahead of UTC's. UTC itself, where a workspace begins, is not looked up: the first look
 * costs a start a twentieth of its time, and 7 MB.
 */
const offsetMinutes = (zone: string, instant: Date) => (zone === 'UTC' ? 0 : tzOffset(zone, instant));

/** A zone's local time at an instant. */
export function localTime(instant: Date, zone: string): LocalTime {
  const shown = later(instant, offsetMinutes(zone, instant) * minuteMs);
  const text = shown.toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16), weekday: shown.getUTCDay() || 7 };
}

/**
 * The instant at which a zone's clocks show a local time. One that a clock change skips is the first instant after
 * the gap; one that happens twice is the first of the two.
 */
export function instantOf(date: string, time: string, zone: string): Date {
  const face = new Date(`${date}T${time}:00.000Z`);
  const before = offsetMinutes(zone, later(face, -dayMs));
  const after = offsetMinutes(zone, later(face, dayMs));
  const candidates = [...new Set([before, after])]
    .map((offset) => later(face, -offset * minuteMs))
    .filter((instant) => later(instant, offsetMinutes(zone, instant) * minuteMs).getTime() === face.getTime())
    .sort((a, b) => a.getTime() - b.getTime());
  return candidates[0] ?? endOfGap(face, before, zone);
}

/** The first instant near `face` at which the offset is no longer `before`, found by halving. */
function endOfGap(face: Date, before: number, zone: string): Date {
  let early = face.getTime() - dayMs;
  let late = face.getTime() + dayMs;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offsetMinutes(zone, new Date(middle)) === before) early = middle;
    else late = middle;
  }
  return new Date(late);
}

/** The calendar day `days` after another (before it, when negative). */
export function addDays(date: string, days: number): string {
  return later(new Date(`${date}T00:00:00.000Z`), days * dayMs)
    .toISOString()
    .slice(0, 10);
}

/** 1 Monday … 7 Sunday */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00.000Z`).getUTCDay() || 7;
}

export function isWeekday(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 7;
}

export function isWorkingDay(date: string): boolean {
  return weekdayOf(date) <= 5;
}

/** The first working day after `date`. */
export function nextWorkingDay(date: string): string {
  let next = addDays(date, 1);
  while (!isWorkingDay(next)) next = addDays(next, 1);
  return next;
}

/** The working day before `date`. */
export function previousWorkingDay(date: string): string {
  let previous = addDays(date, -1);
  while (!isWorkingDay(previous)) previous = addDays(previous, -1);
  return previous;
}

export const workingHours = { from: '09:00', to: '18:00' } as const;

/** The first instant at or after `from` that lies in somebody's working hours: 9 to 18 on weekdays, in their zone. */
export function nextWorkingMoment(from: Date, zone: string): Date {
  const { date, time } = localTime(from, zone);
  if (isWorkingDay(date) && time >= workingHours.from && time < workingHours.to) return from;
  const day = isWorkingDay(date) && time < workingHours.from ? date : nextWorkingDay(date);
  return instantOf(day, workingHours.from, zone);
}
