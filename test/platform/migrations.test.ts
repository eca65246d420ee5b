// The schema goes forward once, all or nothing, and never back.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { MigrationFailed, migrate, readMigrations } from '../../src/platform/migrations.ts';
import { newDatabase } from '../stories/scene.ts';

const chairs = { number: 1, name: '0001-chairs.sql', sql: 'CREATE TABLE chair (id INTEGER) STRICT;' };
const tables = { number: 2, name: '0002-tables.sql', sql: 'CREATE TABLE "table" (id INTEGER) STRICT;' };
const broken = {
  number: 2,
  name: '0002-broken.sql',
  sql: 'CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);',
};

let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  db = new Database(':memory:');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function tableNames(): string[] {
  return db
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .map(({ name }) => name);
}

describe('migrating', () => {
  test('applies each step once and remembers how far it came', () => {
    migrate(db, [chairs]);
    expect(db.version).toBe(1);
    db.run('INSERT INTO chair (id) VALUES (12)');
    migrate(db, [chairs]);
    migrate(db, [chairs, tables]);
    expect(db.version).toBe(2);
    expect(db.all('SELECT id FROM chair')).toEqual([{ id: 12 }]);
    expect(tableNames()).toEqual(['chair', 'table']);
  });

  test('refuses a database of a newer release, and says what to do', () => {
    migrate(db, [chairs, tables]);
    expect(() => migrate(db, [chairs])).toThrow(MigrationFailed);
    expect(() => migrate(db, [chairs])).toThrow(
      'This database is at schema 2, but this release knows only 1. ' +
        'Start the newer release again, or restore a backup made before the upgrade.',
    );
    expect(db.version).toBe(2);
  });

  test('changes nothing when a step fails, not even the version', () => {
    migrate(db, [chairs]);
    expect(() => migrate(db, [chairs, broken])).toThrow(MigrationFailed);
    expect(() => migrate(db, [chairs, broken])).toThrow(
      /0002-broken.sql failed and changed nothing: .*nowhere/,
    );
    expect(db.version).toBe(1);
    expect(tableNames()).toEqual(['chair']);
  });

  test('keeps the steps before the one that failed', () => {
    expect(() => migrate(db, [chairs, broken])).toThrow(MigrationFailed);
    expect(db.version).toBe(1);
    migrate(db, [chairs, tables]);
    expect(tableNames()).toEqual(['chair', 'table']);
  });
});

describe('the folder of migrations', () => {
  const write = (...names: string[]) => {
    for (const name of names) writeFileSync(join(folder, name), `-- ${name}`);
  };

  test('is read in the order of its numbers, and other files are passed over', () => {
    write('0002-b.sql', '0001-a.sql', 'README.md');
    mkdirSync(join(folder, 'old'));
    expect(readMigrations(folder)).toEqual([
      { number: 1, name: '0001-a.sql', sql: '-- 0001-a.sql' },
      { number: 2, name: '0002-b.sql', sql: '-- 0002-b.sql' },
    ]);
  });

  test.each([
    ['a gap', ['0001-a.sql', '0003-c.sql'], '0003-c.sql breaks the row: expected number 2.'],
    ['a double', ['0001-a.sql', '0001-b.sql'], '0001-b.sql breaks the row: expected number 2.'],
    ['no first one', ['0002-b.sql'], '0002-b.sql breaks the row: expected number 1.'],
    ['no number', ['first.sql'], 'first.sql breaks the row: expected number 1.'],
  ])('is refused with %s', (_what, names, sentence) => {
    write(...names);
    expect(() => readMigrations(folder)).toThrow(new MigrationFailed(sentence));
  });
});

describe('the database that the migrations make', () => {
  test('has only strict tables, but for the full-text index and its shadows', () => {
    const house = newDatabase();
    const listed = house.all<{ name: string; type: string; strict: number }>(
      "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
    );
    const loose = listed.filter(({ type, strict }) => type === 'table' && strict === 0);
    expect(listed.filter(({ type }) => type === 'table').length).toBeGreaterThan(20);
    expect(loose.map(({ name }) => name)).toEqual([]);
    const sql = house.all<{ sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE %' AND name NOT LIKE 'voice_index%' AND name NOT LIKE 'sqlite_%'",
    );
    for (const { sql: text } of sql) expect(text).toMatch(/\)\s*STRICT(, WITHOUT ROWID)?$/);
    house.close();
  });

  test('is sound, and every reference in it leads somewhere', () => {
    const house = newDatabase();
    expect(house.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(house.all('PRAGMA foreign_key_check')).toEqual([]);
    house.close();
  });
});
