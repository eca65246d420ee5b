// Backup and restore, as an operator does them: beside the running bot, and back without anything posted twice.
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { migrate, readMigrations } from '../../src/platform/migrations.ts';
import { damage } from '../platform/damage.ts';
import { newDatabase } from '../stories/scene.ts';
import { Installation } from './installation.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** The real clock goes on in these tests, and edits stand seconds apart. */
const patience = { timeout: 60_000, interval: 200 };

const migrations = readMigrations(`${import.meta.dirname}/../../src/migrations`);
let house: Installation;

beforeEach(async () => {
  house = await Installation.open();
});
afterEach(() => house.close());

/** Takes a look at a file without changing it. */
function look<Result>(path: string, work: (db: Database) => Result): Result {
  const db = new Database(path, { readOnly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const wordsIn = (path: string) =>
  look(path, (db) => db.all<{ words: string }>('SELECT words FROM voice ORDER BY id')).map(
    ({ words }) => words,
  );

const keptBeside = () => readdirSync(house.folder).filter((name) => name.startsWith('chair.db.before-'));

describe('backup', () => {
  test('copies what the running bot has saved so far, as one sound file for its owner alone', async () => {
    const bot = house.bot();
    await bot.ready;
    await house.types('/voc The export is slow -- Acme');
    const { code, out } = await house.chair('backup', house.file('copy.db'));
    expect(out).toMatch(/copy\.db: [\d,]+ bytes at schema \d+, opened and found sound\.\n$/);
    expect(code).toBe(0);
    await house.types('/voc This came later -- Acme');
    expect(wordsIn(house.file('copy.db'))).toEqual(['The export is slow']);
    expect(house.voices).toEqual(['The export is slow', 'This came later']);
    expect(statSync(house.file('copy.db')).mode & 0o777).toBe(0o600);
    expect(readdirSync(house.folder).filter((name) => name.startsWith('copy.db'))).toEqual(['copy.db']);
  });

  test('overwrites nothing unless it is told to, and tells a program the result', async () => {
    newDatabase(house.path).close();
    const file = house.file('copy.db');
    writeFileSync(file, 'something else');
    const refused = await house.chair('backup', file);
    expect(refused.err).toContain('is there already. Name another file, or add --force');
    expect(refused.code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('something else');
    const forced = await house.chair('backup', file, '--force', '--json');
    expect(JSON.parse(forced.out)).toEqual({ file, bytes: statSync(file).size, schema: migrations.length });
    expect(forced.code).toBe(0);
  });

  test.each([
    ['the database itself', () => house.path, 'That is the database itself.'],
    ['a folder', () => house.folder, 'is no file.'],
    ['a folder that is not there', () => house.file('nowhere/copy.db'), 'cannot be written (ENOENT'],
  ])('to %s is refused with a sentence', async (_what, to, sentence) => {
    newDatabase(house.path).close();
    const { code, err } = await house.chair('backup', to());
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  test('keeps no copy of a damaged database', async () => {
    damage(house.path);
    const { code, err } = await house.chair('backup', house.file('copy.db'));
    expect(err).toContain('damaged');
    expect(code).toBe(1);
    expect(readdirSync(house.folder).filter((name) => name.startsWith('copy.db'))).toEqual([]);
  });
});

describe('restore', () => {
  test('is refused while the bot runs, and the bot goes on', async () => {
    const bot = house.bot();
    await bot.ready;
    await house.chair('backup', house.file('copy.db'));
    const { code, err } = await house.chair('restore', house.file('copy.db'), '--yes');
    expect(err).toContain('already running on');
    expect(code).toBe(1);
    expect((await house.types('/voc Still here -- Acme')).text).toContain('Saved as voice 1');
  });

  test('brings back what the backup knew, and keeps what was there beside it', async () => {
    const bot = house.bot();
    await bot.ready;
    await house.types('/voc Before the backup -- Acme');
    await house.chair('backup', house.file('copy.db'));
    await house.types('/voc After the backup -- Acme');
    await bot.kill();
    const { code, out } = await house.chair('restore', house.file('copy.db'), '--yes', '--json');
    const told = JSON.parse(out) as { kept: string };
    expect(told).toMatchObject({ schema: migrations.length, kept: house.file(keptBeside()[0] ?? '') });
    expect(code).toBe(0);
    expect(house.voices).toEqual(['Before the backup']);
    const again = house.bot();
    await again.ready;
    expect((await house.types('/voc show 1')).text).toContain('Before the backup');
    // The bot was killed: what it had written last is in the old one's own log.
    expect(wordsIn(told.kept)).toEqual(['Before the backup', 'After the backup']);
  });

  test('posts nothing twice: what Slack has already is found, and goes on being edited', async () => {
    const bot = house.bot();
    await bot.ready;
    await house.chair('backup', house.file('copy.db'));
    await house.types('/decided Ship it on Friday');
    const roots = () => house.workspace.messages(house.company.channels.productWeekly);
    await vi.waitFor(() => expect(roots()).toHaveLength(1), patience);
    // As if the backup had been made between the fact and its sending.
    await bot.stop();
    house.read((db) =>
      db.run("UPDATE message SET state = 'due', ts = NULL, channel_id = NULL, tried_at = NULL"),
    );
    copyFileSync(house.path, house.file('owed.db'));
    expect((await house.chair('restore', house.file('owed.db'), '--yes')).code).toBe(0);
    const again = house.bot();
    await again.ready;
    const unsent = () => house.read((db) => db.all("SELECT id FROM message WHERE state <> 'sent'"));
    await vi.waitFor(() => expect(unsent()).toEqual([]), patience);
    expect(roots()).toHaveLength(1);
    await house.types('/decided And tell everybody');
    const root = () => house.workspace.readable(roots()[0] ?? expect.fail());
    await vi.waitFor(() => expect(root()).toContain('And tell everybody'), patience);
  });

  test('brings an older backup up to date, and refuses a newer one', async () => {
    const older = new Database(house.file('older.db'));
    migrate(older, migrations.slice(0, 4));
    older.close();
    expect((await house.chair('restore', house.file('older.db'), '--yes')).code).toBe(0);
    expect(house.read((db) => db.version)).toBe(migrations.length);
    expect(keptBeside()).toEqual([]);
    const newer = newDatabase(house.file('newer.db'));
    newer.version = migrations.length + 1;
    newer.close();
    const { code, err } = await house.chair('restore', house.file('newer.db'), '--yes');
    expect(err).toContain('Start the newer release again');
    expect(code).toBe(1);
    expect(house.read((db) => db.version)).toBe(migrations.length);
  });

  test('refuses what is damaged, what is no database and what is not there, and changes nothing', async () => {
    newDatabase(house.path).close();
    damage(house.file('damaged.db'));
    writeFileSync(
      house.file('letter.txt'),
      'Dear operator, this is a letter and not a database. '.repeat(100),
    );
    new Database(house.file('empty.db')).close();
    const before = readFileSync(house.path);
    for (const [name, sentence] of [
      ['damaged.db', 'is damaged, or no database'],
      ['letter.txt', 'is damaged, or no database'],
      ['empty.db', 'is no database of Empty Chair'],
      ['nowhere.db', 'There is no file'],
      ['chair.db', 'That is the database itself'],
    ] as const) {
      const { code, err } = await house.chair('restore', house.file(name), '--yes');
      expect(err).toContain(sentence);
      expect(code).toBe(1);
    }
    expect(readFileSync(house.path)).toEqual(before);
    expect(keptBeside()).toEqual([]);
    expect(existsSync(`${house.path}.restoring`)).toBe(false);
  });

  test('asks first, and without a terminal says how to go on', async () => {
    newDatabase(house.path).close();
    await house.chair('backup', house.file('copy.db'));
    const { code, err } = await house.chair('restore', house.file('copy.db'));
    expect(err).toContain('is sound. It knows what happened until');
    expect(err).toContain('Add --yes');
    expect(code).toBe(2);
    expect(keptBeside()).toEqual([]);
  });
});

describe('an upgrade', () => {
  test('keeps what the database was beside it, and the way back leads through it', async () => {
    const older = new Database(house.path);
    migrate(older, migrations.slice(0, -1));
    older.close();
    const bot = house.bot();
    await bot.ready;
    expect(bot.written()).toContain('the database was brought up to date');
    const kept = `${house.path}.schema-${migrations.length - 1}`;
    expect(look(kept, (db) => db.version)).toBe(migrations.length - 1);
    await bot.stop();
    const second = house.bot();
    await second.ready;
    expect(second.written()).not.toContain('brought up to date');
    await second.stop();
    expect((await house.chair('restore', kept, '--yes')).code).toBe(0);
  });

  test('is not begun on a damaged database', async () => {
    damage(house.path, migrations.length - 1);
    const bot = house.bot();
    bot.ready.catch(() => undefined);
    expect(await bot.ended).toBe(1);
    expect(bot.written()).toMatch(/^The database at DATABASE_PATH is damaged .*Restore a backup/);
    expect(bot.written()).not.toMatch(/\n\s+at /);
  });

  test('is refused to an older program, with the way back in a sentence', async () => {
    const newer = newDatabase(house.path);
    newer.version = migrations.length + 1;
    newer.close();
    const bot = house.bot();
    bot.ready.catch(() => undefined);
    expect(await bot.ended).toBe(1);
    expect(bot.written()).toContain('restore a backup made before the upgrade');
  });
});
