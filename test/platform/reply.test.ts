// What a person is told of a trouble: what they can mend as it is, what they cannot with a reference.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { Refusal } from '../../src/platform/refusal.ts';
import { explain, notice, sentence } from '../../src/platform/reply.ts';
import { newDatabase } from '../stories/scene.ts';
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
