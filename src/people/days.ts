// Calendar days as people type them.
import { format, parse } from '../platform/date-words.ts';
import { addDays, weekdayOf } from './zone.ts';

/** Calendar days, the first to the last; both the same for a single day. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Whether there is such a calendar day; it is written as 2026-11-21. */
export function isDay(date: string): boolean {
  // JavaScript takes 30 February for 2 March.
  return (
    /^\d{4}-\d\d-\d\d$/.test(date) && new Date(`${date}T00:00:00Z`).getUTCDate() === Number(date.slice(8))
  );
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const withYear = [
  'yyyy-MM-dd',
  'd MMM yyyy',
  'd MMMM yyyy',
  'MMM d yyyy',
  'MMMM d yyyy',
  'd.M.yyyy',
  'yyyy/M/d',
];
const withoutYear = ['d MMM', 'd MMMM', 'MMM d', 'MMMM d', 'd.M.', 'd.M'];

/**
 * Reads a day such as 2026-12-24, 24 Dec, Dec 24, 24.12., tomorrow or Friday (the next one); without a year it is the
 * next such day. Null for anything else: 3/4 is another day in each country, so it is not guessed at.
 */
export function readDay(typed: string, today: string): string | null {
  const text = typed.trim().toLowerCase().replaceAll(',', ' ').replaceAll(/\s+/g, ' ');
  if (text === 'today') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  const weekday = weekdays.findIndex((name) => text.length >= 3 && name.startsWith(text));
  if (weekday !== -1) return addDays(today, (weekday + 1 - weekdayOf(today) + 7) % 7 || 7);
  return readDate(text, withYear, today) ?? readNextDate(text, today);
}

function readNextDate(text: string, today: string): string | null {
  const thisYear = readDate(text, withoutYear, today);
  if (thisYear !== null && thisYear >= today) return thisYear;
  return readDate(text, withoutYear, `${Number(today.slice(0, 4)) + 1}-01-01`);
}

/** `near`: the day whose year is meant where none is typed. */
function readDate(text: string, patterns: readonly string[], near: string): string | null {
  // Every date has a number in it; most of what is asked about is words, and each pattern takes its time.
  if (!/\d/.test(text)) return null;
  for (const pattern of patterns) {
    // Noon: the calendar day is the same in whichever zone this process runs.
    const read = parse(text, pattern, new Date(`${near}T12:00:00`));
    if (!Number.isNaN(read.getTime()) && read.getFullYear() > 2000) return format(read, 'yyyy-MM-dd');
  }
  return null;
}

const between = /\s+(?:-|–|—|to|until|till)\s+|\s*(?:–|—|\.\.(?=\d)|(?<=[a-z.])-)\s*/i;

/**
 * Reads a day or a span such as “24 Dec – 1 Jan” or “24–26 Dec”. A span without a year that has begun already is this
 * one, not next year's. Null for anything else, and for a span that ends before it begins.
 */
export function readDays(typed: string, today: string): Days | null {
  // “24-26 Dec”: the month belongs to both.
  const text = typed.trim().replace(/^(\d{1,2})\s*[-–—]\s*(\d{1,2}\.?)\s*(\p{L}+.*)$/u, '$1 $3 – $2 $3');
  const [from = '', until, ...more] = text.split(between);
  if (more.length > 0) return null;
  const first = readDay(from, today);
  if (first === null) return null;
  if (until === undefined) return { first, last: first };
  const begun = yearBefore(first);
  const underWay = readDay(until, begun);
  const isUnderWay = underWay !== null && underWay >= today && underWay <= addDays(begun, longestGuessedDays);
  if (!/\d{4}/.test(from) && isUnderWay) {
    return { first: begun, last: underWay };
  }
  const last = readDay(until, first);
  const isGuessed = !/\d{4}/.test(until);
  if (last === null || last < first || (isGuessed && last > addDays(first, longestGuessedDays))) return null;
  return { first, last };
}

/** Longer spans without a year are more likely typed the wrong way round. */
const longestGuessedDays = 92;

function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}
