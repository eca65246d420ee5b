// Simulated weeks with all that can go wrong keep every promise; the checker that says so can tell when they do not.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFlags } from '../../sandbox/node-flags.ts';
import { type Company, moveIn } from '../../sandbox/people.ts';
import { manifest, newDatabase } from '../../sandbox/stage.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import type { Database } from '../../src/platform/database.ts';
import { check, type Seen } from './checker.ts';
import { Ledger } from './ledger.ts';

const command = join(import.meta.dirname, 'main.ts');
/** In a process of its own, because it takes over the time and the network of its process. */
const run = (...given: string[]) =>
  promisify(execFile)(process.execPath, ['--max-semi-space-size=64', ...nodeFlags, command, ...given]);

/** Each of them ends a request, a life or a promise in its own way. */
const kindsOfTrouble = [
  ...['write', 'written', 'commit', 'committed', 'sync', 'synced', 'call', 'reply'].map(
    (step) => `crash at ${step}`,
  ),
  'power cut',
  ...[
    'call lost',
    'call late',
    'post late',
    'edit late',
    'call limited',
    'call while Slack is away',
    'reply lost',
    'reply late',
  ],
  ...['503', 'error'].flatMap((it) => [`${it} without effect`, `${it} after its effect`]),
  ...['delivery lost', 'delivery late', 'delivery twice', 'ack lost', 'ack late', 'tool tells'],
  ...[
    'socket renewed',
    'socket dropped',
    'stop',
    'machine sleeps',
    'clock set off',
    'database locked',
    'Slack goes away',
  ],
  ...['person goes or comes', 'channel changes', 'message deleted', 'file imported', 'meeting of a calendar'],
];

test('200 simulated weeks, which meet every kind of trouble again and again, break no promise', async () => {
  const { stdout } = await run('--seeds', '200');
  expect(stdout).toMatch(/^200 seeds, \d{4} acts, \d{3} crashes, 0 failures/);
  const met = new Map(
    [...stdout.matchAll(/(?:met:|,) ([\w ]+?) (\d+)(?=,|\n)/g)].map((it) => [it[1], Number(it[2])]),
  );
  const rare = kindsOfTrouble.filter((kind) => (met.get(kind) ?? 0) < 3);
  expect(rare).toEqual([]);
}, 240_000);

test('a seed replays exactly', async () => {
  const [once, again] = await Promise.all([run('--seed', '7'), run('--seed', '7')]);
  const hash = /seed 7 has the hash [0-9a-f]{16}/;
  const trace = (stdout: string) => stdout.slice(0, stdout.search(hash) + 40);
  expect(once.stdout).toMatch(hash);
  expect(trace(again.stdout)).toBe(trace(once.stdout));
}, 60_000);

test('what is no number is refused with a sentence', async () => {
  await expect(run('--seeds', 'many')).rejects.toThrow('--seeds takes a whole number above zero.');
});

describe('the checker sees', () => {
  const nowMs = Date.parse('2026-03-09T12:00:00Z');
  let workspace: Workspace;
  let facts: Database;
  let company: Company;
  const ledger = new Ledger();
  const weather = { isRough: false, meetsLocks: false, impatient: [] };

  beforeEach(async () => {
    workspace = await startWorkspace({ clock: { now: () => new Date(nowMs) }, manifest, mode: 'http' });
    company = moveIn(workspace);
    // A private channel's members are known to a bot that runs; here none does.
    workspace.removeBot(company.channels.boardRoom);
    facts = newDatabase();
  });
  afterEach(async () => {
    facts.close();
    await workspace.close();
  });

  const broken = (more: Partial<Seen> & { days?: number } = {}) => {
    const { days = 0, ...seen } = more;
    const times = { fromMs: nowMs - days * 86_400_000, nowMs, peaceMs: 0 };
    const quiet = { ledger, weather, calendar: null, log: [], edits: [], unheard: [] };
    return check({ workspace, company, facts, ...quiet, ...times, ...seen });
  };
  const owes = (state: string, due: string) =>
    facts.run(
      `INSERT INTO message (drawing, subject, address, state, due_at) VALUES ('root', '1', 'C1', @state, @due)`,
      { state, due },
    );

  test('nothing where nothing is wrong', () => {
    expect(broken()).toEqual([]);
  });

  test('a message that is stranded while it is sent', () => {
    owes('sending', '2026-03-09T11:00:00.000Z');
    expect(broken()).toEqual([expect.stringContaining('a message waits to be sent')]);
  });

  test('a message that was given up although all was well, and one that is unknown and untold', () => {
    owes('failed', '2026-03-09T11:00:00.000Z');
    expect(broken()).toEqual([expect.stringContaining('was given up')]);
    facts.run("UPDATE message SET state = 'unknown'");
    expect(broken()).toEqual([expect.stringContaining('is unknown, and nobody was told')]);
  });

  test('an alarm that nobody took down', () => {
    facts.run(
      "INSERT INTO alarm (kind, key, due_at) VALUES ('round closes', '1', '2026-03-09T11:00:00.000Z')",
    );
    expect(broken()).toEqual([expect.stringContaining('an alarm is overdue')]);
  });

  test('an event that was never applied', () => {
    facts.run(
      `INSERT INTO inbox (event_id, kind, received_at, due_at)
       VALUES ('Ev1', 'user_change', '2026-03-09T11:00:00.000Z', '2026-03-09T11:00:00.000Z')`,
    );
    expect(broken()).toEqual([expect.stringContaining('an event is not applied')]);
  });

  test('a week that nobody told', () => {
    expect(broken({ days: 8 })).toEqual(['1 weeks have gone by and 0 were told or missed']);
  });

  test('an edit that was sent last and does not stand', () => {
    const edits = [{ place: 'C1 1.0', content: 'closed' }];
    expect(broken({ edits })).toEqual(['message C1 1.0 shows no edit at all']);
  });

  test('a meeting of a calendar that nobody was asked about, and one that was in none', () => {
    const meeting = { uid: 'meeting-1', endMs: nowMs - 2 * 3_600_000 };
    const calendar = { planned: [meeting], untouched: new Set([meeting]) };
    expect(broken({ calendar })).toEqual(['1 meetings of a calendar have ended, and 0 are known']);
    facts.run(
      `INSERT INTO round (conversation_id, audience, name, question, reconsider_numerator, reconsider_denominator,
         roster_known, facilitator_id, trigger, occurrence, state, opened_at, window_ends_at, closes_at)
       VALUES (@id, 'workspace', 'Close', '?', 1, 3, 0, 'U1', 'calendar', 'calendar:1', 'missed', 'x', 'x', 'x')`,
      { id: company.channels.financeClose.id },
    );
    expect(broken({ calendar })).toEqual([]);
    expect(broken({ calendar: { planned: [], untouched: new Set() } })).toEqual([
      'a calendar had 0 meetings, and 1 are known',
    ]);
  });

  test('a file of which only a part is in place', () => {
    const file = { fileName: 'voices-1.csv', channelName: 'product-weekly', rows: ['slow', 'slower'] };
    const given = Object.assign(new Ledger(), { given: [file] });
    expect(broken({ ledger: given })).toEqual([]);
    facts.run(
      `INSERT INTO import (person_id, conversation_id, audience, file_id, file_name, state, asked_at)
       VALUES ('U1', 'C1', 'workspace', 'F1', 'voices-1.csv', 'done', '2026-03-09T11:00:00.000Z')`,
    );
    facts.run(
      `INSERT INTO voice (conversation_id, audience, words, themes, said_at, captured_by, captured_at, import_id)
       VALUES ('C1', 'workspace', 'slow', '', '2026-03-09', 'U1', '2026-03-09', 1)`,
    );
    expect(broken({ ledger: given })).toEqual(['voices-1.csv has 2 rows; it is done, and 1 are kept']);
  });

  test('a bug in the log', () => {
    const line = JSON.stringify({ level: 50, msg: 'a request failed' });
    expect(broken({ log: [{ atMs: nowMs, line }] })).toEqual([expect.stringContaining('a bug was logged')]);
  });
});
