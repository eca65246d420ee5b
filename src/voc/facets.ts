// What narrows voices down, as words of the full-text index, written as the column `facets` of a voice holds them.
import { dayMs, stored } from '../platform/clock.ts';
import type { Filter } from './search.ts';

/** Begins each of them; nobody types it. */
const mark = '\ue0f1';

/**
 * What a voice holds that passes a filter, each in FTS5's language; its days are asked for apart, and so is its
 * customer, who may be named in part.
 */
export function facetsOf({ themes, segment, source, stage, by }: Filter): string[] {
  const names = { g: segment, o: source, s: stage, b: by };
  return [
    ...Object.entries(names).flatMap(([kind, name]) => (name === null ? [] : facet(`${kind}${hex(name)}0`))),
    ...themes.map(themeFacet),
  ];
}

/** The index finds every form of a theme's word: whether it is that very theme must be asked of the row. */
export function themeFacet(theme: string): string {
  return facet(`t${theme}`);
}

/** What every voice holds that names this customer, in capitals or not. */
export function customerFacet(name: string): string {
  return facet(`c${hex(inSmallLetters(name))}0`);
}

/** The words of the index that name customers: from the first, in order, until just before the second. */
export const customerWords = { from: `${mark}c`, until: `${mark}d` };

/** The customer that such a word names, in small letters. */
export function customerOfWord(word: string): string {
  return Buffer.from(word.slice(customerWords.from.length, -1), 'hex').toString();
}

/** As SQLite's lower() and NOCASE have them: of A to Z. */
function inSmallLetters(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A span of instants, both of them in it. */
export interface Days {
  from: Date;
  to: Date;
}

/** More of them would take longer to put together than to look at each voice. */
const mostDays = 15;
const mostMonths = 7;
const mostYears = 12;

/** What every voice holds that was said in a span (others of the same months or years too); null: it is too long. */
export function daysFacet({ from, to }: Days): string | null {
  const [year, month, day] = [from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()];
  const dayOf = (instant: Date) => Math.floor(instant.getTime() / dayMs);
  const days = dayOf(to) - dayOf(from) + 1;
  const years = to.getUTCFullYear() - year + 1;
  const months = 12 * (years - 1) + to.getUTCMonth() - month + 1;
  if (days <= mostDays)
    return anyOf(days, (index) => `d${digits(new Date(Date.UTC(year, month, day + index)), 8)}`);
  if (months <= mostMonths)
    return anyOf(months, (index) => `m${digits(new Date(Date.UTC(year, month + index)), 6)}`);
  if (years > mostYears) return null;
  return anyOf(years, (index) => `y${digits(new Date(Date.UTC(year + index, 0)), 4)}`);
}

/** The first digits of a day: 20261121. */
function digits(day: Date, length: number): string {
  return stored(day).replaceAll('-', '').slice(0, length);
}

function anyOf(length: number, name: (index: number) => string): string {
  return `(${Array.from({ length }, (_, index) => facet(`${name(index)}0`)).join(' OR ')})`;
}

function facet(name: string): string {
  return `"${mark}${name.replaceAll('"', '""')}"`;
}

function hex(name: string): string {
  return Buffer.from(name).toString('hex').toUpperCase();
}
