// A week is counted in a thread of its own, beside whoever clicks, and without reading a table from end to end.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { computeWeek } from '../../src/digest/compute-figures.ts';
import { countWeek } from '../../src/digest/count-week.ts';
import { followDigests } from '../../src/digest/follow-digest.ts';
import { tellDigest } from '../../src/digest/tell-digest.ts';
import { weekUntil } from '../../src/digest/week.ts';
import { conversationViewer } from '../../src/people/person.ts';
import { findSettings, saveSettings } from '../../src/people/settings-store.ts';
import { Background } from '../../src/platform/background.ts';
import { Database, type Values } from '../../src/platform/database.ts';
import { Jobs } from '../../src/platform/jobs.ts';
import { claimRequest } from '../../src/platform/requests.ts';
import { readableLog } from '../platform/quiet-log.ts';
import { randomWeeks } from './random-weeks.ts';

const until = new Date('2026-03-09T08:00:00.000Z');
const edges = ['2025-12-01', '2026-02-16', '2026-02-23', '2026-03-02', '2026-03-09'];
const task = {
  week: weekUntil(until, 'Europe/Berlin', null),
  zone: 'Europe/Berlin',
  readers: [
    { name: 'sponsor', viewer: { personId: 'U0', conversationId: null, isSponsor: true, isGuest: false } },
    { name: 'CPUB1', viewer: conversationViewer('CPUB1') },
  ],
};

let folder: string;
let path: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-counting-'));
  path = join(folder, 'weeks.db');
  db = randomWeeks(
    7,
    edges.map((day) => new Date(`${day}T08:00:00.000Z`)),
    path,
  );
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('a thread of its own counts the same as this one', async () => {
  const counted = await countWeek(db, task);
  expect(counted).toEqual(computeWeek(db, task));
  expect(counted.figures[0]?.figures.teams.some(({ now }) => now.held > 0)).toBe(true);
});

test('what somebody does while a week is counted is saved at once', async () => {
  const counting = countWeek(db, task);
  expect(db.transaction(() => claimRequest(db, 'a click', until))).toBe(true);
  await counting;
});

test('the thread only reads: what is to be kept, it hands over', async () => {
  const { weeks } = await countWeek(db, task);
  expect(weeks).toHaveLength(12);
  expect(db.all('SELECT * FROM counted_week')).toEqual([]);
  const reading = new Database(path, { readOnly: true });
  expect(() => reading.run("DELETE FROM digest WHERE reader = 'sponsor'")).toThrow('readonly');
  reading.close();
});

test('a file that cannot be counted fails, and does not hang', async () => {
  const strange = new Database(join(folder, 'strange.db'));
  await expect(countWeek(strange, task)).rejects.toThrow('no such table');
  strange.close();
});

test('whoever comes to be the sponsor while it is counted is told, and nobody else', async () => {
  db.run("UPDATE person SET left_at = NULL, kind = 'member' WHERE id IN ('U0', 'U1')");
  db.run("UPDATE person SET rank = 'primary owner' WHERE id = 'U1'");
  saveSettings(db, { ...findSettings(db), sponsorId: 'U0' });
  const background = new Background(readableLog().log);
  const house = { db, clock: createClock(until), jobs: new Jobs(background), wake: () => {} };
  db.transaction(() => tellDigest(db, until, until));
  db.transaction(() => followDigests(house, until));
  await new Promise((resolve) => setImmediate(resolve));
  db.run("UPDATE person SET left_at = '2026-03-09T08:00:00.000Z' WHERE id = 'U0'");
  await background.done();
  expect(db.all("SELECT address FROM message WHERE drawing = 'digest'")).toEqual([{ address: 'U1' }]);
  expect(db.all('SELECT told_to, state FROM digest')).toEqual([{ told_to: 'U1', state: 'told' }]);
});

/** Notes what is asked of it. */
class Listening extends Database {
  readonly asked: [string, Values][] = [];

  override all<Row>(sql: string, values: Values = {}): Row[] {
    this.asked.push([sql, values]);
    return super.all<Row>(sql, values);
  }

  override one<Row>(sql: string, values: Values = {}): Row | undefined {
    this.asked.push([sql, values]);
    return super.one<Row>(sql, values);
  }
}

// Small, or read as far as it is open: what is owed, and promised, is looked through whole.
const mayScan =
  /^SCAN (ritual|function|segment|setting|person|scorecard_line|kept|ended|said|changed|e|m USING (COVERING )?INDEX matter_(due|open)\b|f USING (COVERING )?INDEX follow_up_open)/;

test('no table of what people do is read from end to end', () => {
  const listening = new Listening(path);
  computeWeek(listening, task);
  const scans = listening.asked.flatMap(([sql, values]) =>
    db
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values)
      .filter(({ detail }) => /^SCAN /.test(detail) && !/ VIRTUAL TABLE|CONSTANT ROW/.test(detail))
      .filter(({ detail }) => !mayScan.test(detail))
      .map(({ detail }) => `${detail} in ${sql}`),
  );
  listening.close();
  expect(listening.asked.length).toBeGreaterThan(20);
  expect(scans).toEqual([]);
});
