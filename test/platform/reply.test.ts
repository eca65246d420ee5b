// What a person is told of a trouble: what they can mend as it is, what they cannot with a reference.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { DurabilityInDoubt } from '../../src/platform/durability.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { explain, notice, sentence } from '../../src/platform/reply.ts';
import { newDatabase } from '../stories/scene.ts';
import { damage } from './damage.ts';
import { levels, readableLog } from './quiet-log.ts';

test('a refusal is shown as it is, beside its field, and is nothing for the log', () => {
  const { log, lines } = readableLog();
  const told = explain(new Refusal('Write what was decided.', 'statement'), log, { door: 'decision' });
  expect(told).toEqual({ sentence: 'Write what was decided.', field: 'statement' });
  expect(lines()).toEqual([]);
});

test('a bug is logged under the reference that the person is given, and its message is not shown', () => {
  const { log, lines } = readableLog();
  const told = explain(new TypeError('ana is undefined'), log, { door: '/ritual' });
  const [, reference] = /reference ([A-Z0-9]{6})\./.exec(told.sentence) ?? [];
  expect(told.sentence).not.toContain('undefined');
  expect(told.field).toBeUndefined();
  expect(lines()).toMatchObject([
    {
      level: levels.error,
      reference,
      door: '/ritual',
      err: { type: 'TypeError', message: 'ana is undefined' },
    },
  ]);
  expect(reference).toBeDefined();
});

test('a busy database asks for patience, and says that nothing was changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  const path = join(folder, 'chair.db');
  const db = newDatabase(path);
  const other = new SQLite(path);
  other.exec('BEGIN IMMEDIATE');
  const { log, lines } = readableLog();
  let told: unknown;
  try {
    db.transaction(() => db.run("INSERT INTO request (key, at) VALUES ('a', 'b')"));
  } catch (error) {
    told = explain(error, log, { door: '/voc' });
  }
  expect(told).toEqual({
    sentence: 'I could not save that just now, and nothing was changed. Please try again in a moment.',
    field: undefined,
  });
  expect(lines()).toMatchObject([{ level: levels.warn, door: '/voc' }]);
  other.close();
  db.close();
  rmSync(folder, { recursive: true });
});

describe('a disk or a file that fails', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const full = (path: string) => {
    const db = newDatabase(path);
    db.script('PRAGMA max_page_count = 1');
    return db;
  };
  const readOnly = (path: string) => {
    newDatabase(path).close();
    return new Database(path, { readOnly: true });
  };
  const damaged = (path: string) => {
    damage(path);
    return new Database(path);
  };

  test.each([
    ['is full', full, 'my disk is full', 'the disk is full and nothing can be saved: make room'],
    ['cannot be written', readOnly, 'my database cannot be written', 'the database cannot be written: check'],
    ['is damaged', damaged, 'my database is damaged', 'npm run chair -- doctor'],
  ])(
    '%s: people are told so with a reference, and the operator what to do',
    (_what, open, people, operator) => {
      const { log, lines } = readableLog();
      const db = open(join(folder, 'chair.db'));
      let told: { sentence: string } | undefined;
      try {
        db.run("INSERT INTO audit (at, did, subject) VALUES ('x', 'x', hex(zeroblob(100000)))");
      } catch (error) {
        told = explain(error, log, { door: '/voc' });
      }
      db.close();
      expect(told?.sentence).toContain(people);
      const [, reference] = /the reference is ([A-Z0-9]{6})\./.exec(told?.sentence ?? '') ?? [];
      expect(lines()).toMatchObject([{ level: levels.error, door: '/voc', reference }]);
      expect(lines()[0]?.msg).toContain(operator);
    },
  );
});

test('what the disk did not confirm is done: nobody does it again, and the operator looks at the disk', () => {
  const { log, lines } = readableLog();
  const told = explain(new DurabilityInDoubt('EIO'), log, { door: '/voc' });
  expect(told.sentence).toContain('That is done, but my disk did not confirm it');
  expect(told.title).toBe('Saved for now');
  expect(told.sentence).not.toContain('nothing was changed');
  const [, reference] = /the reference is ([A-Z0-9]{6})\./.exec(told.sentence) ?? [];
  expect(lines()).toMatchObject([{ level: levels.error, door: '/voc', reference }]);
  expect(lines()[0]?.msg).toContain('check the disk');
});

test('a sentence is readable with and without blocks', () => {
  expect(sentence('Paused.')).toMatchObject({
    text: 'Paused.',
    blocks: [{ type: 'section', text: { text: 'Paused.' } }],
  });
  const view = notice('Not saved', 'It is paused already.', 'reference ABC');
  expect(view).toMatchObject({
    type: 'modal',
    close: { text: 'Close' },
    blocks: [{ type: 'section' }, { type: 'context' }],
  });
  expect(view).not.toHaveProperty('submit');
});
