// Reads one row of somebody's table as a voice, or says why it cannot be one.
import { isDay } from '../people/days.ts';
import type { Segment } from '../people/segment.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Columns, Holds } from './columns.ts';
import { checkDraft, type Draft, type Typed } from './draft.ts';

/** In which order a table writes its days where that can be read in two ways, as in 3/4/2026. */
export type DayOrder = 'day first' | 'month first';

/** Refuses what no voice can be made of. */
export function readRow(
  cells: string[],
  columns: Columns,
  order: DayOrder,
  segments: readonly Segment[],
): Draft {
  const extra = cells.slice(columns.titles.length).some((cell) => cell.trim() !== '');
  if (extra) {
    throw new Refusal(
      `It has ${cells.length} cells and the first line names ${columns.titles.length}. Words with the separator in them need quotation marks around them.`,
    );
  }
  const cell = (holds: Holds) => {
    const index = columns.at[holds];
    return index === undefined ? '' : bare(cells[index] ?? '');
  };
  const words = cell('words');
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(words)) throw new Refusal('There are no words in it.');
  return checkDraft(
    {
      words,
      customer: cell('customer').trim(),
      segment: cell('segment').trim(),
      source: cell('source').trim(),
      stage: cell('stage').trim(),
      scores: scoresOf(cells, columns, cell),
      themes: themesOf(cell('themes')),
      saidOn: dayOf(cell('said').trim(), order),
    },
    segments,
  );
}

/** Without the apostrophe that a spreadsheet, or our own export, puts before what would be a formula. */
function bare(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

function scoresOf(cells: string[], columns: Columns, cell: (holds: Holds) => string): Typed['scores'] {
  const own = columns.scores.map(({ scale, index }) => ({ scale, value: whole(cells[index] ?? '') }));
  const named = { scale: cell('scale').trim().toLowerCase(), value: whole(cell('score')) };
  return [...own, named].filter(({ value }) => value !== '');
}

/** "9.0" and "9,0" are 9, as spreadsheets write it. */
function whole(cell: string): string {
  return cell.trim().replace(/[.,]0+$/, '');
}

/** Listed with commas, semicolons or bars; with # also with spaces. The words of one theme are joined: customer-service. */
function themesOf(cell: string): string[] {
  return cell
    .split(/[,;|\n]|\s+(?=#)/)
    .map((theme) => theme.trim().replace(/^#/, '').replace(/\s+/g, '-'))
    .filter(Boolean);
}

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;

/** A calendar day as 2026-11-21, '' for none; a time of day after it is left aside. */
function dayOf(typed: string, order: DayOrder): string {
  if (typed === '') return '';
  const [, year = '', month = '', day = ''] = yearFirst.exec(typed) ?? [];
  if (year) return written(year, month, day);
  const [, first = '', mark = '', second = '', last = ''] = yearLast.exec(typed) ?? [];
  if (!last) throw new Refusal('I cannot read its day. Write it as 2026-11-21.');
  // With dots the day comes first everywhere.
  return mark === '.' || order === 'day first' ? written(last, second, first) : written(last, first, second);
}

function written(year: string, month: string, day: string): string {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(date)) {
    throw new Refusal(`There is no such day as ${date}. Write it as 2026-11-21.`);
  }
  return date;
}

/** The order that the first rows prove; where they prove none, that of the country whose spreadsheets use the separator. */
export function orderOf(rows: string[][], { at }: Columns, separator: string): DayOrder {
  const index = at.said;
  const parts = index === undefined ? [] : rows.map((cells) => yearLast.exec((cells[index] ?? '').trim()));
  if (parts.some((part) => Number(part?.[1]) > 12)) return 'day first';
  if (parts.some((part) => Number(part?.[3]) > 12)) return 'month first';
  return separator === ';' ? 'day first' : 'month first';
}
