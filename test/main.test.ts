// The real process: it starts against the stand-in, refuses a second one, stops when asked, and says what is wrong.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClock } from '../sandbox/clock.ts';
import { nodeFlags } from '../sandbox/node-flags.ts';
import { type Company, moveIn } from '../sandbox/people.ts';
import { manifest } from '../sandbox/stage.ts';
import { startWorkspace, type Workspace } from '../sandbox/workspace.ts';

/** Each test starts processes, and a busy machine takes its time for that. */
vi.setConfig({ testTimeout: 60_000 });

const main = join(import.meta.dirname, '../src/main.ts');
let folder: string;
let workspace: Workspace;
let company: Company;
let children: ChildProcess[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  workspace = await startWorkspace({ clock: createClock(new Date()), manifest, mode: 'socket' });
  company = moveIn(workspace);
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(change: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    DATABASE_PATH: join(folder, 'chair.db'),
    PORT: '0',
    ...change,
  };
  const child = spawn(process.execPath, [...nodeFlags, main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let written = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        written += text;
        if (written.includes('Empty Chair is ready')) resolve();
      });
    }
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => resolve(code));
  });
  return { child, ready, ended, written: () => written };
}

test('it answers people, and what it told them is saved survives a kill without warning', async () => {
  const first = start();
  await first.ready;
  const ana = workspace.as(company.people.ana);
  const channel = company.channels.productWeekly;
  expect((await ana.types('/voc The export is slow -- Acme', { in: channel })).text).toContain(
    'Saved as voice 1',
  );
  first.child.kill('SIGKILL');
  await first.ended;
  const second = start();
  await second.ready;
  expect((await ana.types('/voc search export', { in: channel })).text).toContain('Acme');
});

test('a second process on the same database is refused with a sentence, and the first goes on', async () => {
  const first = start();
  await first.ready;
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.written()).toMatch(
    /^Empty Chair is already running on .*chair\.db\. Stop that process first/,
  );
  const seen = await workspace
    .as(company.people.ana)
    .types('/voc help', { in: company.channels.productWeekly });
  expect(seen.text).toContain('/voc');
});

test('asked to stop, it finishes and ends by itself', async () => {
  const first = start();
  await first.ready;
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.written()).toContain('what is under way is finished first');
});

test.each([
  ['a wrong bot token', { SLACK_BOT_TOKEN: 'xoxb-wrong' }, 'Slack refused to let the bot in (invalid_auth).'],
  ['a wrong app token', { SLACK_APP_TOKEN: 'xapp-wrong' }, 'Slack refused to let the bot in (invalid_auth).'],
  ['a taken port', { PORT: 'taken' }, 'PORT is taken by another program.'],
  ['a path that cannot be', { DATABASE_PATH: join(main, 'nowhere.db') }, 'DATABASE_PATH'],
])('%s is a sentence, never a stack', async (_what, settings: Record<string, string>, sentence) => {
  const taken = settings.PORT ? { PORT: new URL(workspace.apiUrl).port } : {};
  const { ended, written } = start({ ...settings, ...taken });
  expect(await ended).toBe(1);
  expect(written()).toContain(sentence);
  expect(written()).not.toMatch(/\n\s+at /);
});

test('it says which release is ready, and on which schema', async () => {
  const { ready, written } = start();
  await ready;
  const line = written()
    .split('\n')
    .find((one) => one.includes('Empty Chair is ready'));
  expect(JSON.parse(line ?? '')).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    schema: expect.any(Number),
    node: process.version,
    port: expect.any(Number),
  });
});

test('a file that is no database, and a folder that cannot be written, are each a sentence', async () => {
  const path = join(folder, 'letter.db');
  writeFileSync(path, 'Dear operator, this is a letter. '.repeat(200));
  const letter = start({ DATABASE_PATH: path });
  expect(await letter.ended).toBe(1);
  expect(letter.written()).toMatch(/^The file at DATABASE_PATH is damaged, or no database/);
  expect(readFileSync(path, 'utf8')).toContain('Dear operator');
  // Nobody can write there, root included.
  const readOnly = start({ DATABASE_PATH: '/proc/chair.db' });
  expect(await readOnly.ended).toBe(1);
  expect(readOnly.written()).toMatch(
    /^The database at DATABASE_PATH cannot be used \(.*permissions and the disk/,
  );
});
