// Many voices from a file: how fast beside a raw insert into the index, in how much memory, and who waits meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { viewerOf } from '../src/people/store.ts';
import type { Database } from '../src/platform/database.ts';
import { voicesOf } from '../src/voc/export-voices.ts';
import { keepVoice } from '../src/voc/keep-voice.ts';
import { noFilter } from '../src/voc/search.ts';
import { csvLines, jsonLines } from '../src/voc/write-voices.ts';
import { ana } from './ana.ts';
import { compare, median, say } from './compare.ts';
import { fileOf, importAll, now, open, type Said, sayings } from './import/run.ts';
import { spread, watchStalls } from './measure.ts';
import { Sayings } from './sayings.ts';

export interface ImportSize {
  rounds: number;
  /** In each round’s file, and in the one that is imported while somebody keeps voices. */
  rows: number;
  longRows: number;
  idleMs: number;
}

const whole: ImportSize = { rounds: 5, rows: 20_000, longRows: 100_000, idleMs: 2_000 };

export async function imports(size: ImportSize = whole): Promise<void> {
  await inFolder((folder) => besideRaw(folder, size));
  await inFolder((folder) => atLength(folder, size));
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same words into the same kind of index, and nothing else: all at once, and in transactions as short as ours. */
function insertRaw(path: string, said: Said[], rowsAtOnce: number): number {
  const db = new SQLite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(
    `CREATE VIRTUAL TABLE raw USING fts5 (words, customer, themes, content = '',
       tokenize = 'porter unicode61 remove_diacritics 2')`,
  );
  const insert = db.prepare('INSERT INTO raw (words, customer, themes) VALUES (?, ?, ?)');
  const startedAtMs = performance.now();
  for (let first = 0; first < said.length; first += rowsAtOnce) {
    db.transaction(() => {
      for (const { words, customer, themes } of said.slice(first, first + rowsAtOnce)) {
        insert.run(words, customer, themes.join(' '));
      }
    })();
  }
  const tookMs = performance.now() - startedAtMs;
  db.close();
  return tookMs;
}

async function besideRaw(folder: string, { rounds, rows }: ImportSize): Promise<void> {
  let made = 0;
  const path = () => {
    made += 1;
    return join(folder, `${made}.db`);
  };
  const rate = (tookMs: number) => ({ 'rows a second': (1000 * rows) / tookMs });
  const parts: { stageMs: number; moveMs: number }[] = [];
  await compare(`${rows.toLocaleString('en')} voices`, rounds, {
    'a raw FTS5 insert, one transaction': (round) => rate(insertRaw(path(), sayings(round, rows), rows)),
    'a raw FTS5 insert, 500 a transaction': (round) => rate(insertRaw(path(), sayings(round, rows), 500)),
    'an import, from the file to the last voice': async (round) => {
      const bytes = fileOf(sayings(round, rows));
      const db = open(path());
      const { stageMs, moveMs } = await importAll(db, bytes);
      requireVoices(db, rows);
      db.close();
      parts.push({ stageMs, moveMs });
      return rate(stageMs + moveMs);
    },
  });
  const staged = median(parts.map(({ stageMs, moveMs }) => stageMs / (stageMs + moveMs)));
  say(
    `of an import, ${Math.round(100 * staged)} % is reading, masking and keeping aside, the rest moving into place`,
  );
}

/** An import that leaves some out would be fast for nothing. */
function requireVoices(db: Database, rows: number): void {
  const count = db.one<{ count: number }>('SELECT count(*) AS count FROM voice')?.count;
  if (count !== rows) throw new Error(`${count} of ${rows} voices were imported`);
}

async function atLength(folder: string, { rounds, longRows, idleMs }: ImportSize): Promise<void> {
  const others = new Sayings(99);
  const measures = (tookMs: number[]) => {
    const { medianMs, p99Ms } = spread(tookMs);
    return { 'p50, ms': medianMs, 'p99, ms': p99Ms };
  };
  const db = open(join(folder, 'long.db'));
  const keep = async () => {
    const { words, customer, segment, source, stage, score, themes } = others.voice(ana, now);
    const draft = { words, customer, segment, source, stage, score, themes, saidOn: null };
    db.transaction(() => keepVoice(db, now, ana, { conversationId: '', messageTs: null }, draft));
    await db.durable();
  };
  await compare('keeping a voice, from asking to done', rounds, {
    'at rest': async () => measures(await asked(keep, () => setTimeout(idleMs))),
    'while voices are imported': async (round) => {
      const bytes = fileOf(sayings(100 + round, longRows / rounds));
      const watch = await watchStalls();
      const tookMs = await asked(keep, async () => void (await importAll(db, bytes)));
      const stallMs = await watch.stop();
      sayMemory(`after ${round + 1} imports of ${longRows / rounds}`);
      return { ...measures(tookMs), 'longest stall, ms': stallMs };
    },
  });
  exportAll(db);
  db.close();
}

/** Asks for something every so often while other work goes on: what each waited and took, in ms. */
async function asked(ask: () => Promise<void>, work: () => Promise<void>): Promise<number[]> {
  const tookMs: number[] = [];
  const everyMs = 25;
  let isAtWork = true;
  const askOften = async () => {
    // Little work may be done before anybody asked.
    while (isAtWork || tookMs.length === 0) {
      const dueAtMs = performance.now() + everyMs;
      await setTimeout(everyMs);
      await ask();
      tookMs.push(performance.now() - dueAtMs);
    }
  };
  const asking = askOften();
  await work();
  isAtWork = false;
  await asking;
  return tookMs;
}

function sayMemory(when: string): void {
  const { rss, heapUsed } = process.memoryUsage();
  const peak = process.resourceUsage().maxRSS / 1024;
  const mega = (bytes: number) => Math.round(bytes / 1024 / 1024);
  say(`${when}: ${mega(rss)} MB held, ${mega(heapUsed)} MB heap, ${Math.round(peak)} MB at most`);
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
    sayMemory(`export as ${name}: ${Math.round(rate).toLocaleString('en')} rows/s`);
  }
}
