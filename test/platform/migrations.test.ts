// The schema goes forward once, all or nothing, and never back.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { later } from '../../src/platform/clock.ts';
import { Database } from '../../src/platform/database.ts';
import { MigrationFailed, migrate, readMigrations } from '../../src/platform/migrations.ts';
import { claimRequest, sweepRequests } from '../../src/platform/requests.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { isEndKnown } from '../../src/ritual/end-store.ts';
import { listRituals } from '../../src/ritual/store.ts';
import { customerNames, voicesToForget } from '../../src/voc/care-store.ts';
import { facetsOf } from '../../src/voc/facets.ts';
import { moveSlice } from '../../src/voc/run-import.ts';
import { noFilter } from '../../src/voc/search.ts';
import { newDatabase } from '../stories/scene.ts';
import { says } from '../voc/town.ts';

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
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE %' AND name NOT LIKE '%!_index%' ESCAPE '!' AND name NOT LIKE 'sqlite_%'",
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

describe('the second migration', () => {
  test('keeps each ritual’s days, times and rounds', () => {
    const house = new Database(':memory:');
    const all = readMigrations(join(import.meta.dirname, '../../src/migrations'));
    migrate(house, all.slice(0, 1));
    house.script(`
      INSERT INTO ritual (conversation_id, audience, name, question, reconsider_numerator, reconsider_denominator,
        facilitator_id, weekdays, end_time, time_zone, created_at)
      VALUES ('C1', 'workspace', 'Weekly', '?', 1, 3, 'U1', '2,4', '10:30', 'Europe/Berlin', '2026-03-02T08:00:00.000Z'),
        ('C2', 'workspace', 'By hand', '?', 1, 3, 'U1', '', '10:00', 'UTC', '2026-03-02T08:00:00.000Z');
      INSERT INTO round (ritual_id, conversation_id, audience, name, question, reconsider_numerator,
        reconsider_denominator, roster_known, facilitator_id, trigger, occurrence, state, opened_at, window_ends_at, closes_at)
      VALUES (1, 'C1', 'workspace', 'Weekly', '?', 1, 3, 1, 'U1', 'schedule', '2026-03-03T10:30', 'open', 'x', 'x', 'x'),
        (NULL, 'C2', 'workspace', 'By hand', '?', 1, 3, 1, 'U1', 'hand', NULL, 'open', 'x', 'x', 'x');`);
    migrate(house, all);
    expect(listRituals(house)).toMatchObject([
      { name: 'By hand', schedules: [], timeZone: 'UTC', huddles: false },
      {
        name: 'Weekly',
        timeZone: 'Europe/Berlin',
        schedules: [{ weekdays: [2, 4], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } }],
      },
    ]);
    expect(house.all('SELECT trigger, occurrence FROM round')).toEqual([
      { trigger: 'schedule', occurrence: '2026-03-03T10:30' },
      { trigger: 'hand', occurrence: null },
    ]);
    expect(isEndKnown(house, 1, '2026-03-03T10:30')).toBe(true);
    house.close();
  });
});

describe('the third migration', () => {
  test('keeps matters and fates, and has what was closed before looked back on', () => {
    const house = new Database(':memory:');
    const all = readMigrations(join(import.meta.dirname, '../../src/migrations'));
    migrate(house, all.slice(0, 2));
    house.script(`
      INSERT INTO round (conversation_id, audience, name, question, reconsider_numerator, reconsider_denominator,
        roster_known, facilitator_id, state, opened_at, window_ends_at, closes_at)
      VALUES ('C1', 'workspace', 'Weekly', '?', 1, 3, 1, 'U1', 'closed', 'x', 'x', 'x');
      INSERT INTO decision (round_id, conversation_id, audience, statement, owner_id, review_on, recorded_by,
        recorded_at, ruling, fate)
      VALUES (1, 'C1', 'workspace', 'Drop the importer', 'U1', '2026-06-01', 'U1', 'x', 'stands', NULL),
        (1, 'C1', 'workspace', 'Raise the price', 'U1', '2026-06-02', 'U1', 'x', 'reconsider', 'reversed');
      INSERT INTO matter (kind, decision_id, owner_id, because, opened_at, due_at, ending, reason)
      VALUES ('reconsideration', 2, 'U1', 'rule', 'x', 'y', 'reversed', 'They pay already');`);
    migrate(house, all);
    expect(house.all('SELECT fate FROM decision ORDER BY id')).toEqual([
      { fate: null },
      { fate: 'reversed' },
    ]);
    expect(house.all('SELECT kind, ending, reason FROM matter')).toEqual([
      { kind: 'reconsideration', ending: 'reversed', reason: 'They pay already' },
    ]);
    expect(alarmAt(house, 'review due', 1)).toEqual(new Date('2026-06-01T09:00:00Z'));
    expect(alarmAt(house, 'review due', 2)).toBeNull();
    const found = house.all("SELECT rowid FROM decision_index WHERE decision_index MATCH 'importers'");
    expect(found).toEqual([{ rowid: 1 }]);
    house.close();
  });
});

describe('the sixth migration', () => {
  test('has voices that were kept before found by their words and by what narrows a search', () => {
    const house = new Database(':memory:');
    const all = readMigrations(join(import.meta.dirname, '../../src/migrations'));
    migrate(house, all.slice(0, 5));
    house.script(`
      INSERT INTO voice (conversation_id, audience, words, segment, source, themes, said_at, captured_by, captured_at)
      VALUES ('', 'workspace', 'The export is slow', 'mid', 'sales call', 'speed', '2026-03-02T08:00:00.000Z', 'U1', 'x'),
        ('', 'workspace', 'The export is fine', 'low', NULL, '', '2026-03-02T08:00:00.000Z', 'U1', 'x');`);
    migrate(house, all);
    house.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
    const filter = {
      ...noFilter(),
      segment: 'mid',
      source: 'sales call',
      themes: ['speed'],
      by: 'U1',
    } as const;
    const narrowed = facetsOf({ ...filter, themes: [...filter.themes] });
    const found = (match: string) =>
      house.all<{ id: number }>('SELECT rowid AS id FROM voice_index WHERE voice_index MATCH @match', {
        match,
      });
    expect(found('exports')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(narrowed).toHaveLength(4);
    for (const facet of narrowed.filter((one) => !one.includes('b55')))
      expect(found(facet)).toEqual([{ id: 1 }]);
    expect(house.one("SELECT v FROM voice_index_config WHERE k = 'secure-delete'")).toEqual({ v: 1 });
    house.close();
  });
});

describe('the ninth migration', () => {
  test('has voices that were kept before found by their customer, and goes on with an import that is under way', () => {
    const house = new Database(':memory:');
    const all = readMigrations(join(import.meta.dirname, '../../src/migrations'));
    migrate(house, all.slice(0, 8));
    house.script(`
      INSERT INTO voice (conversation_id, audience, words, customer, said_at, captured_by, captured_at)
      VALUES ('', 'workspace', 'The export is slow', 'ACME', '2026-03-02T08:00:00.000Z', 'U1', 'x'),
        ('', 'workspace', 'The export is fine', 'Bolt', '2026-03-02T08:00:00.000Z', 'U1', 'x'),
        ('', 'workspace', 'Acme is fine', NULL, '2026-03-02T08:00:00.000Z', 'U1', 'x');
      INSERT INTO import (person_id, conversation_id, audience, file_id, file_name, state, asked_at)
      VALUES ('U1', '', 'workspace', 'F1', 'a.csv', 'running', 'x');
      INSERT INTO import_slice (import_id, number, rows)
      VALUES (1, 0, '[{"words":"From a file","customer":"Acme","themes":[],"score":null,"saidAt":null,"hash":"00"}]');`);
    migrate(house, all);
    house.script("INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1)");
    const now = new Date('2026-03-03T08:00:00Z');
    while (moveSlice(house, now, 1));
    expect(house.one('SELECT state, moved FROM import')).toEqual({ state: 'done', moved: 1 });
    const acme = { id: 0, customers: ['Acme'], saidBefore: null, askedBy: null, forgotten: 0 };
    expect(voicesToForget(house, acme, 10)).toEqual([1, 4]);
    expect(customerNames(house, () => true)).toEqual(['ACME', 'Bolt']);
    house.close();
  });
});

describe('the eleventh migration', () => {
  test('has voices found, changed and forgotten, whether they were kept before or after it', () => {
    const house = new Database(':memory:');
    const all = readMigrations(join(import.meta.dirname, '../../src/migrations'));
    migrate(house, all.slice(0, 10));
    house.script(`
      INSERT INTO voice (conversation_id, audience, words, said_at, captured_by, captured_at)
      VALUES ('', 'workspace', 'The export is slow', '2026-03-02T08:00:00.000Z', 'U1', 'x'),
        ('', 'workspace', 'The export is fine', '2026-03-02T08:00:00.000Z', 'U1', 'x');`);
    migrate(house, all);
    for (const words of ['The export fails', 'The export works']) says(house, 'U1', 'C1', words);
    house.script(`
      DELETE FROM voice WHERE id IN (1, 3);
      UPDATE voice SET words = 'The import is fine' WHERE id = 2;
      UPDATE voice SET words = 'The import works' WHERE id = 4;
      INSERT INTO voice_index (voice_index, rank) VALUES ('integrity-check', 1);`);
    const found = (match: string) =>
      house.all<{ id: number }>('SELECT rowid AS id FROM voice_index WHERE voice_index MATCH @match', {
        match,
      });
    expect(found('export')).toEqual([]);
    expect(found('import')).toEqual([{ id: 2 }, { id: 4 }]);
    house.close();
  });
});

describe('the twelfth migration', () => {
  test('keeps which requests have had their effect, and goes on forgetting them', () => {
    const house = new Database(':memory:');
    const all = readMigrations(join(import.meta.dirname, '../../src/migrations'));
    migrate(house, all.slice(0, 11));
    house.script(`INSERT INTO request (key, at) VALUES ('click 1', '2026-03-02T08:00:00.000Z')`);
    migrate(house, all);
    const now = new Date('2026-03-03T08:00:00.000Z');
    expect(claimRequest(house, 'click 1', now)).toBe(false);
    sweepRequests(house, later(now, 1));
    expect(claimRequest(house, 'click 1', now)).toBe(true);
    house.close();
  });
});
