// Reads a table of the scorecard's values: a row for each value, or a row for each week and a column for each line.
import { parse } from 'csv-parse/sync';
import { addDays } from '../people/zone.ts';
import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { readValue } from './read-value.ts';
import { readWeek } from './read-week.ts';
import type { Line } from './scorecard.ts';
import { mostRefusals, mostValues, type Reading } from './scorecard-import.ts';

export interface Scorecard {
  lines: readonly Line[];
  /** The last day of the digest's week that a day belongs to. */
  weekOfDay(day: string): string;
  /** The week that runs now: values of later ones are refused. */
  runningWeek: string;
  valueOf(lineId: number, weekOf: string): number | null;
}

interface Row {
  /** Counted from 1. */
  line: number;
  cells: string[];
}

const titles = {
  week: [
    'week',
    'week of',
    'week to',
    'week ending',
    'date',
    'day',
    'woche',
    'datum',
    'semaine',
    'semana',
    'fecha',
  ],
  line: ['line', 'figure', 'metric', 'measure', 'kpi', 'name', 'kennzahl', 'indicateur', 'indicador'],
  value: ['value', 'amount', 'wert', 'valeur', 'valor'],
};
const oldestWeeks = 52 * 10;

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');

/** Refuses a text that is no such table. */
export function readValuesFile(text: string, scorecard: Scorecard): Reading {
  const [head, ...rows] = rowsOf(text, scorecard.lines);
  if (!head || rows.length === 0) throw new Refusal(`There are no values in it. ${shape}`);
  const named = head.cells.map(plain);
  const at = (names: string[]) => named.findIndex((title) => names.includes(title));
  const week = at(titles.week);
  if (week === -1) throw new Refusal(`I find no column with the week. ${shape} ${seen(head.cells)}`);
  const reader = new ValuesReader(scorecard);
  const [line, value] = [at(titles.line), at(titles.value)];
  if (line !== -1 && value !== -1) {
    for (const row of rows) reader.take(row, week, [{ name: row.cells[line] ?? '', index: value }], true);
    return reader.finish(head.cells.filter((_title, index) => ![week, line, value].includes(index)));
  }
  const known = new Set(scorecard.lines.map(({ name }) => plain(name)));
  const columns = head.cells
    .map((title, index) => ({ name: title, index }))
    .filter(({ name, index }) => index !== week && known.has(plain(name)));
  if (columns.length === 0) throw new Refusal(`I find no column of values. ${shape} ${seen(head.cells)}`);
  for (const row of rows) reader.take(row, week, columns, false);
  const used = [week, ...columns.map(({ index }) => index)];
  return reader.finish(head.cells.filter((_title, index) => !used.includes(index)));
}

const shape =
  'Its first line must name the columns: week, line and value; or week and then the lines by their names.';

function seen(cells: string[]): string {
  const names = cells.filter((cell) => cell.trim() !== '').slice(0, 12);
  return `I see ${names.map((name) => `“${cut(name.trim(), 30)}”`).join(', ') || 'no names at all'}.`;
}

class ValuesReader {
  readonly #scorecard: Scorecard;
  readonly #reading: Reading = { values: [], known: 0, refused: [], allRefused: 0, ignored: [] };
  readonly #weeks = new Map<string, string>();
  readonly #lines: ReadonlyMap<string, Line>;
  /** What the file has said so far, by line and week. */
  readonly #said = new Map<string, { value: number; line: number }>();

  constructor(scorecard: Scorecard) {
    this.#scorecard = scorecard;
    this.#lines = new Map(scorecard.lines.map((line) => [plain(line.name), line]));
  }

  /** One row; an empty cell is no value, which a row of its own is refused for. */
  take(
    { line, cells }: Row,
    week: number,
    columns: { name: string; index: number }[],
    isAlone: boolean,
  ): void {
    for (const { name, index } of columns) {
      const typed = cells[index]?.replace(/^'(?=[=+\-−])/, '') ?? '';
      if (!isAlone && typed.trim() === '') continue;
      try {
        this.#takeOne(line, name, cells[week] ?? '', typed);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.#reading.allRefused += 1;
        const reason = isAlone ? error.message : `${name.trim()}: ${error.message}`;
        if (this.#reading.refused.length < mostRefusals) this.#reading.refused.push({ line, reason });
      }
    }
  }

  finish(ignored: string[]): Reading {
    if (this.#reading.values.length > mostValues) {
      throw new Refusal(
        `I take ${mostValues.toLocaleString('en')} values at a time. Split it and import the parts.`,
      );
    }
    return { ...this.#reading, ignored: ignored.filter((title) => title.trim() !== '') };
  }

  #takeOne(fileLine: number, name: string, typedWeek: string, typed: string): void {
    const line = this.#lines.get(plain(name));
    if (!line) throw new Refusal(`No line is called “${cut(name.trim(), 60)}”.`);
    if (line.scale !== null) throw new Refusal(`“${line.name}” is computed from voices.`);
    const weekOf = this.#weekOf(typedWeek);
    const value = readValue(line, typed);
    if (value === null) throw new Refusal('There is no value in it.');
    const key = `${line.id} ${weekOf}`;
    const said = this.#said.get(key);
    if (said && said.value !== value) {
      throw new Refusal(`Line ${said.line} of the file has another value for the same week.`);
    }
    const before = this.#scorecard.valueOf(line.id, weekOf);
    if (said || before === value) this.#reading.known += 1;
    else this.#reading.values.push({ lineId: line.id, weekOf, value, before });
    this.#said.set(key, said ?? { value, line: fileLine });
  }

  #weekOf(typed: string): string {
    const weekOf = this.#weeks.get(typed) ?? readWeek(typed, this.#scorecard);
    this.#weeks.set(typed, weekOf);
    if (weekOf > this.#scorecard.runningWeek) throw new Refusal('Its week is yet to come.');
    if (weekOf < addDays(this.#scorecard.runningWeek, -7 * oldestWeeks)) {
      throw new Refusal('It is more than ten years old.');
    }
    return weekOf;
  }
}

/** Parted as most of its titles are known. Refuses an open quotation mark. */
function rowsOf(text: string, lines: readonly Line[]): Row[] {
  const body = text.replace(/^"?sep=.?"?\n/i, '');
  const above = body === text ? 0 : 1;
  const known = [...Object.values(titles).flat(), ...lines.map(({ name }) => plain(name))];
  const first = body.slice(0, body.indexOf('\n') === -1 ? body.length : body.indexOf('\n'));
  const countKnown = (separator: string) =>
    first.split(separator).filter((title) => known.includes(plain(title.replaceAll('"', '')))).length;
  const [delimiter = ','] = [',', ';', '\t', '|'].sort((a, b) => countKnown(b) - countKnown(a));
  const rows: Row[] = [];
  try {
    parse(body, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines: line }) => {
        rows.push({ cells, line: above + line });
        return null;
      },
    });
  } catch {
    throw new Refusal(
      'A quotation mark in it opens and nothing closes it. Close it or take it out, then try again.',
    );
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}
