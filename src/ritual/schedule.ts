// When a meeting ends that is held weekly, every few weeks or monthly, at local times in a zone.
import { addDays, instantOf, localTime, weekdayOf } from '../people/zone.ts';

/** How often: every so many weeks, counted from the week that holds `from`; or on the nth weekday of a month. */
export type Rhythm =
  | { readonly everyWeeks: number; readonly from: string }
  /** 1 to 4, or -1 for the last. */
  | { readonly nth: number };

export interface Schedule {
  /** 1 Monday … 7 Sunday, rising. */
  readonly weekdays: readonly number[];
  /** Local time, as 10:30. */
  readonly endTime: string;
  readonly rhythm: Rhythm;
}

/** One end of the meeting. `key` is its local date and time: it survives clock changes and new zone data. */
export interface Occurrence {
  key: string;
  at: Date;
}

/** Nothing is held less often than every 52 weeks. */
const furthestDays = 53 * 7;

/** The first end strictly after an instant; null for a schedule without weekdays. */
export function nextOccurrence(schedule: Schedule, timeZone: string, after: Date): Occurrence | null {
  const { endTime } = schedule;
  // Yesterday, too: where a clock change skips the end of a day, what was due then happens on the next.
  const yesterday = addDays(localTime(after, timeZone).date, -1);
  for (let days = 0; days <= furthestDays; days += 1) {
    const day = addDays(yesterday, days);
    if (!isHeldOn(schedule, day)) continue;
    const at = instantOf(day, endTime, timeZone);
    if (at > after) return { key: `${day}T${endTime}`, at };
  }
  return null;
}

/** Whether a meeting is held on a calendar day. */
export function isHeldOn({ weekdays, rhythm }: Schedule, day: string): boolean {
  if (!weekdays.includes(weekdayOf(day))) return false;
  return 'nth' in rhythm ? isNthOfMonth(day, rhythm.nth) : isWeekHeld(day, rhythm);
}

function isNthOfMonth(day: string, nth: number): boolean {
  if (nth === -1) return addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
  return Math.ceil(Number(day.slice(8)) / 7) === nth;
}

function isWeekHeld(day: string, { everyWeeks, from }: { everyWeeks: number; from: string }): boolean {
  const weeks = (Date.parse(mondayOf(day)) - Date.parse(mondayOf(from))) / weekMs;
  return weeks % everyWeeks === 0;
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The Monday of the week that holds a day. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The ends from `from` up to and including `until`. */
export function occurrencesBetween(
  schedule: Schedule,
  timeZone: string,
  from: Date,
  until: Date,
): Occurrence[] {
  const found: Occurrence[] = [];
  let next = nextOccurrence(schedule, timeZone, new Date(from.getTime() - 1));
  while (next && next.at <= until) {
    found.push(next);
    next = nextOccurrence(schedule, timeZone, next.at);
  }
  return found;
}
