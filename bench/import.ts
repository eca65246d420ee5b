// Many voices from a file: how fast beside a raw insert into the index, in how much memory, and who waits meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { findSettings, saveSettings } from '../src/people/settings-store.ts';
import { savePerson, viewerOf } from '../src/people/store.ts';
import type { Database } from '../src/platform/database.ts';
import { inSlices } from '../src/platform/slices.ts';
import { askImport } from '../src/voc/ask-import.ts';
import { offerImport, startImport } from '../src/voc/decide-import.ts';
import { voicesOf } from '../src/voc/export-voices.ts';
import { findImport } from '../src/voc/import-store.ts';
import { keepVoice } from '../src/voc/keep-voice.ts';
import { moveSlice } from '../src/voc/run-import.ts';
import { noFilter } from '../src/voc/search.ts';
import { stageImport } from '../src/voc/stage-import.ts';
import type { Voice } from '../src/voc/voice.ts';
import { csvLines, jsonLines } from '../src/voc/write-voices.ts';
import { print, spread } from './measure.ts';
import { Sayings } from './sayings.ts';

const now = new Date('2026-03-02T08:00:00Z');
const ana = 'UANA';
const rounds = 5;
const rowsInRound = 20_000;
const rowsInFile = 100_000;
const never = () => false;

export async function imports(): Promise<void> {
  await inFolder(compare);
  await inFolder(atLength);
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function open(path: string): Database {
  const db = newDatabase(path);
  const person = {
    name: 'Ana',
    timeZone: 'Europe/Berlin',
    kind: 'member',
    rank: 'none',
    leftAt: null,
  } as const;
  savePerson(db, { id: ana, ...person });
  saveSettings(db, { ...findSettings(db), sponsorId: ana });
  return db;
}

type Said = Omit<Voice, 'id' | 'permalink'>;

function sayings(seed: number, rows: number): Said[] {
  const made = new Sayings(seed);
  return Array.from({ length: rows }, () => made.voice(ana, now));
}

/** One in twenty holds a phone number, and one in twenty a number that is none. */
function fileOf(said: Said[]): Uint8Array {
  const line = ({ words, customer, segment, source, stage, score, themes, saidAt }: Said, index: number) => {
    const digits = index % 20 === 0 ? ' +49 30 901820' : index % 20 === 10 ? ' order 12345678' : '';
    const day = saidAt.toISOString().slice(0, 10);
    return [words + digits, customer, segment, source, stage, score?.value, themes[0], day].join(',');
  };
  return Buffer.from(
    ['words,customer,segment,source,stage,nps,themes,said on', ...said.map(line)].join('\n'),
  );
}

/** Whoever looks on between two slices. */
type Look = (moved: number) => void;

async function importAll(db: Database, bytes: Uint8Array, look: Look = () => {}) {
  const startedAtMs = performance.now();
  const id = db.transaction(() => askImport(db, now, ana, '', { id: 'F1', name: 'voices.csv', bytes: 1 }));
  const from = findImport(db, id);
  const reading = from && (await stageImport(db, now, from, bytes, never));
  if (!reading) throw new Error('nobody stopped it');
  const stagedAtMs = performance.now();
  db.transaction(() => {
    offerImport(db, now, id, ana, reading);
    startImport(db, now, ana, id);
  });
  await inSlices(
    db,
    () => {
      const isMore = moveSlice(db, now, id);
      look(findImport(db, id)?.moved ?? 0);
      return isMore;
    },
    never,
  );
  return { stageMs: stagedAtMs - startedAtMs, moveMs: performance.now() - stagedAtMs };
}

/** The same words into the same kind of index, and nothing else: all at once, and in transactions as short as ours. */
function insertRaw(path: string, said: Said[], rowsAtOnce: number): number {
  const db = newDatabase(path);
  db.script(
    `CREATE VIRTUAL TABLE raw USING fts5 (words, customer, themes, content = '',
       tokenize = 'porter unicode61 remove_diacritics 2')`,
  );
  const startedAtMs = performance.now();
  for (let first = 0; first < said.length; first += rowsAtOnce) {
    db.transaction(() => {
      for (const { words, customer, themes } of said.slice(first, first + rowsAtOnce)) {
        const values = { words, customer, themes: themes.join(' ') };
        db.run('INSERT INTO raw (words, customer, themes) VALUES (@words, @customer, @themes)', values);
      }
    });
  }
  const tookMs = performance.now() - startedAtMs;
  db.close();
  return tookMs;
}

async function compare(folder: string): Promise<void> {
  const tookMs = {
    read: [] as number[],
    move: [] as number[],
    both: [] as number[],
    raw: [] as number[],
    sliced: [] as number[],
  };
  for (let round = 0; round < rounds; round += 1) {
    const said = sayings(round, rowsInRound);
    const bytes = fileOf(said);
    const db = open(join(folder, `${round}.db`));
    const { stageMs, moveMs } = await importAll(db, bytes);
    db.close();
    tookMs.read.push(stageMs);
    tookMs.move.push(moveMs);
    tookMs.both.push(stageMs + moveMs);
    tookMs.raw.push(insertRaw(join(folder, `raw${round}.db`), said, rowsInRound));
    tookMs.sliced.push(insertRaw(join(folder, `sliced${round}.db`), said, 500));
  }
  const said = (what: string, list: number[]) =>
    printRate(
      what,
      list.map((ms) => (1000 * rowsInRound) / ms),
    );
  said('import, end to end', tookMs.both);
  said('  reading, masking, keeping aside', tookMs.read);
  said('  moving into place', tookMs.move);
  said('raw index, one transaction', tookMs.raw);
  said('raw index, 500 a transaction', tookMs.sliced);
  const ratio = tookMs.both.map((ms, round) => ms / (tookMs.sliced[round] ?? ms));
  process.stdout.write(
    `  an import takes ${median(ratio).toFixed(2)} times the raw index, 500 a transaction\n`,
  );
}

function median(list: number[]): number {
  return [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;
}

function printRate(what: string, rates: number[]): void {
  const shown = (rate: number) => Math.round(rate).toLocaleString('en').padStart(8);
  process.stdout.write(
    `  ${what.padEnd(42)}${shown(median(rates))} rows/s median, ${shown(Math.min(...rates))} to ${shown(Math.max(...rates))}\n`,
  );
}

async function atLength(folder: string): Promise<void> {
  const db = open(join(folder, 'long.db'));
  const others = new Sayings(99);
  const keep = () => {
    const { words, customer, segment, source, stage, score, themes } = others.voice(ana, now);
    const draft = { words, customer, segment, source, stage, score, themes, saidOn: null };
    db.transaction(() => keepVoice(db, now, ana, { conversationId: '', messageTs: null }, draft));
  };
  const idle = await asked(keep, async () => pass(2_000));
  print('keep a voice, idle: from asking to done', spread(idle));
  const bytes = fileOf(sayings(7, rowsInFile));
  const quarters = [0.25, 0.5, 0.75, 1];
  const busy = await asked(keep, async () => {
    await importAll(db, bytes, (moved) => {
      const [next = 2] = quarters;
      if (moved < next * rowsInFile) return;
      quarters.shift();
      printMemory(`${100 * next} % of ${rowsInFile.toLocaleString('en')} in place`);
    });
  });
  print('keep a voice, while they are imported', spread(busy));
  exportAll(db);
  db.close();
}

/** Asks for something every so often while other work goes on: what each waited and took, in ms. */
async function asked(ask: () => void, work: () => Promise<void>): Promise<number[]> {
  const tookMs: number[] = [];
  const everyMs = 25;
  let dueAtMs = performance.now() + everyMs;
  const timer = setInterval(() => {
    ask();
    const doneAtMs = performance.now();
    tookMs.push(doneAtMs - Math.min(dueAtMs, doneAtMs));
    dueAtMs = doneAtMs + everyMs;
  }, everyMs);
  await work();
  clearInterval(timer);
  return tookMs;
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function printMemory(when: string): void {
  const { rss, heapUsed } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  const mega = (bytes: number) => Math.round(bytes / 1024 / 1024);
  process.stdout.write(
    `  ${when.padEnd(42)}${mega(rss)} MB held, ${mega(heapUsed)} MB heap, ${Math.round(peak)} MB at most\n`,
  );
}

function exportAll(db: Database): void {
  for (const [name, lines] of [
    ['CSV', csvLines],
    ['JSON Lines', jsonLines],
  ] as const) {
    const startedAtMs = performance.now();
    let voices = 0;
    for (const found of voicesOf(
      db,
      { terms: [], ...noFilter() },
      { viewer: viewerOf(db, ana), zone: 'UTC' },
    )) {
      lines(found);
      voices += found.length;
    }
    const rate = (1000 * voices) / (performance.now() - startedAtMs);
    printMemory(`export as ${name}: ${Math.round(rate).toLocaleString('en')} rows/s`);
  }
}
