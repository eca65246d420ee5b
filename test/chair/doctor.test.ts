// The doctor, as an operator runs it: the real command line against the stand-in.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createClock } from '../../sandbox/clock.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import { examine, scopesIn } from '../../src/chair/doctor.ts';
import { manifest, newDatabase } from '../stories/scene.ts';

const chair = join(import.meta.dirname, '../../src/chair.ts');
const migrationsFolder = join(import.meta.dirname, '../../src/migrations');
let folder: string;
let workspace: Workspace;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  workspace = await startWorkspace({ clock: createClock(new Date()), manifest, mode: 'socket' });
});
afterEach(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line as a process of its own; the stand-in answers from this one. */
async function runs(words: string[], change: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    DATABASE_PATH: join(folder, 'chair.db'),
    ...change,
  };
  const child = spawn(process.execPath, [chair, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, written };
}

test('finds a fresh installation in order', async () => {
  newDatabase(join(folder, 'chair.db')).close();
  const { code, written } = await runs(['doctor']);
  expect(written).toContain('ok    token          Slack knows it as');
  expect(written).toContain('ok    scopes         Slack grants every scope of the manifest.');
  expect(written).toContain('ok    database       Sound, at schema');
  expect(written).toContain('look  workflow step  Never run so far.');
  expect(code).toBe(0);
});

test('says what to do about a wrong token and settings that are missing, and shows neither', async () => {
  const wrong = await runs(['doctor'], { SLACK_BOT_TOKEN: 'xoxb-not-ours' });
  expect(wrong.written).toMatch(/mend {2}token .*invalid_auth.*Copy the Bot User OAuth Token again/);
  expect(wrong.written).not.toContain('xoxb-not-ours');
  expect(wrong.code).toBe(1);
  const missing = await runs(['doctor'], { SLACK_BOT_TOKEN: '' });
  expect(missing.written).toContain('SLACK_BOT_TOKEN is missing');
  expect(missing.code).toBe(1);
});

test('tells a program the same, and answers what it does not know with its help', async () => {
  const found = await runs(['doctor', '--json']);
  expect(JSON.parse(found.written)).toMatchObject([
    { what: 'token', state: 'fine' },
    { what: 'scopes', state: 'fine' },
    { what: 'database', state: 'unsure' },
    { what: 'workflow step', state: 'unsure' },
  ]);
  for (const words of [['dance'], [], ['doctor', '--loud']]) {
    const asked = await runs(words);
    expect(asked.written).toContain('npm run chair -- doctor');
    expect(asked.code).toBe(2);
  }
  expect((await runs(['--help'])).code).toBe(0);
});

const patient = (change: object) => ({
  manifest,
  migrationsFolder,
  databasePath: join(folder, 'chair.db'),
  askSlack: async () => ({ response_metadata: { scopes: scopesIn(manifest) } }),
  ...change,
});
const about = async (what: string, change: object = {}) =>
  (await examine(patient(change))).find((finding) => finding.what === what);

test('reads the scopes off our own manifest', () => {
  const { oauth_config } = parse(manifest) as { oauth_config: { scopes: { bot: string[] } } };
  expect(scopesIn(manifest)).toEqual(oauth_config.scopes.bot);
});

test('names each scope that was not granted', async () => {
  const askSlack = async () => ({ response_metadata: { scopes: ['commands'] } });
  const found = await about('scopes', { askSlack });
  expect(found).toMatchObject({ state: 'wrong' });
  expect(found?.says).toContain('chat:write');
  expect(found?.says).not.toContain('commands');
});

test('knows an older and a newer database, and a damaged one', async () => {
  const path = join(folder, 'chair.db');
  const db = newDatabase(path);
  const newest = db.version;
  db.version = newest - 1;
  expect(await about('database')).toMatchObject({ state: 'unsure' });
  db.version = newest + 1;
  expect(await about('database')).toMatchObject({ state: 'wrong' });
  db.version = newest;
  db.close();
  expect(await about('database')).toMatchObject({ state: 'fine' });
});

test('says when a workflow last came to the step, and that the manifest lacks it', async () => {
  const db = newDatabase(join(folder, 'chair.db'));
  db.script(`
    INSERT INTO round (conversation_id, audience, name, question, reconsider_numerator, reconsider_denominator,
      roster_known, facilitator_id, state, opened_at, window_ends_at, closes_at)
    VALUES ('C1', 'workspace', 'Weekly', '?', 1, 3, 1, 'U1', 'open', 'x', 'x', 'x');
    INSERT INTO decision (round_id, conversation_id, audience, statement, owner_id, review_on, recorded_by, recorded_at)
    VALUES (1, 'C1', 'workspace', 'Drop it', 'U1', '2026-06-01', 'U1', '2026-03-02T08:00:00.000Z');
    INSERT INTO workflow_step (execution_id, decision_id, state) VALUES ('Fx1', 1, 'waiting');`);
  db.close();
  expect(await about('workflow step')).toMatchObject({ state: 'fine', says: 'Last run on 2026-03-02.' });
  const without = manifest.replace('\nfunctions:\n', '\nleft_out:\n');
  expect((await about('workflow step', { manifest: without }))?.says).toContain('Left out of manifest.yml');
});
