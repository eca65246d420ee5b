// The ticker beside many rituals: a pass costs what is due, not what exists.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { newDatabase } from '../sandbox/stage.ts';
import type { Database } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { Ticker } from '../src/platform/ticker.ts';
import { meetingEnds, noticeScheduled } from '../src/ritual/follow-schedule.ts';
import { compare } from './compare.ts';
import { timed, tookFor } from './measure.ts';
import { fillRituals } from './rituals.ts';

/** A Monday; every ritual meets on Tuesday at half past ten. */
const now = new Date('2026-03-02T08:00:00Z');
const later = new Date('2026-03-02T08:30:00Z');

export interface TickerSize {
  rounds: number;
  rituals: number;
  passes: number;
  dueAtOnce: number;
}

const whole: TickerSize = { rounds: 5, rituals: 100_000, passes: 2_000, dueAtOnce: 100 };

export async function ticker({ rounds, rituals, passes, dueAtOnce }: TickerSize = whole): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  const db = newDatabase(join(folder, 'bench.db'));
  const bare = bareTable(join(folder, 'bare.db'), rituals);
  const running = new Ticker(db, createLog('silent'));
  running.on(meetingEnds, (key, at, dueAt) => noticeScheduled(db, Number(key), at, dueAt));
  try {
    fillRituals(db, rituals, now);
    await compare(`${rituals.toLocaleString('en')} rituals, nothing due`, rounds, {
      'one SELECT over a bare index': () => timed(passes, () => bare.select(now)),
      'a pass of the ticker': () => timed(passes, () => running.tick(now)),
    });
    await compare(`${rituals.toLocaleString('en')} rituals, ${dueAtOnce} due`, rounds, {
      'bare: found, moved on, a row each, one commit': async () => {
        bare.makeDue(dueAtOnce);
        return { 'ms each': (await tookFor(() => bare.moveOn(later))) / dueAtOnce };
      },
      'the ticker: each opens a round': async () => {
        makeDue(db, dueAtOnce, rituals);
        const opened = countRounds(db);
        const tookMs = await tookFor(() => running.tick(later));
        if (countRounds(db) - opened !== dueAtOnce)
          throw new Error('not every meeting’s end was asked about');
        return { 'ms each': tookMs / dueAtOnce };
      },
    });
  } finally {
    db.close();
    bare.close();
    rmSync(folder, { recursive: true });
  }
}

function countRounds(db: Database): number {
  return db.one<{ count: number }>('SELECT count(*) AS count FROM round')?.count ?? 0;
}

/** The least that could do it: a table of instants under an index, as durable as ours. */
function bareTable(path: string, rows: number) {
  const db = new SQLite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`CREATE TABLE due (id INTEGER PRIMARY KEY, at TEXT NOT NULL); CREATE INDEX due_at ON due (at);
    CREATE TABLE opened (due_id INTEGER, at TEXT)`);
  const insert = db.prepare('INSERT INTO due (at) VALUES (?)');
  const nextWeek = '2026-03-03T09:30:00.000Z';
  db.transaction(() => {
    for (let row = 0; row < rows; row += 1) insert.run(nextWeek);
  })();
  const next = db.prepare<[string], { id: number }>('SELECT id FROM due WHERE at <= ? ORDER BY at LIMIT 1');
  const open = db.prepare('INSERT INTO opened (due_id, at) VALUES (?, ?)');
  const move = db.prepare('UPDATE due SET at = ? WHERE id = ?');
  return {
    select: (at: Date) => next.get(at.toISOString()),
    makeDue: (count: number) =>
      db.prepare('UPDATE due SET at = ? WHERE id <= ?').run(now.toISOString(), count),
    moveOn: db.transaction((at: Date) => {
      for (let row = next.get(at.toISOString()); row; row = next.get(at.toISOString())) {
        open.run(row.id, at.toISOString());
        move.run(nextWeek, row.id);
      }
    }),
    close: () => db.close(),
  };
}

let made = 0;

/** Gives the next rituals in turn a meeting that has just ended. */
function makeDue(db: Database, due: number, rituals: number): void {
  db.transaction(() => {
    for (let index = 0; index < due; index += 1) {
      made += 1;
      const key = String((made % rituals) + 1);
      db.run('UPDATE round SET occurrence = NULL, opened_at = @long WHERE ritual_id = @key', {
        key,
        long: '2026-01-01T00:00:00.000Z',
      });
      db.run("UPDATE schedule SET weekdays = '1', end_time = '09:30' WHERE ritual_id = @key", { key });
      db.run('UPDATE alarm SET due_at = @at WHERE kind = @kind AND key = @key', {
        at: later.toISOString(),
        kind: meetingEnds,
        key,
      });
    }
  });
}
