// When a meeting ends that is held weekly on chosen days, at a local time in a zone.
import { addDays, instantOf, localTime, weekdayOf } from '../people/zone.ts';

export interface Schedule {
  /** 1 Monday … 7 Sunday; none: the ritual is asked by hand only. */
  weekdays: number[];
  /** Local time, as 10:30. */
  endTime: string;
  /** IANA zone. */
  timeZone: string;
}

/** One end of the meeting. `key` is its local date and time: it survives clock changes and new zone data. */
export interface Occurrence {
  key: string;
  at: Date;
}

/** The first end strictly after an instant; null without weekdays. */
export function nextOccurrence(schedule: Schedule, after: Date): Occurrence | null {
  if (schedule.weekdays.length === 0) return null;
  const today = localTime(after, schedule.timeZone).date;
  // A week from today is the last day on which a weekly meeting can end next.
  for (let days = 0; days <= 7; days += 1) {
    const occurrence = occurrenceOn(schedule, addDays(today, days));
    if (occurrence && occurrence.at > after) return occurrence;
  }
  return null;
}

/** The meeting's end on a calendar day of its zone, or null when it is not held that day. */
export function occurrenceOn(schedule: Schedule, date: string): Occurrence | null {
  if (!schedule.weekdays.includes(weekdayOf(date))) return null;
  return { key: `${date}T${schedule.endTime}`, at: instantOf(date, schedule.endTime, schedule.timeZone) };
}

/** The ends from `from` up to and including `until`. */
export function occurrencesBetween(schedule: Schedule, from: Date, until: Date): Occurrence[] {
  const found: Occurrence[] = [];
  let next = nextOccurrence(schedule, new Date(from.getTime() - 1));
  while (next && next.at <= until) {
    found.push(next);
    next = nextOccurrence(schedule, next.at);
  }
  return found;
}
