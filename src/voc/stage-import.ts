// Reads a file of voices and keeps them aside, until somebody has looked at what was understood.
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { giveWay } from '../platform/slices.ts';
import { type Columns, type Holds, isScoreIgnored } from './columns.ts';
import { type Row, readTable, rowsOf, type Table } from './csv-rows.ts';
import { readText } from './csv-text.ts';
import {
  charactersInSlice,
  type Import,
  mostRefusals,
  type Reading,
  type RefusedRow,
  type StagedVoice,
  voicesInSlice,
} from './import.ts';
import * as store from './import-store.ts';
import { type DayOrder, orderOf } from './read-row.ts';
import { RowReader } from './stage-row.ts';

/** Reading so many takes a millisecond or two. */
const rowsAtOnce = 100;

/**
 * A piece at a time, with others in between; calling it again begins anew. Null when it was asked to stop. Refuses a
 * file that is no table of voices.
 */
export async function stageImport(
  db: Database,
  now: Date,
  from: Import,
  bytes: Uint8Array,
  isStopping: () => boolean,
): Promise<Reading | null> {
  db.transaction(() => store.eraseRows(db, from.id));
  const text = readText(bytes);
  await giveWay();
  const table = readTable(text);
  let staging: Staging | undefined;
  for await (const rows of rowsOf(table)) {
    if (isStopping()) return null;
    if (rows.length === 0) continue;
    staging ??= begin(db, now, from, table, rows);
    for (let first = 0; first < rows.length; first += rowsAtOnce) {
      staging.take(rows.slice(first, first + rowsAtOnce));
      await giveWay();
    }
  }
  if (!staging) throw new Refusal('Below its first line this file is empty. Add a line for each voice.');
  return staging.finish(isStopping);
}

function begin(db: Database, now: Date, from: Import, { columns, separator }: Table, rows: Row[]): Staging {
  const order = orderOf(
    rows.map(({ cells }) => cells),
    columns,
    separator,
  );
  return new Staging(db, from.id, new RowReader(db, now, from, columns, order), columns, order);
}

interface Waiting {
  voice: StagedVoice;
  masked: number;
}

class Staging {
  readonly #db: Database;
  readonly #id: number;
  readonly #reader: RowReader;
  readonly #reading: Reading;
  readonly #seen = new Set<string>();
  #waiting: Waiting[] = [];
  /** By the instant at which they were said. */
  readonly #later = new Map<string, Waiting[]>();
  #waitingCharacters = 0;
  #refused: RefusedRow[] = [];
  #slices = 0;

  constructor(db: Database, id: number, reader: RowReader, columns: Columns, order: DayOrder) {
    this.#db = db;
    this.#id = id;
    this.#reader = reader;
    this.#reading = {
      columns: understood(columns),
      ignored: columns.ignored,
      isScoreIgnored: isScoreIgnored(columns),
      dayOrder: columns.at.said === undefined ? null : order,
      voices: 0,
      refused: 0,
      known: 0,
      masked: 0,
    };
  }

  take(rows: Row[]): void {
    for (const row of rows) {
      this.#takeOne(row);
      if (this.#isEnough()) this.#keep();
    }
  }

  /** A slice of one day or few touches few pages of each index; of all days of a file, one a voice. */
  async finish(isStopping: () => boolean): Promise<Reading | null> {
    for (const day of [...this.#later.keys()].sort()) {
      for (const read of this.#later.get(day) ?? []) {
        this.#wait(read);
        if (!this.#isEnough()) continue;
        if (isStopping()) return null;
        this.#keep();
        await giveWay();
      }
      this.#later.delete(day);
    }
    this.#keep();
    return this.#reading;
  }

  #isEnough(): boolean {
    const rows = this.#waiting.length + this.#refused.length;
    return rows >= voicesInSlice || this.#waitingCharacters >= charactersInSlice;
  }

  #takeOne(row: Row): void {
    try {
      const read = this.#reader.read(row);
      if (this.#seen.has(read.voice.hash)) {
        this.#reading.known += 1;
        return;
      }
      this.#seen.add(read.voice.hash);
      this.#put(read);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#reading.refused += 1;
      if (this.#reading.refused > mostRefusals) return;
      this.#refused.push({ line: row.line, reason: error.message });
    }
  }

  /** The first slice has the rows as the file has them, for it is shown. */
  #put(read: Waiting): void {
    const { saidAt } = read.voice;
    const sameDay = saidAt === null ? undefined : this.#later.get(saidAt);
    if (saidAt === null || this.#slices === 0) this.#wait(read);
    else if (sameDay) sameDay.push(read);
    else this.#later.set(saidAt, [read]);
  }

  #wait(read: Waiting): void {
    this.#waiting.push(read);
    this.#waitingCharacters += read.voice.words.length;
  }

  #keep(): void {
    const hashes = this.#waiting.map(({ voice }) => voice.hash);
    const known = store.importedOf(this.#db, hashes);
    const fresh = this.#waiting.filter(({ voice }) => !known.has(voice.hash));
    this.#reading.known += known.size;
    this.#reading.voices += fresh.length;
    for (const { masked } of fresh) this.#reading.masked += masked;
    const voices = fresh.map(({ voice }) => voice);
    this.#db.transaction(() => {
      for (const refused of this.#refused) store.addRefusal(this.#db, this.#id, refused);
      if (voices.length > 0) store.addSlice(this.#db, this.#id, this.#slices, voices);
    });
    this.#slices += 1;
    this.#waiting = [];
    this.#waitingCharacters = 0;
    this.#refused = [];
  }
}

function understood({ at, titles }: Columns): Reading['columns'] {
  return Object.entries(at)
    .map(([holds, index]) => ({ title: titles[index] ?? '', holds: holds as Holds, index }))
    .sort((a, b) => a.index - b.index)
    .map(({ title, holds }) => ({ title, holds }));
}
