// Several works in one commit: each all or nothing, and the full-text index written once.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { together } from '../../src/platform/together.ts';
import { ana, everyone, numbersFound, says, town } from '../voc/town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const note = (key: string) => db.run("INSERT INTO request (key, at) VALUES (@key, 'now')", { key });
const noted = () => db.all('SELECT key FROM request ORDER BY key');

test('one that throws is undone alone, and the others happen once', () => {
  const ends = together(db, [
    () => note('ana').changes,
    () => {
      note('ben');
      throw new Error('slipped');
    },
    () => note('gus').changes,
  ]);
  expect(ends).toEqual([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: new Error('slipped') },
    { status: 'fulfilled', value: 1 },
  ]);
  expect(noted()).toEqual([{ key: 'ana' }, { key: 'gus' }]);
});

test('nothing happens when SQLite gives the transaction up', () => {
  const given = () =>
    together(db, [
      () => note('ana'),
      () => db.run("INSERT OR ROLLBACK INTO request (key, at) VALUES ('ana', 'again')"),
      () => note('gus'),
    ]);
  expect(given).toThrow(/UNIQUE/);
  expect(noted()).toEqual([]);
});

test('nothing is done twice when the commit fails', () => {
  let runs = 0;
  const owes = () => {
    runs += 1;
    db.run('PRAGMA defer_foreign_keys = ON');
    db.run("INSERT INTO roster (round_id, person_id) VALUES (99, 'UANA')");
  };
  expect(() => together(db, [owes])).toThrow(/FOREIGN KEY/);
  expect(runs).toBe(1);
});

test('voices that are kept at once come into the index at once', () => {
  const keeps = ['The export is slow', 'The export fails', 'The export is fine'].map((words) => () => {
    says(db, ana, everyone, words);
  });
  const pages = () => db.one<{ count: number }>('SELECT count(*) AS count FROM voice_index_data')?.count ?? 0;
  const before = pages();
  together(db, keeps);
  expect(pages() - before).toBe(1);
  expect(numbersFound(db, ana, 'export')).toEqual([1, 2, 3]);
});
