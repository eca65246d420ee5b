// The day on which a customer said something, as people type it.
import { readDay } from '../people/days.ts';
import { addDays } from '../people/zone.ts';

/**
 * Reads a day that has been: yesterday, Friday (the last one), 5 Oct (the last one), 2026-10-05. `today` is a calendar
 * day. Null for what is no day; a day with a year is taken as it is, even when it is yet to come.
 */
export function readPastDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === 'yesterday') return addDays(today, -1);
  if (text === 'tomorrow') return null;
  const day = readDay(text, today);
  if (day === null || day <= today || /\d{4}/.test(text)) return day;
  if (!/\d/.test(text)) return addDays(day, -7);
  const lastYear = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  // A 29 February of a year that has none would come back as 1 March.
  return readDay(lastYear, today);
}
