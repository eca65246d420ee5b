// A file of voices, and its import from the first byte to the last voice, as the bot does it.
import { newDatabase } from '../../sandbox/stage.ts';
import { findSettings, saveSettings } from '../../src/people/settings-store.ts';
import type { Database } from '../../src/platform/database.ts';
import { inPacedSlices } from '../../src/platform/slices.ts';
import { askImport } from '../../src/voc/ask-import.ts';
import { offerImport, startImport } from '../../src/voc/decide-import.ts';
import { movedAtOnce } from '../../src/voc/import.ts';
import { findImport } from '../../src/voc/import-store.ts';
import { moveSlice } from '../../src/voc/run-import.ts';
import { stageImport } from '../../src/voc/stage-import.ts';
import type { Voice } from '../../src/voc/voice.ts';
import { ana, saveAna } from '../ana.ts';
import { Sayings } from '../sayings.ts';

export const now = new Date('2026-03-02T08:00:00Z');
const never = () => false;

export function open(path: string): Database {
  const db = newDatabase(path);
  saveAna(db);
  saveSettings(db, { ...findSettings(db), sponsorId: ana });
  return db;
}

export type Said = Omit<Voice, 'id' | 'permalink'>;

export function sayings(seed: number, rows: number): Said[] {
  const made = new Sayings(seed);
  return Array.from({ length: rows }, () => made.voice(ana, now));
}

/** One in twenty holds a phone number, and one in twenty a number that is none. */
export function fileOf(said: Said[]): Uint8Array {
  const line = ({ words, customer, segment, source, stage, score, themes, saidAt }: Said, index: number) => {
    const digits = index % 20 === 0 ? ' +49 30 901820' : index % 20 === 10 ? ' order 12345678' : '';
    const day = saidAt.toISOString().slice(0, 10);
    return [words + digits, customer, segment, source, stage, score?.value, themes[0], day].join(',');
  };
  return Buffer.from(
    ['words,customer,segment,source,stage,nps,themes,said on', ...said.map(line)].join('\n'),
  );
}

export async function importAll(db: Database, bytes: Uint8Array) {
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
  const move = (most: number) => moveSlice(db, now, id, most);
  await inPacedSlices({ db, clock: { now: () => new Date() } }, movedAtOnce, move, never);
  return { stageMs: stagedAtMs - startedAtMs, moveMs: performance.now() - stagedAtMs };
}
