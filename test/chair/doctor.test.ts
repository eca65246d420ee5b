// The doctor, as an operator runs it: the real command line against the stand-in.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { createClock } from '../../sandbox/clock.ts';
import { nodeFlags } from '../../sandbox/node-flags.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import { examine } from '../../src/chair/doctor.ts';
import { scopesIn } from '../../src/chair/examine-slack.ts';
import { manifest, newDatabase } from '../stories/scene.ts';

/** Each run starts a process, and a busy machine takes its time for that. */
vi.setConfig({ testTimeout: 120_000 });

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
  const child = spawn(process.execPath, [...nodeFlags, chair, ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
  expect(written).toContain('ok    delivery       Slack opens a socket for the app token.');
  expect(written).toMatch(/ok {4}clock {10}Within \d+ s of Slack’s\./);
  expect(written).toMatch(/(ok {2}|look) {2}disk {11}[\d,]+ MB free/);
  expect(written).toContain('ok    database       Sound, at schema');
  expect(written).toContain('look  events         None came in the last week.');
  expect(written).toContain('ok    outbox         Everything is sent.');
  expect(written).toMatch(/ok {4}zones {10}Zone data \d{4}\w+ knows every zone in use\./);
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
    { what: 'delivery', state: 'fine' },
    { what: 'clock', state: 'fine' },
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

test('whoever reads no further than the first line of it is shown no stack', () => {
  const piped = `"${process.execPath}" ${nodeFlags.join(' ')} "${chair}" --help | true`;
  expect(spawnSync('sh', ['-c', piped], { encoding: 'utf8', env: {} }).stderr).toBe('');
});

const now = new Date('2026-03-02T08:00:00.000Z');

const patient = (change: object) => ({
  now: () => now,
  slackClock: async () => now,
  askForSocket: async () => true,
  post: async () => undefined,
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

test('tells a clock that is wrong, whichever way, and one that cannot be compared', async () => {
  const at = (seconds: number) => async () => new Date(now.getTime() + seconds * 1000);
  expect(await about('clock', { slackClock: at(60) })).toMatchObject({ state: 'fine' });
  expect(await about('clock', { slackClock: at(61) })).toMatchObject({ state: 'wrong' });
  expect((await about('clock', { slackClock: at(61) }))?.says).toContain('61 s behind Slack’s');
  expect((await about('clock', { slackClock: at(-400) }))?.says).toContain('400 s ahead of Slack’s');
  expect(await about('clock', { slackClock: async () => new Date('') })).toMatchObject({ state: 'unsure' });
});

test('knows that over HTTP it cannot see whether Slack comes through, and that a socket is refused', async () => {
  expect(await about('delivery', { askForSocket: async () => false })).toMatchObject({ state: 'unsure' });
  const askForSocket = async () => {
    throw new Error('not_allowed_token_type');
  };
  const refused = await about('delivery', { askForSocket });
  expect(refused).toMatchObject({ state: 'wrong' });
  expect(refused?.says).toContain('not_allowed_token_type');
});

test('sends a test message to whoever is named, and says when Slack does not take it', async () => {
  newDatabase(join(folder, 'chair.db')).close();
  const ana = workspace.addPerson({ name: 'Ana' });
  const sent = await runs(['doctor', '--post', ana.id]);
  expect(sent.written).toContain(`ok    test message   Sent to ${ana.id}.`);
  expect(workspace.directMessages(ana).map(({ text }) => text)).toEqual([
    'This is Empty Chair’s doctor: messages reach you.',
  ]);
  const lost = await runs(['doctor', '--post', 'U0NOBODY']);
  expect(lost.written).toMatch(/mend {2}test message .*user_not_found.*Check the member ID/);
  expect(lost.code).toBe(1);
});

test('tells what waits, what was tried in vain, what is late, and what nobody can tell of', async () => {
  const db = newDatabase(join(folder, 'chair.db'));
  const owe = (subject: number, state: string, dueAt: string, attempts = 0) =>
    db.run(
      `INSERT INTO message (drawing, subject, address, state, due_at, attempts, problem)
       VALUES ('root', @subject, 'C1', @state, @dueAt, @attempts, 'http_503')`,
      { subject: String(subject), state, dueAt, attempts },
    );
  owe(1, 'due', '2026-03-02T07:59:00.000Z');
  expect(await about('outbox')).toMatchObject({ state: 'fine', says: '1 message to be sent, none late.' });
  owe(2, 'due', '2026-03-02T08:05:00.000Z', 3);
  expect((await about('outbox'))?.says).toContain('Slack did not take them so far (http_503)');
  owe(3, 'due', '2026-03-02T07:30:00.000Z');
  expect(await about('outbox')).toMatchObject({ state: 'wrong' });
  expect((await about('outbox'))?.says).toContain('3 messages to be sent, due for 0.5 hours.');
  expect(await about('lost replies')).toBeUndefined();
  owe(4, 'unknown', '2026-03-02T07:30:00.000Z');
  expect((await about('lost replies'))?.says).toContain('root to C1');
  db.close();
});

test('tells a zone that this Node does not know, when events last came, and old copies beside the database', async () => {
  const db = newDatabase(join(folder, 'chair.db'));
  expect(await about('old copies')).toBeUndefined();
  db.run(
    `INSERT INTO person (id, name, time_zone, kind, rank) VALUES ('U1', 'Ana', 'Mars/Olympus', 'member', 'none')`,
  );
  db.run(
    `INSERT INTO inbox (event_id, kind, received_at, due_at) VALUES ('Ev1', 'x', '2026-03-01T08:00:00.000Z', 'x')`,
  );
  writeFileSync(join(folder, 'chair.db.schema-3'), '');
  expect(await about('zones')).toMatchObject({ state: 'wrong' });
  expect((await about('zones'))?.says).toContain('Mars/Olympus');
  expect((await about('events'))?.says).toContain('2026-03-01T08:00:00.000Z');
  expect((await about('old copies'))?.says).toContain('chair.db.schema-3');
  db.close();
});

test('finds a file that is no database, and says what to do', async () => {
  writeFileSync(join(folder, 'chair.db'), 'Dear operator, this is a letter. '.repeat(200));
  expect(await about('database')).toMatchObject({ state: 'wrong' });
  expect((await about('database'))?.says).toContain('npm run chair -- restore <file>');
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
