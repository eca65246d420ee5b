// How a file's voices are kept aside and put in place: by their day, some at a time, each once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { inPacedSlices } from '../../src/platform/slices.ts';
import { askImport } from '../../src/voc/ask-import.ts';
import { offerImport, startImport, undoImport } from '../../src/voc/decide-import.ts';
import { type StagedVoice, voicesInSlice } from '../../src/voc/import.ts';
import { findImport } from '../../src/voc/import-store.ts';
import { moveSlice, removeImported } from '../../src/voc/run-import.ts';
import { stageImport } from '../../src/voc/stage-import.ts';
import { ana, everyone, finds, now, town } from './town.ts';

const never = () => false;

/** Day after day and over again: the days of a file are in no order. */
const dayOf = (row: number) => `2026-0${1 + ((row * 7) % 9)}-${10 + ((row * 11) % 17)}`;
const file = (rows: number, from = 0) =>
  [
    'words,customer,date',
    ...Array.from({ length: rows }, (_, index) => {
      const row = from + index;
      return `the export is slow ${row},Customer ${row % 13},${dayOf(row)}`;
    }),
  ].join('\n');

async function staged(db: Database, text: string) {
  const bytes = Buffer.from(text);
  const id = db.transaction(() =>
    askImport(db, now, ana, everyone, { id: 'F1', name: 'a.csv', bytes: bytes.length }),
  );
  const from = findImport(db, id);
  const reading = from && (await stageImport(db, now, from, bytes, never));
  if (!reading) throw new Error('nobody stopped it');
  return { id, reading };
}

async function started(db: Database, text: string): Promise<number> {
  const { id, reading } = await staged(db, text);
  db.transaction(() => {
    offerImport(db, now, id, ana, reading);
    startImport(db, now, ana, id);
  });
  return id;
}

function move(db: Database, id: number, most?: number): void {
  while (db.transaction(() => moveSlice(db, now, id, most)));
}

function slices(db: Database): StagedVoice[][] {
  return db
    .all<{ rows: string }>('SELECT rows FROM import_slice ORDER BY number')
    .map(({ rows }) => JSON.parse(rows) as StagedVoice[]);
}

const moved = (db: Database) =>
  db.one('SELECT slice_moved AS part, (SELECT count(*) FROM import_slice) AS slices FROM import');
const different = (db: Database) =>
  db.one('SELECT count(*) AS count, count(DISTINCT words) AS different FROM voice');

describe('rows that are kept aside', () => {
  it('come day by day, after those that are shown first', async () => {
    const db = town();
    const { reading } = await staged(db, file(2_700));
    const [shown = [], ...others] = slices(db);
    expect(reading).toMatchObject({ voices: 2_700, known: 0, refused: 0 });
    expect(shown.map(({ words }) => words)).toEqual(
      Array.from({ length: voicesInSlice }, (_, row) => `the export is slow ${row}`),
    );
    const days = others.flat().map(({ saidAt }) => saidAt ?? '');
    expect(days).toHaveLength(2_200);
    expect(days).toEqual([...days].sort());
    expect(others.map((slice) => slice.length)).toEqual([500, 500, 500, 500, 200]);
  });

  it('keep the order of the file where it names no day', async () => {
    const db = town();
    await staged(db, `words\n${Array.from({ length: 1_300 }, (_, row) => `slow ${row}`).join('\n')}`);
    expect(
      slices(db)
        .flat()
        .map(({ words }) => words),
    ).toEqual(Array.from({ length: 1_300 }, (_, row) => `slow ${row}`));
  });

  it('are left when somebody stops it, also at the end', async () => {
    const db = town();
    const bytes = Buffer.from(file(2_700));
    const id = db.transaction(() =>
      askImport(db, now, ana, everyone, { id: 'F1', name: 'a.csv', bytes: bytes.length }),
    );
    const from = findImport(db, id);
    if (!from) throw new Error('it was just asked for');
    expect(await stageImport(db, now, from, bytes, () => slices(db).length > 2)).toBeNull();
    expect(await stageImport(db, now, from, bytes, never)).toMatchObject({ voices: 2_700 });
    expect(slices(db).flat()).toHaveLength(2_700);
  });
});

describe('a slice', () => {
  it('is put in place in parts of any size, each voice once', async () => {
    const db = town();
    const id = await started(db, file(700));
    db.transaction(() => moveSlice(db, now, id, 7));
    expect(moved(db)).toEqual({ part: 7, slices: 2 });
    expect(different(db)).toEqual({ count: 7, different: 7 });
    expect(finds(db, ana, 'export').total).toBe(0);
    move(db, id, 31);
    expect(moved(db)).toEqual({ part: 0, slices: 0 });
    expect(different(db)).toEqual({ count: 700, different: 700 });
    expect(findImport(db, id)).toMatchObject({ state: 'done', moved: 700 });
    expect(finds(db, ana, 'export').total).toBe(700);
  });

  it('goes on within itself after a restart, whatever the size of its parts is then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
    const before = town(join(folder, 'chair.db'));
    const id = await started(before, file(700));
    before.transaction(() => moveSlice(before, now, id, 333));
    before.close();
    const db = new Database(join(folder, 'chair.db'));
    expect(moved(db)).toEqual({ part: 333, slices: 2 });
    move(db, id);
    expect(different(db)).toEqual({ count: 700, different: 700 });
    expect(findImport(db, id)).toMatchObject({ state: 'done', moved: 700 });
    db.close();
    rmSync(folder, { recursive: true });
  });

  it('passes over what came with another file meanwhile', async () => {
    const db = town();
    const [one, other] = [await started(db, file(700)), await started(db, file(700, 350))];
    move(db, one, 90);
    move(db, other, 70);
    expect(different(db)).toEqual({ count: 1_050, different: 1_050 });
    expect(findImport(db, other)).toMatchObject({ state: 'done', moved: 350 });
  });

  it('is found whole, although every other row came with another file meanwhile', async () => {
    const db = town();
    const rows = file(40).split('\n');
    const everyOther = rows.filter((_, index) => index === 0 || index % 2 === 1).join('\n');
    const id = await started(db, rows.join('\n'));
    move(db, await started(db, everyOther));
    move(db, id, 7);
    expect(finds(db, ana, 'export').total).toBe(40);
    db.run("UPDATE voice SET words = 'The import is slow'");
    db.run("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
    expect(finds(db, ana, 'export').total).toBe(0);
    db.close();
  });

  it('can be taken back within', async () => {
    const db = town();
    const id = await started(db, file(700));
    db.transaction(() => moveSlice(db, now, id, 60));
    db.transaction(() => undoImport(db, now, ana, id));
    while (db.transaction(() => removeImported(db, now, id)));
    expect(different(db)).toEqual({ count: 0, different: 0 });
    expect(findImport(db, id)?.state).toBe('undone');
  });
});

describe('the index', () => {
  const setting = (db: Database, name: string) =>
    db.one<{ v: number }>('SELECT v FROM voice_index_config WHERE k = @name', { name })?.v;

  it('is merged step by step while a file is imported, and by itself again after it', async () => {
    const db = town();
    const id = await started(db, file(4_000));
    expect(setting(db, 'automerge')).toBe(0);
    // A piece of its own each, many more than it keeps of one size.
    move(db, id, 50);
    const pieces = db.all('SELECT DISTINCT segid FROM voice_index_idx').length;
    expect(pieces).toBeGreaterThan(0);
    expect(pieces).toBeLessThan(24);
    expect([setting(db, 'automerge'), setting(db, 'usermerge')]).toEqual([4, 4]);
    expect(finds(db, ana, 'export').total).toBeGreaterThan(0);
    db.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
  });
});

describe('what was imported before the day stood in front of the hash', () => {
  it('is known', async () => {
    const db = town();
    move(db, await started(db, file(40)));
    db.run('UPDATE voice SET import_hash = substr(import_hash, -16) WHERE id % 2 = 0');
    expect(db.all('SELECT DISTINCT length(import_hash) AS bytes FROM voice ORDER BY 1')).toEqual([
      { bytes: 16 },
      { bytes: 20 },
    ]);
    expect((await staged(db, file(41))).reading).toMatchObject({ voices: 1, known: 40 });
  });
});

describe('the pace', () => {
  /** A machine on which each voice takes so long, with a clock that only its work moves. */
  async function sizesOn(voiceMs: number, left: number): Promise<number[]> {
    const db = new Database(':memory:');
    const sizes: number[] = [];
    let atMs = now.getTime();
    const done = await inPacedSlices(
      { db, clock: { now: () => new Date(atMs) } },
      { least: 50, most: 500 },
      (size) => {
        sizes.push(size);
        atMs += size * voiceMs;
        return sizes.length < left;
      },
      never,
    );
    expect(done).toBe(true);
    db.close();
    return sizes;
  }

  it('grows as far as it may on a fast machine', async () => {
    expect(await sizesOn(0.02, 9)).toEqual([50, 75, 113, 170, 255, 383, 500, 500, 500]);
  });

  it('stays within a moment on a slow one', async () => {
    const sizes = await sizesOn(0.2, 20);
    expect(Math.max(...sizes)).toBeLessThan(90);
    expect(sizes.at(-1)).toBeGreaterThan(60);
    expect(await sizesOn(5, 3)).toEqual([50, 50, 50]);
  });

  it('ends between two slices when it is asked to', async () => {
    const db = new Database(':memory:');
    let slicesDone = 0;
    const work = () => {
      slicesDone += 1;
      return true;
    };
    const house = { db, clock: { now: () => now } };
    expect(await inPacedSlices(house, { least: 1, most: 2 }, work, () => slicesDone === 3)).toBe(false);
    expect(slicesDone).toBe(3);
    db.close();
  });
});
