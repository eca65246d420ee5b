// A million customer voices: what a capture and a search cost beside an empty table, a bare FTS5 query and a LIKE scan.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { savePerson } from '../src/people/store.ts';
import type { Database } from '../src/platform/database.ts';
import { findVoices } from '../src/voc/find-voices.ts';
import { keepVoice } from '../src/voc/keep-voice.ts';
import { addVoice, emptyWriteAheadLog } from '../src/voc/store.ts';
import { measure, print, spread } from './measure.ts';
import { Sayings, wordOf } from './sayings.ts';

const million = 1_000_000;
const now = new Date('2026-03-02T08:00:00Z');
const ana = 'UANA';

/** Made once and used again by the next run, for it takes minutes; another schema or other sayings make another one. */
const sources = ['../src/migrations', '.'].flatMap((folder) => {
  const path = join(import.meta.dirname, folder);
  const files = readdirSync(path).filter((file) => file.endsWith('.sql') || file === 'sayings.ts');
  return files.sort().map((file) => readFileSync(join(path, file), 'utf8'));
});
const fingerprint = createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 12);
const kept = join(tmpdir(), `empty-chair-bench-voices-${fingerprint}.db`);

export async function voices(): Promise<void> {
  if (!existsSync(kept)) make(kept);
  const full = newDatabase(kept);
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  const empty = newDatabase(join(folder, 'empty.db'));
  populate(empty);
  try {
    await capture(empty, full);
    await search(full);
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

function make(path: string): void {
  const unfinished = `${path}.unfinished`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  const db = newDatabase(unfinished);
  populate(db);
  const sayings = new Sayings(1);
  for (let made = 0; made < million; made += 10_000) {
    db.transaction(() => {
      for (let index = 0; index < 10_000; index += 1) addVoice(db, sayings.voice(ana, now));
    });
    process.stdout.write(
      `\r  making a million voices, once: ${Math.round((100 * (made + 10_000)) / million)} %`,
    );
  }
  process.stdout.write('\n');
  emptyWriteAheadLog(db);
  db.close();
  renameSync(unfinished, path);
}

async function capture(empty: Database, full: Database): Promise<void> {
  const sayings = new Sayings(2);
  const keep = (db: Database) => {
    const { words, customer, segment, source, stage, score, themes } = sayings.voice(ana, now);
    const draft = { words, customer, segment, source, stage, score, themes, saidOn: null };
    const place = { conversationId: '', messageTs: null };
    db.transaction(() => keepVoice(db, now, ana, place, draft));
  };
  // In turn, so that a busy moment of the machine hits both.
  const tookMs: Record<'empty' | 'full', number[]> = { empty: [], full: [] };
  for (let index = 0; index < 1_000; index += 1) {
    for (const [name, db] of [
      ['empty', empty],
      ['full', full],
    ] as const) {
      const startedAtMs = performance.now();
      keep(db);
      tookMs[name].push(performance.now() - startedAtMs);
    }
  }
  print('keep a voice, empty table', spread(tookMs.empty));
  print('keep a voice, a million voices', spread(tookMs.full));
}

const kinds: readonly [string, string][] = [
  ['rare (1 in 5,000 voices)', wordOf(10_000)],
  ['middling (1 in 50)', wordOf(100)],
  ['very common (1 in 4)', wordOf(5)],
  ['nearly everywhere (2 in 3)', wordOf(0)],
  ['rare and very common', `${wordOf(10_000)} ${wordOf(5)}`],
  ['two very common', `${wordOf(5)} ${wordOf(10)}`],
  ['a word still being typed', wordOf(3_000).slice(0, 5)],
  ['very common, narrowed', `${wordOf(5)} segment:mid source:survey`],
];

async function search(db: Database): Promise<void> {
  const first = { page: 0, readWords: (text: string) => text };
  const bare = 'SELECT rowid FROM voice_index WHERE voice_index MATCH @match ORDER BY rank LIMIT 10';
  const like = 'SELECT count(*) FROM voice WHERE words LIKE @like';
  for (const [name, typed] of kinds) {
    const words = typed.split(' ').filter((word) => !word.includes(':'));
    const match = words.map((word) => `"${word}"`).join(' AND ');
    print(`search: ${name}`, await measure(40, () => findVoices(db, now, ana, { ...first, typed })));
    print('  bare FTS5, by rank', await measure(10, () => db.all(bare, { match })));
    print(
      '  LIKE, through all of them',
      await measure(3, () => db.all(like, { like: `%${words.join('%')}%` })),
    );
  }
}
