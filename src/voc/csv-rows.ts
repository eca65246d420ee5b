// Takes a CSV text apart into rows: finds the separator and the line of titles, and knows each row's line.
import { type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { Refusal } from '../platform/refusal.ts';
import { giveWay } from '../platform/slices.ts';
import { type Columns, countKnown, readColumns } from './columns.ts';

export interface Table {
  columns: Columns;
  separator: string;
  /** The titles and what stands below them. */
  text: string;
  /** How many lines stand above the titles. */
  above: number;
}

export interface Row {
  /** The line of the file on which it begins, counted from 1. */
  line: number;
  cells: string[];
}

const forgiving: Options = { relax_quotes: true, relax_column_count: true, skip_empty_lines: true };
const separators = [',', ';', '\t', '|'];
/** Excel's own hint for itself: "sep=;" above the titles. */
const hint = /^"?sep=.?"?\n/i;

/** So much is parsed before others have their turn. */
const pieceLength = 32 * 1024;
/** So many rows come together first: from them one can tell how the file writes its days. */
const rowsInFirst = 200;

/** Refuses a text without a line of titles that name the words. */
export function readTable(file: string): Table {
  const above = hint.exec(file)?.[0] ?? '';
  const text = file.slice(above.length);
  const [best = { separator: ',', titles: [] }] = separators
    .map((separator) => ({ separator, titles: titlesOf(text, separator) }))
    .sort((a, b) => countKnown(b.titles) - countKnown(a.titles) || b.titles.length - a.titles.length);
  return { columns: readColumns(best.titles), separator: best.separator, text, above: above ? 1 : 0 };
}

function titlesOf(text: string, delimiter: string): string[] {
  let titles: string[] = [];
  try {
    parseAtOnce(text.slice(0, 20_000), {
      ...forgiving,
      delimiter,
      to: 1,
      on_record: (cells: string[]) => {
        titles = cells;
        return null;
      },
    });
  } catch {
    // Whatever is wrong with it is told when all of it is read.
  }
  return titles;
}

/** The rows below the titles, in batches, so that nobody waits for the whole file. Refuses an open quotation mark. */
export async function* rowsOf({ text, separator, above }: Table): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  let openedAt = above + 1;
  let isTitles = true;
  const parser = parse({
    ...forgiving,
    delimiter: separator,
    on_record: (cells: string[], { lines }) => {
      const inside = cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
      if (!isTitles) rows.push({ cells, line: above + lines - inside });
      isTitles = false;
      openedAt = above + lines + 1;
      return null;
    },
  });
  let isBroken = false;
  parser.on('error', () => {
    isBroken = true;
  });
  let isFirst = true;
  for (const piece of piecesOf(text)) {
    parser.write(piece);
    await giveWay();
    if (rows.length < (isFirst ? rowsInFirst : 1)) continue;
    yield rows;
    rows = [];
    isFirst = false;
  }
  parser.end();
  await giveWay();
  if (isBroken) {
    throw new Refusal(
      `A quotation mark opens on line ${openedAt} and nothing closes it, so I cannot tell where that row ends. Close it or take it out, then try again.`,
    );
  }
  yield rows;
}

/** Never between the two halves of one character. */
function* piecesOf(text: string): Generator<string> {
  for (let from = 0, end = 0; from < text.length; from = end) {
    end = from + pieceLength;
    if (/[\uDC00-\uDFFF]/.test(text.charAt(end))) end += 1;
    yield text.slice(from, end);
  }
}

function lineEnds(cell: string): number {
  return cell.includes('\n') ? cell.split('\n').length - 1 : 0;
}
