// The file is opened with the durability we promise, and a transaction is all or nothing.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { isBusy } from '../../src/platform/storage-trouble.ts';
import { newDatabase } from '../stories/scene.ts';

let folder: string;
let path: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  path = join(folder, 'chair.db');
  db = newDatabase(path);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const pragma = (name: string) => Object.values(db.one<Record<string, unknown>>(`PRAGMA ${name}`) ?? {})[0];

test('a copy in memory begins with all that was there, is kept alike, and goes its own way', () => {
  const add = (to: Database, key: string) =>
    to.run("INSERT INTO request (key, at) VALUES (@key, 'x')", { key });
  const keys = (of: Database) =>
    of.all<{ key: string }>('SELECT key FROM request ORDER BY key').map(({ key }) => key);
  const first = newDatabase();
  add(first, 'before');
  const bytes = first.bytes();
  const copies = [new Database(bytes), new Database(bytes)] as const;
  add(first, 'here');
  add(copies[0], 'elsewhere');
  expect([first, ...copies].map(keys)).toEqual([['before', 'here'], ['before', 'elsewhere'], ['before']]);
  for (const copy of copies) expect([copy.file, copy.version]).toEqual([null, first.version]);
  const orphan = () => copies[0].run("INSERT INTO roster (round_id, person_id) VALUES (99, 'UANA')");
  expect(orphan).toThrow(/FOREIGN KEY/);
  for (const one of [first, ...copies]) one.close();
});

describe('a database file', () => {
  test('is written ahead, to be flushed when somebody is told, with references enforced and deleted words overwritten', () => {
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(1);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('busy_timeout')).toBe(500);
  });

  test('refuses a reference that leads nowhere', () => {
    const orphan = () => db.run("INSERT INTO roster (round_id, person_id) VALUES (99, 'UANA')");
    expect(orphan).toThrow(/FOREIGN KEY/);
  });

  test('holds no trace of what was deleted', () => {
    const words = 'THE-EXPORT-TAKES-TWENTY-MINUTES';
    db.run('INSERT INTO request (key, at) VALUES (@words, @words)', { words });
    db.all('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(readFileSync(path).includes(words)).toBe(true);
    db.run('DELETE FROM request');
    db.all('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(readFileSync(path).includes(words)).toBe(false);
  });

  test('keeps everything of a transaction that returns', () => {
    const result = db.transaction(() => {
      db.run("INSERT INTO request (key, at) VALUES ('ana', 'now')");
      return 'saved';
    });
    expect(result).toBe('saved');
    expect(db.all('SELECT key FROM request')).toEqual([{ key: 'ana' }]);
  });

  test('keeps nothing of a transaction that throws', () => {
    const work = () =>
      db.transaction(() => {
        db.run("INSERT INTO request (key, at) VALUES ('ana', 'now')");
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(db.all('SELECT key FROM request')).toEqual([]);
  });

  test('says that it is busy while another process writes, and is well again after', () => {
    const other = new SQLite(path);
    other.exec('BEGIN IMMEDIATE');
    let trouble: unknown;
    try {
      db.transaction(() => db.run("INSERT INTO request (key, at) VALUES ('ana', 'now')"));
    } catch (error) {
      trouble = error;
    }
    other.exec('COMMIT');
    other.close();
    expect(isBusy(trouble)).toBe(true);
    expect(isBusy(new Error('SQLITE_BUSY'))).toBe(false);
    db.transaction(() => db.run("INSERT INTO request (key, at) VALUES ('ana', 'now')"));
    expect(db.all('SELECT key FROM request')).toEqual([{ key: 'ana' }]);
  });

  test('empties its log, unless somebody reads; then it says so at once and waits for nobody', () => {
    const reader = new SQLite(path);
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM request').get();
    db.transaction(() => db.run("INSERT INTO request (key, at) VALUES ('ana', 'now')"));
    const startedAt = performance.now();
    expect(db.foldLog()).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(400);
    reader.close();
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    expect(db.foldLog()).toBe(true);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(db.one('PRAGMA busy_timeout')).toEqual({ timeout: 500 });
  });

  test('compiles a statement once, however often it is run with other values', () => {
    const sql = `SELECT v.* FROM follow_up f JOIN voice v ON v.id = f.voice_id WHERE f.owner_id = @owner ORDER BY f.due_on`;
    const rounds = Array.from({ length: 5 }, (_, round) => {
      const costOf = (textOf: (time: number) => string) => {
        const startedAt = performance.now();
        for (let time = 0; time < 50; time += 1) db.all(textOf(time), { owner: `U${time}` });
        return performance.now() - startedAt;
      };
      return { again: costOf(() => sql), anew: costOf((time) => `${sql} -- ${round}.${time}`) };
    });
    const cheapest = (kind: 'again' | 'anew') => Math.min(...rounds.map((round) => round[kind]));
    expect(cheapest('again')).toBeLessThan(cheapest('anew') / 3);
  });

  test('tells how many rows a change touched and the id of the last', () => {
    const added = db.run("INSERT INTO audit (at, did, subject) VALUES ('now', 'sat', 'chair 1')");
    expect(added).toEqual({ changes: 1, lastId: 1 });
    expect(db.run("UPDATE audit SET did = 'stood' WHERE id = 2").changes).toBe(0);
    expect(db.one<{ did: string }>('SELECT did FROM audit WHERE id = @id', { id: 1 })).toEqual({
      did: 'sat',
    });
    expect(db.one('SELECT did FROM audit WHERE id = 2')).toBeUndefined();
  });
});
