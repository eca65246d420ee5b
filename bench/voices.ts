// A million customer voices: what a capture and a search cost, beside an empty table and beside other ways to search.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { savePerson } from '../src/people/store.ts';
import { later, secondMs } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/database.ts';
import { findVoices } from '../src/voc/find-voices.ts';
import { keepVoice } from '../src/voc/keep-voice.ts';
import { keptMessage } from '../src/voc/kept-view.ts';
import { loadConfirmation } from '../src/voc/load-confirmation.ts';
import { addVoice } from '../src/voc/store.ts';
import { compare, print, spread } from './measure.ts';
import { bareFts5, likeScan, miniSearch, type Rival } from './rivals.ts';
import { Sayings, wordOf } from './sayings.ts';

const now = new Date('2026-03-02T08:00:00Z');
const ana = 'UANA';
/** How long ago each voice was captured, after the one before it: a million of them are three years. */
const apartMs = 95 * secondMs;
const rounds = 5;

/** Many are made once and used again by the next run, for it takes minutes; another schema or other sayings make others. */
const worthKeeping = 1_000_000;
const sources = ['../src/migrations', '.'].flatMap((folder) => {
  const path = join(import.meta.dirname, folder);
  const files = readdirSync(path).filter((file) => file.endsWith('.sql') || file === 'sayings.ts');
  return files.sort().map((file) => readFileSync(join(path, file), 'utf8'));
});
const fingerprint = createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 12);

/** Throws when a search fails, or finds nothing where FTS5 by itself finds something. */
export async function voices(size = worthKeeping): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  const path = join(size < worthKeeping ? folder : tmpdir(), `empty-chair-bench-voices-${fingerprint}.db`);
  if (!existsSync(path)) make(path, size);
  const full = newDatabase(path);
  const empty = newDatabase(join(folder, 'empty.db'));
  populate(empty);
  try {
    capture(empty, full, Math.min(500, size / 10));
    search(full, size);
  } finally {
    empty.close();
    full.close();
    rmSync(folder, { recursive: true });
  }
}

function populate(db: Database): void {
  savePerson(db, {
    id: ana,
    name: 'Ana',
    timeZone: 'Europe/Berlin',
    kind: 'member',
    rank: 'none',
    leftAt: null,
  });
}

function make(path: string, size: number): void {
  const unfinished = `${path}.unfinished`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  const db = newDatabase(unfinished);
  populate(db);
  const sayings = new Sayings(1);
  const batch = 10_000;
  for (let made = 0; made < size; made += batch) {
    db.transaction(() => {
      for (let number = made; number < Math.min(size, made + batch); number += 1) {
        const capturedAt = later(now, -(size - number) * apartMs);
        addVoice(db, { ...sayings.voice(ana, now), capturedAt });
      }
    });
  }
  db.foldLog();
  db.close();
  renameSync(unfinished, path);
}

/** All that an ack waits for, the commit among it; in turn, so that a busy moment of the machine hits both. */
function capture(empty: Database, full: Database, times: number): void {
  const sayings = new Sayings(2);
  const place = { conversationId: '', messageTs: null };
  const tookMs: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
  for (let index = 0; index < times; index += 1) {
    const { words, customer, segment, source, stage, score, themes } = sayings.voice(ana, now);
    const draft = { words, customer, segment, source, stage, score, themes, saidOn: null };
    for (const [name, db] of [['empty', empty] as const, ['full', full] as const]) {
      const startedAtMs = performance.now();
      db.transaction(() =>
        keptMessage(loadConfirmation(db, now, ana, keepVoice(db, now, ana, place, draft))),
      );
      tookMs[name].push(performance.now() - startedAtMs);
    }
  }
  print('save a voice and confirm it, empty table', spread(tookMs.empty));
  print('save a voice and confirm it, full table', spread(tookMs.full));
}

const rare = wordOf(10_000);
const common = wordOf(5);
const kinds: readonly [string, string][] = [
  ['rare (1 in 5,000 voices)', rare],
  ['middling (1 in 50)', wordOf(100)],
  ['very common (1 in 4)', common],
  ['nearly everywhere (2 in 3)', wordOf(0)],
  ['rare and very common', `${rare} ${common}`],
  ['two very common', `${common} ${wordOf(10)}`],
  ['a word still being typed', wordOf(3_000).slice(0, 5)],
  ['rare, one filter', `${rare} segment:mid`],
  ['middling, two filters', `${wordOf(100)} segment:mid source:survey`],
  ['very common, two filters', `${common} segment:mid source:survey`],
  ['nearly everywhere, three filters', `${wordOf(0)} segment:mid source:survey stage:use`],
  ['very common, a filter that nothing passes', `${common} stage:churned`],
  ['a filter that nothing passes', 'stage:churned'],
  ['two filters alone', 'segment:mid source:survey'],
  ['a theme', `#${wordOf(100)}`],
  ['a customer', 'customer:"Customer 4711"'],
];

function search(db: Database, size: number): void {
  const ours: Rival = {
    name: 'ours',
    find: (typed) => findVoices(db, now, ana, { typed, page: 0, readWords: String }).voices.length,
  };
  const rivals = [ours, bareFts5(db), likeScan(db), miniSearch(db, Math.min(size, 100_000))];
  for (const [name, typed] of kinds) {
    if (bareFts5(db).find(typed) > 0 && ours.find(typed) === 0) throw new Error(`nothing was found: ${name}`);
    compare(
      `search: ${name}`,
      rounds,
      rivals.map((rival) => ({
        name: rival.name,
        times: rival === ours ? 8 : 1,
        work: () => rival.find(typed),
      })),
    );
  }
}
