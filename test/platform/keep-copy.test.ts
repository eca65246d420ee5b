// Copies of the database: whole as of one moment, sound, or not there; and what an upgrade keeps of every older schema.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { CopyDamaged, keepBeforeUpgrade, keepCopy } from '../../src/platform/keep-copy.ts';
import { migrate, readMigrations } from '../../src/platform/migrations.ts';
import { putInPlace } from '../../src/platform/put-in-place.ts';
import { newDatabase } from '../stories/scene.ts';
import { damage } from './damage.ts';

const migrations = readMigrations(join(import.meta.dirname, '../../src/migrations'));
const newest = migrations.length;
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  path = join(folder, 'chair.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const keys = (file: string) => {
  const db = new Database(file, { readOnly: true });
  const found = db.all<{ key: string }>('SELECT key FROM request ORDER BY key').map(({ key }) => key);
  db.close();
  return found;
};
const add = (db: Database, key: string) =>
  db.run("INSERT INTO request (key, at) VALUES (@key, 'x')", { key });

describe('a copy', () => {
  test('holds what was there when it was begun, whatever others write meanwhile', async () => {
    const bot = newDatabase(path);
    bot.transaction(() => {
      for (let n = 0; n < 3_000; n += 1) add(bot, `before ${n} ${'x'.repeat(1_000)}`);
    });
    const reading = new Database(path);
    const copying = keepCopy(reading, join(folder, 'copy.db'));
    add(bot, 'meanwhile');
    await new Promise((resolve) => setImmediate(resolve));
    add(bot, 'and again');
    const { version } = await copying;
    expect(version).toBe(newest);
    expect(keys(join(folder, 'copy.db'))).toHaveLength(3_000);
    expect(keys(path)).toHaveLength(3_002);
    reading.close();
    bot.close();
  });

  test('takes the place of what was there only once it is sound', async () => {
    const copy = join(folder, 'copy.db');
    const good = newDatabase(path);
    add(good, 'good');
    await keepCopy(good, copy);
    good.close();
    damage(join(folder, 'bad.db'));
    const bad = new Database(join(folder, 'bad.db'));
    await expect(keepCopy(bad, copy)).rejects.toThrow(CopyDamaged);
    bad.close();
    expect(keys(copy)).toEqual(['good']);
    expect(readdirSync(folder).filter((name) => name.startsWith('copy.db'))).toEqual(['copy.db']);
  });
});

describe('an upgrade', () => {
  test.each(migrations.slice(1).map(({ number }) => number - 1))(
    'from schema %i keeps what was, and ends sound at the newest',
    async (schema) => {
      const older = new Database(path);
      migrate(older, migrations.slice(0, schema));
      add(older, 'kept');
      older.close();
      const kept = await keepBeforeUpgrade(path, newest);
      const db = new Database(path);
      migrate(db, migrations);
      expect([db.version, db.problems(), db.all('PRAGMA foreign_key_check')]).toEqual([newest, [], []]);
      db.close();
      expect(kept).toMatchObject({ path: `${path}.schema-${schema}`, version: schema });
      expect(keys(kept?.path ?? '')).toEqual(['kept']);
    },
  );

  test('keeps nothing of a database that is new, up to date, newer or not there', async () => {
    expect(await keepBeforeUpgrade(path, newest)).toBeNull();
    expect(await keepBeforeUpgrade(':memory:', newest)).toBeNull();
    new Database(path).close();
    expect(await keepBeforeUpgrade(path, newest)).toBeNull();
    const db = new Database(path);
    migrate(db, migrations);
    expect(await keepBeforeUpgrade(path, newest)).toBeNull();
    db.version = newest + 1;
    db.close();
    expect(await keepBeforeUpgrade(path, newest)).toBeNull();
    expect(readdirSync(folder)).toEqual(['chair.db']);
  });
});

describe('a database that is put in the place of another', () => {
  test('leaves the other beside it, with what only its log holds', () => {
    const old = newDatabase(path);
    const fresh = newDatabase(join(folder, 'fresh.db'));
    add(fresh, 'fresh');
    fresh.becomeOneFile();
    fresh.close();
    add(old, 'old');
    // As a crash leaves it: the log is not folded into the file.
    const [file, log] = [readFileSync(path), readFileSync(`${path}-wal`)];
    const kept = join(folder, 'chair.db.before');
    expect(putInPlace(join(folder, 'fresh.db'), path, kept)).toBe(true);
    expect([readFileSync(kept), readFileSync(`${kept}-wal`)]).toEqual([file, log]);
    expect([existsSync(`${path}-wal`), existsSync(join(folder, 'fresh.db'))]).toEqual([false, false]);
    expect(keys(path)).toEqual(['fresh']);
    old.close();
    expect(keys(kept)).toEqual(['old']);
  });

  test('is all there is where there was none', () => {
    newDatabase(join(folder, 'fresh.db')).close();
    expect(putInPlace(join(folder, 'fresh.db'), path, join(folder, 'kept.db'))).toBe(false);
    expect(keys(path)).toEqual([]);
    expect(existsSync(join(folder, 'kept.db'))).toBe(false);
  });
});
