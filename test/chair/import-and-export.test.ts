// Importing and exporting as an operator does: the real command line on a file, beside whoever else writes to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nodeFlags } from '../../sandbox/node-flags.ts';
import type { Database } from '../../src/platform/database.ts';
import { unhappyVoiceKept } from '../../src/voc/keep-voice.ts';
import { ana, ben, board, chloe, dan, everyone, finds, says, town } from '../voc/town.ts';

const chair = join(import.meta.dirname, '../../src/chair.ts');
let folder: string;
let db: Database;

/** Each run starts a process, and a busy machine takes its time for that. */
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  db = town(join(folder, 'chair.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** `hears` is told what it has said so far on the standard error, whenever that is more. */
async function runs(words: string[], hears = (_err: string, _child: ChildProcess) => {}, change = {}) {
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: 'xoxb-none',
    SLACK_APP_TOKEN: 'xapp-none',
    DATABASE_PATH: join(folder, 'chair.db'),
    ...change,
  };
  const child = spawn(process.execPath, [...nodeFlags, chair, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const run: Run = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    run.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.err += text;
    hears(run.err, child);
  });
  run.code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return run;
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const rows = (many: number) =>
  `words,customer\n${Array.from({ length: many }, (_, n) => `the export is slow ${n},Acme ${n}`).join('\n')}`;
const count = () => db.one<{ count: number }>('SELECT count(*) AS count FROM voice')?.count;
const reviews = 'words;customer;nps;themes\nThe export fails;Acme;6;#export\n=1+1;Globex;;\n;Nobody;;\n';

describe('import', () => {
  test('shows what it understood, imports it, and tells a program the result', async () => {
    const path = file('reviews.csv', reviews);
    const { code, out, err } = await runs(['import', path, '--as', `@${ana}`, '--yes', '--json']);
    expect(err).toContain('reviews.csv: 2 voices to import. Nothing is imported yet.');
    expect(err).toContain('“customer” is the customer');
    expect(err).toContain('> The export fails -- Acme');
    expect(err).toContain('1 row refused:\n  line 4: There are no words in it.');
    expect(err).toContain('Owners of decisions are not asked about imported voices.');
    expect(JSON.parse(out)).toEqual({
      import: 1,
      file: 'reviews.csv',
      state: 'done',
      voices: 2,
      imported: 2,
      known: 0,
      masked: 0,
      refused: 1,
      refusals: [{ line: 4, reason: 'There are no words in it.' }],
    });
    expect(code).toBe(0);
    expect(finds(db, dan, 'fails').voices).toMatchObject([{ customer: 'Acme', capturedBy: ana }]);
  });

  test('adds nothing the second time, and raises no question to any owner', async () => {
    const path = file('reviews.csv', reviews);
    const first = await runs(['import', path, '--as', ana, '--yes']);
    expect(first.out).toContain('2 imported. Whoever captures them is told in Slack');
    const again = await runs(['import', path, '--as', ana, '--yes']);
    expect(again.err).toContain('nothing to import');
    expect(again.out).toContain('Nothing was imported');
    expect(again.code).toBe(0);
    expect(count()).toBe(2);
    expect(db.all('SELECT key FROM alarm WHERE kind = @kind', { kind: unhappyVoiceKept })).toEqual([]);
  });

  test('asks nobody where nobody sits, and goes on from there once told to', async () => {
    const path = file('reviews.csv', reviews);
    const asked = await runs(['import', path, '--as', ana]);
    expect(asked.err).toContain('2 voices to import');
    expect(asked.err).toContain('There is no terminal to ask on. Add --yes');
    expect(asked.code).toBe(2);
    expect(count()).toBe(0);
    await runs(['import', path, '--as', ana, '--yes']);
    expect(db.all('SELECT id, state FROM import')).toEqual([{ id: 1, state: 'done' }]);
  });

  test('for a channel is for its members', async () => {
    const path = file('reviews.csv', reviews);
    expect((await runs(['import', path, '--as', ben, '--channel', board, '--yes'])).code).toBe(0);
    expect(finds(db, ana, 'fails').total).toBe(1);
    expect(finds(db, dan, 'fails').total).toBe(0);
  });

  test.each([
    ['stopped by Ctrl-C', 'SIGINT', 130],
    ['killed', 'SIGKILL', null],
  ] as const)('%s shows nothing, and the same file goes on where it was', async (_how, signal, code) => {
    const path = file('many.csv', rows(20_000));
    const cut = await runs(['import', path, '--as', ana, '--yes'], (err, child) => {
      if (/\n[\d,]+ of 20,000 voices\n/.test(err)) child.kill(signal);
    });
    expect(cut.code).toBe(code);
    if (signal === 'SIGINT') expect(cut.out).toContain('are in place and not shown yet. The same command');
    const placed = count() ?? 0;
    expect(placed).toBeGreaterThan(0);
    expect(placed).toBeLessThan(20_000);
    expect(finds(db, chloe, 'export').total).toBe(0);
    const on = await runs(['import', path, '--as', ana, '--yes', '--json']);
    expect(JSON.parse(on.out)).toMatchObject({ import: 1, state: 'done', imported: 20_000 });
    expect(on.code).toBe(0);
    expect(count()).toBe(20_000);
    expect(db.all('SELECT number FROM import_slice')).toEqual([]);
  });

  test('leaves others their turn at the same file', async () => {
    const path = file('many.csv', rows(20_000));
    let said = 0;
    const running = runs(['import', path, '--as', ana, '--yes'], () => {
      says(db, ben, everyone, `Said meanwhile ${said}`);
      said += 1;
    });
    expect((await running).code).toBe(0);
    expect(said).toBeGreaterThan(5);
    expect(count()).toBe(20_000 + said);
  });

  test.each([
    ['is not there', () => join(folder, 'nowhere.csv'), 'cannot be read (ENOENT: no such file or directory)'],
    ['is a folder', () => folder, 'is no file. Name a CSV file.'],
    ['is no text', () => file('a.csv', Buffer.from([0x1f, 0x8b, 8, 0])), 'Unpack it first'],
    ['names no words', () => file('a.csv', 'name,age\nAna,7\n'), 'I see “name”, “age”.'],
    ['is empty', () => file('a.csv', ''), 'This file is empty'],
  ])('refuses a file that %s', async (_what, path, told) => {
    const { code, err } = await runs(['import', path(), '--as', ana, '--yes']);
    expect(err).toContain(told);
    expect(code).toBe(1);
    expect(db.all("SELECT id FROM import WHERE state <> 'cancelled'")).toEqual([]);
  });

  test('ends as something to mend where no row could be read', async () => {
    const { code, err, out } = await runs([
      'import',
      file('a.csv', 'words,nps\nFine,11\n'),
      '--as',
      ana,
      '--yes',
    ]);
    expect(err).toContain('line 2: NPS is a whole number from 0 to 10');
    expect(out).toContain('Nothing was imported');
    expect(code).toBe(1);
  });

  test('refuses strangers and unknown places', async () => {
    const path = file('reviews.csv', reviews);
    const asked = async (...words: string[]) => {
      const { code, err } = await runs(['import', path, '--yes', ...words]);
      return `${code} ${err}`;
    };
    expect(await asked('--as', 'UNOBODY')).toContain('1 I know nobody here with the ID UNOBODY');
    expect(await asked('--as', dan, '--channel', board)).toContain('1 Only members of this channel');
    expect(await asked('--as', ana, '--channel', 'CNOWHERE')).toContain('1 I am in no channel with the ID');
    expect(await asked()).toContain("2 error: required option '--as <person>' not specified");
    expect(count()).toBe(0);
  });

  test('never steers the terminal with what is in the file', async () => {
    const path = file('nasty.csv', 'words\n"red \u001b[31m alert"\n');
    const { err } = await runs(['import', path, '--as', ana, '--yes']);
    expect(err).toContain('red [31m alert');
    expect(err).not.toContain('\u001b');
  });
});

describe('export', () => {
  beforeEach(() => {
    says(db, ana, everyone, 'The export fails -- Acme segment:mid #export');
    says(db, ben, board, '=1+1 -- Globex');
  });

  test('writes what the sponsor may read, for a spreadsheet and for a warehouse', async () => {
    const table = await runs(['export', '--format', 'csv']);
    expect(table.code).toBe(0);
    expect(table.out.split('\r\n')).toHaveLength(4);
    expect(table.out).toContain("'=1+1,Globex");
    const lines = await runs(['export', 'fails', 'segment:mid', '--format', 'jsonl']);
    expect(JSON.parse(lines.out)).toMatchObject({
      words: 'The export fails',
      themes: ['export'],
      joined_voices: 0,
    });
    const by = await runs(['export', `by:@${ben}`, '--format', 'jsonl']);
    expect(JSON.parse(by.out)).toMatchObject({ words: '=1+1', audience: board });
    expect(db.all("SELECT subject FROM audit WHERE did = 'exported'")).toHaveLength(3);
  });

  test('counts what is joined to a voice', async () => {
    db.run(
      'UPDATE voice SET joined_to = 1, audience = (SELECT audience FROM voice WHERE id = 1) WHERE id = 2',
    );
    const { out } = await runs(['export', '--format', 'jsonl']);
    expect(JSON.parse(out)).toMatchObject({ id: 1, joined_voices: 1 });
  });

  test('writes a file that only its owner reads, and over none', async () => {
    const path = join(folder, 'voices.csv');
    const first = await runs(['export', '--format', 'csv', '--output', path, '--json']);
    expect(JSON.parse(first.out)).toEqual({ voices: 2, format: 'csv', output: path });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const written = readFileSync(path, 'utf8');
    const again = await runs(['export', '--format', 'csv', '--output', path]);
    expect(again.err).toContain('cannot be written (EEXIST: file already exists)');
    expect(again.code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(written);
    const nowhere = await runs(['export', '--format', 'csv', '--output', join(folder, 'no', 'voices.csv')]);
    expect(nowhere.err).toContain('cannot be written (ENOENT: no such file or directory)');
  });

  test('can be imported again elsewhere', async () => {
    const path = join(folder, 'voices.csv');
    // The command line goes by the real clock, and takes no words that are yet to come.
    db.run("UPDATE voice SET said_at = '2026-03-02T09:00:00.000Z'");
    await runs(['export', '--format', 'csv', '--output', path]);
    mkdirSync(join(folder, 'elsewhere'));
    const elsewhere = join(folder, 'elsewhere', 'chair.db');
    const other = town(elsewhere);
    const change = { DATABASE_PATH: elsewhere };
    expect((await runs(['import', path, '--as', ana, '--yes'], undefined, change)).code).toBe(0);
    expect(other.all('SELECT words FROM voice ORDER BY id')).toEqual([
      { words: 'The export fails' },
      { words: '=1+1' },
    ]);
    other.close();
  });

  test('answers what it cannot carry out', async () => {
    const asked = async (...words: string[]) => {
      const { code, err } = await runs(['export', ...words]);
      return `${code} ${err}`;
    };
    expect(await asked()).toContain("2 error: required option '--format <format>'");
    expect(await asked('--format', 'xml')).toContain('Allowed choices are csv, jsonl');
    expect(await asked('--format', 'csv', '--json')).toContain('2 --json tells the result where');
    expect(await asked('--format', 'csv', 'planet:mars')).toContain('1 I don’t know the filter');
  });
});

test('a database that is missing or of another release is left alone', async () => {
  const missing = { DATABASE_PATH: join(folder, 'none.db') };
  const none = await runs(['export', '--format', 'csv'], undefined, missing);
  expect(none.err).toContain('There is no database at');
  expect(() => statSync(missing.DATABASE_PATH)).toThrow('ENOENT');
  db.version += 1;
  const newer = await runs(['export', '--format', 'csv']);
  expect(newer.err).toContain('Start the bot of this release once');
  expect(newer.code).toBe(1);
});
