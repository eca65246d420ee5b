// Finds the week of the scorecard that a day belongs to, and those before it: as digests told them, whatever their day.
import { findSettings } from '../people/settings-store.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { weekEndOn } from './scorecard-weeks.ts';
import { lastDigestUntil, weekEndingFrom, weeksUntil } from './store.ts';
import { digestZone } from './tell-digest.ts';
import { type Week, weeksBefore, weekUntil } from './week.ts';

/** The last day of the week that a day belongs to: before the first digest and after the last, by their weekday. */
export function weekOfDay(db: Database, day: string): string {
  const told = weekEndingFrom(db, day);
  if (!told) return weekEndOn(day, findSettings(db).digestWeekday);
  const isIn = localTime(told.from, digestZone(db)).date < day;
  return isIn ? told.weekOf : weekEndOn(day, weekdayOf(told.weekOf));
}

/** The day under which a week's values are kept: of one that is still running, the day on which it will end. */
export function valueDay(db: Database, { weekOf, until }: Week): string {
  const told = weekEndingFrom(db, weekOf);
  const isOver = told?.weekOf === weekOf && told.until < until;
  return weekOfDay(db, isOver ? addDays(weekOf, 1) : weekOf);
}

/** `many` weeks up to the one that a day belongs to, newest first. */
export function weeksUpTo(db: Database, day: string, many: number): Week[] {
  const zone = digestZone(db);
  const week = weekEndingOn(db, weekOfDay(db, day), zone);
  return [week, ...weeksBefore(week, weeksUntil(db, week.from, many), zone, many - 1)];
}

function weekEndingOn(db: Database, weekOf: string, zone: string): Week {
  const told = weekEndingFrom(db, weekOf);
  if (told?.weekOf === weekOf) return told;
  const until = instantOf(weekOf, findSettings(db).digestTime, zone);
  const last = lastDigestUntil(db);
  return weekUntil(until, zone, last && last < until ? last : null);
}
