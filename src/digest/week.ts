// Which week a digest tells, and when it falls due.
import type { Settings } from '../people/workspace.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../people/zone.ts';
import { dayMs, hourMs, later } from '../platform/clock.ts';

/** The kind of alarm at which a digest falls due. */
export const digestDue = 'digest due';

/** A digest noticed within this time is caught up; an older one is recorded as missed. */
export const digestCatchUpMs = 48 * hourMs;

export interface Week {
  /** The calendar day on which the digest falls due, in the sponsor's zone: the week's name. */
  weekOf: string;
  from: Date;
  until: Date;
}

/** The first time after `after` at which the digest falls due: on its weekday and local time, in a zone. */
export function nextDigest(settings: Settings, zone: string, after: Date): Date {
  let date = localTime(after, zone).date;
  for (;;) {
    const due = instantOf(date, settings.digestTime, zone);
    if (weekdayOf(date) === settings.digestWeekday && due > after) return due;
    date = addDays(date, 1);
  }
}

/** The seven days up to an instant. */
export function weekUntil(until: Date, zone: string): Week {
  return { weekOf: localTime(until, zone).date, from: later(until, -7 * dayMs), until };
}

export function weekBefore(week: Week): Week {
  return { weekOf: addDays(week.weekOf, -7), from: later(week.from, -7 * dayMs), until: week.from };
}
