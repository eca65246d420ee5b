// A million customer voices: what a capture and a search cost, beside an empty table and beside other ways to search.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import { later, secondMs } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/database.ts';
import { findVoices } from '../src/voc/find-voices.ts';
import { keepVoice } from '../src/voc/keep-voice.ts';
import { keptMessage, offersMessage } from '../src/voc/kept-view.ts';
import { loadOffers } from '../src/voc/load-confirmation.ts';
import { addVoice } from '../src/voc/store.ts';
import { ana, saveAna } from './ana.ts';
import { bareTable, indexBarely, tidyBarely } from './bare-index.ts';
import { type Contender, compare, say } from './compare.ts';
import { madeOnce } from './kept.ts';
import { timed } from './measure.ts';
import { bareFts5, likeScan, miniSearch, type Rival } from './rivals.ts';
import { Sayings, wordOf } from './sayings.ts';

const now = new Date('2026-03-02T08:00:00Z');
/** How long ago each voice was captured, after the one before it: a million of them are three years. */
const apartMs = 95 * secondMs;

export const million = 1_000_000;

/** Throws when a search fails, or finds nothing where FTS5 by itself finds something. */
export async function voices(size = million, rounds = 5): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-voices-'));
  const full = newDatabase(voicesMade(size, folder));
  const empty = newDatabase(join(folder, 'empty.db'));
  saveAna(empty);
  try {
    say(`${size.toLocaleString('en')} voices`);
    await search(full, size, rounds);
    await capture(empty, full, Math.min(100, size / 10), rounds);
  } finally {
    // The next run finds as many as this one did.
    full.transaction(() => full.run('DELETE FROM voice WHERE id > @size', { size }));
    empty.close();
    full.close();
    rmSync(folder, { recursive: true });
  }
}

/** A database of so many voices; a million of them are kept for the next run, fewer go with the `folder`. */
export function voicesMade(size: number, folder: string): string {
  const madeBy = ['sayings.ts', 'bare-index.ts'];
  const kept = { folder: size < million ? folder : tmpdir(), name: 'voices', size, madeBy };
  return madeOnce(kept, (db) => {
    db.script(bareTable);
    saveAna(db);
    const sayings = new Sayings(1);
    const batch = 10_000;
    for (let made = 0; made < size; made += batch) {
      db.transaction(() => {
        for (let number = made; number < Math.min(size, made + batch); number += 1) {
          const capturedAt = later(now, -(size - number) * apartMs);
          addVoice(db, { ...sayings.voice(ana, now), capturedAt });
        }
        indexBarely(db, made + 1, made + batch);
      });
    }
    // As after a night: both indexes in one piece.
    db.script("INSERT INTO voice_index (voice_index) VALUES ('optimize')");
    tidyBarely(db);
  });
}

async function capture(empty: Database, full: Database, times: number, rounds: number): Promise<void> {
  const place = { conversationId: '', messageTs: null };
  const sayings = new Sayings(2);
  const keepIn = (db: Database) => {
    const { words, customer, segment, source, stage, score, themes } = sayings.voice(ana, now);
    const draft = { words, customer, segment, source, stage, score, themes, saidOn: null };
    return keepVoice(db, now, ana, place, draft);
  };
  const ack = (db: Database) => () =>
    timed(times, async () => {
      db.transaction(() => keptMessage(keepIn(db)));
      await db.durable();
    });
  const look = (db: Database) => () => {
    const voices = Array.from({ length: times }, () => db.transaction(() => keepIn(db).voice)).values();
    return timed(times, () => {
      const { value: voice } = voices.next();
      if (voice) offersMessage(voice, loadOffers(db, now, ana, voice));
    });
  };
  await compare('save a voice and confirm it: all that an ack waits for, the disk among it', rounds, {
    'an empty table': ack(empty),
    'a full table': ack(full),
  });
  await compare('look for voices like it and for themes, after the ack', rounds, {
    'an empty table': look(empty),
    'a full table': look(full),
  });
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
  ['a word still being typed', `${wordOf(3_000).slice(0, 5)}*`],
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

async function search(db: Database, size: number, rounds: number): Promise<void> {
  const bare = bareFts5(db);
  const ours: Rival = {
    name: 'Empty Chair',
    find: (typed) => findVoices(db, now, ana, { typed, page: 0, readWords: String }).voices.length,
  };
  const rivals = [bare, likeScan(db), miniSearch(db, Math.min(size, 100_000)), ours];
  for (const [name, typed] of kinds) {
    if (bare.find(typed) > 0 && ours.find(typed) === 0) throw new Error(`nothing was found: ${name}`);
    // The slow ones are slow enough to be measured by few.
    const times = (rival: Rival) => (rival === ours ? 20 : 3);
    const contenders = rivals.map((rival): [string, Contender] => [
      rival.name,
      () => timed(times(rival), () => rival.find(typed)),
    ]);
    await compare(`search, ${name}`, rounds, Object.fromEntries(contenders));
  }
}
