// Calendar days as people type them.
import { format, parse } from 'date-fns';
import { addDays, weekdayOf } from './zone.ts';

/** Calendar days, the first to the last; both the same for a single day. */
export interface Days {
  readonly first: string;
  readonly last: string;
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
  for (const pattern of patterns) {
    // Noon: the calendar day is the same in whichever zone this process runs.
    const read = parse(text, pattern, new Date(`${near}T12:00:00`));
    if (!Number.isNaN(read.getTime()) && read.getFullYear() > 2000) return format(read, 'yyyy-MM-dd');
  }
  return null;
}

const between = /\s+(?:-|–|—|to|until|till)\s+|\s*(?:–|—|\.\.|(?<=[a-z])-)\s*/i;

/** Reads a day or a span such as “24 Dec – 1 Jan”. Null for anything else, and for a span that ends before it begins. */
export function readDays(typed: string, today: string): Days | null {
  const [from = '', until, ...more] = typed.split(between);
  const first = readDay(from, today);
  const last = until === undefined ? first : readDay(until, first ?? today);
  if (first === null || last === null || more.length > 0 || last < first) return null;
  return { first, last };
}
