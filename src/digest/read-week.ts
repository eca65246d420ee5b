// Reads which week a row of a table means: by a day in it, or by its ISO number.
import { readDay } from '../people/days.ts';
import { addDays, weekdayOf } from '../people/zone.ts';
import { Refusal } from '../platform/refusal.ts';

const isoWeek = /^(\d{4})[-\s]?W(\d{1,2})$/i;

interface Weeks {
  /** The last day of the digest's week that a day belongs to. */
  weekOfDay(day: string): string;
  /** The day on which the week ends that runs now. */
  runningWeek: string;
}

/** The day on which that week of the digest ends: 2026-03-09, 9.3.2026, 9 Mar 2026, 2026-W10. Refuses anything else. */
export function readWeek(typed: string, { weekOfDay, runningWeek }: Weeks): string {
  const text = typed.trim().replace(/[T\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/i, '');
  const [, year = '', week = ''] = isoWeek.exec(text) ?? [];
  const day = year ? thursdayOf(Number(year), Number(week)) : dayOf(text, runningWeek);
  if (day === null) throw new Refusal('I cannot read its week. Write it as 2026-03-09 or 2026-W10.');
  return weekOfDay(day);
}

const yearFirst = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

/** Days without their year, and today or Friday, would mean another week each time a file is read. */
function dayOf(text: string, today: string): string | null {
  const [, year = '', , month = '', day = ''] = yearFirst.exec(text) ?? [];
  if (year) return written(year, month, day);
  const [, first = '', second = '', last = ''] = yearLast.exec(text) ?? [];
  if (last) return written(last, second, first);
  return /[a-z]/i.test(text) && /\d{4}/.test(text) ? readDay(text, today) : null;
}

/** Null where there is no such day. */
function written(year: string, month: string, day: string): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const noon = Date.parse(`${date}T12:00:00.000Z`);
  return !Number.isNaN(noon) && new Date(noon).toISOString().startsWith(date) ? date : null;
}

/** An ISO week lies mostly where its Thursday lies (ISO 8601: the first week of a year is that of 4 January). */
function thursdayOf(year: number, week: number): string | null {
  const fourth = `${year}-01-04`;
  const day = addDays(fourth, 7 * (week - 1) + 4 - weekdayOf(fourth));
  return week >= 1 && day.startsWith(String(year)) ? day : null;
}
