// The SQL of digests: which weeks are due, told and missed, to whom, and the figures that were told.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Figures } from './figures.ts';
import { readFigures } from './read-figures.ts';
import { theSponsor } from './reader.ts';
import type { Week } from './week.ts';

interface DigestRow {
  week_of: string;
  reader: string;
  told_to: string;
  from_at: string;
  until_at: string;
  figures: string | null;
  state: 'due' | 'told' | 'missed';
}

/** A week that is to be told to one reader. */
export interface DueDigest {
  week: Week;
  reader: string;
  /** The person or the channel it goes to. */
  toldTo: string;
}

const toWeek = (row: Pick<DigestRow, 'week_of' | 'from_at' | 'until_at'>): Week => ({
  weekOf: row.week_of,
  from: new Date(row.from_at),
  until: new Date(row.until_at),
});

/** False when the week was dealt with already. */
export function addDigest(db: Database, now: Date, digest: DueDigest, state: 'due' | 'missed'): boolean {
  const { week, reader, toldTo } = digest;
  return (
    db.run(
      `INSERT INTO digest (week_of, reader, told_to, from_at, until_at, state, at)
       VALUES (@weekOf, @reader, @toldTo, @from, @until, @state, @at) ON CONFLICT DO NOTHING`,
      {
        weekOf: week.weekOf,
        reader,
        toldTo,
        from: stored(week.from),
        until: stored(week.until),
        state,
        at: stored(now),
      },
    ).changes === 1
  );
}

/** The digests that are to be told, the earliest week first, and of each week the sponsor's. */
export function dueDigests(db: Database): DueDigest[] {
  return db
    .all<DigestRow>(
      "SELECT * FROM digest WHERE state = 'due' ORDER BY until_at, reader <> @theSponsor, reader",
      { theSponsor },
    )
    .map((row) => ({ week: toWeek(row), reader: row.reader, toldTo: row.told_to }));
}

/** Keeps the figures as they are told; false when that was done already. */
export function saveFigures(
  db: Database,
  now: Date,
  { reader, toldTo }: Omit<DueDigest, 'week'>,
  figures: Figures,
): boolean {
  return (
    db.run(
      `UPDATE digest SET state = 'told', told_to = @toldTo, figures = @figures, at = @at
       WHERE week_of = @weekOf AND reader = @reader AND state = 'due'`,
      { weekOf: figures.weekOf, reader, toldTo, figures: JSON.stringify(figures), at: stored(now) },
    ).changes === 1
  );
}

/** It comes too late, or Slack would not take it: the next one says that this week was not told. */
export function markDigestMissed(db: Database, weekOf: string, reader: string): void {
  db.run("UPDATE digest SET state = 'missed' WHERE week_of = @weekOf AND reader = @reader", {
    weekOf,
    reader,
  });
}

/** Where the last digest's week ended, whatever became of it; null before the first. */
export function lastDigestUntil(db: Database): Date | null {
  const row = db.one<{ at: string | null }>('SELECT max(until_at) AS at FROM digest');
  return row?.at ? new Date(row.at) : null;
}

/** The weeks of earlier digests that ended at an instant or before it, newest first. */
export function weeksUntil(db: Database, until: Date, most: number): Week[] {
  return db
    .all<DigestRow>(
      `SELECT DISTINCT week_of, from_at, until_at FROM digest WHERE until_at <= @until
       ORDER BY until_at DESC LIMIT @most`,
      { until: stored(until), most },
    )
    .map(toWeek);
}

/** The first week of a digest, told or missed, that ends on a day or after it; null where there is none yet. */
export function weekEndingFrom(db: Database, day: string): Week | null {
  const row = db.one<DigestRow>('SELECT * FROM digest WHERE week_of >= @day ORDER BY week_of LIMIT 1', {
    day,
  });
  return row ? toWeek(row) : null;
}

/** What was told; null for a week that was not. */
export function findDigest(db: Database, weekOf: string, reader = theSponsor): Figures | null {
  const row = db.one<DigestRow>('SELECT * FROM digest WHERE week_of = @weekOf AND reader = @reader', {
    weekOf,
    reader,
  });
  return row?.figures ? readFigures(row.figures, toWeek(row)) : null;
}

export interface PastDigest {
  weekOf: string;
  state: DigestRow['state'];
  /** When it was told, or given up. */
  at: Date;
}

/** A reader's digests before a week ('': of all), newest first. */
export function listDigests(
  db: Database,
  reader: string,
  { before = '', most }: { before?: string; most: number },
): PastDigest[] {
  return db
    .all<{ week_of: string; state: DigestRow['state']; at: string }>(
      `SELECT week_of, state, at FROM digest
       WHERE reader = @reader AND (@before = '' OR week_of < @before) ORDER BY week_of DESC LIMIT @most`,
      { reader, before, most },
    )
    .map((row) => ({ weekOf: row.week_of, state: row.state, at: new Date(row.at) }));
}

/** Weeks that were missed after the last one that the reader was told. */
export function missedWeeks(db: Database, reader = theSponsor): string[] {
  return db
    .all<{ week_of: string }>(
      `SELECT week_of FROM digest WHERE reader = @reader AND state = 'missed'
         AND week_of > coalesce((SELECT max(week_of) FROM digest WHERE reader = @reader AND state = 'told'), '')
       ORDER BY week_of`,
      { reader },
    )
    .map((row) => row.week_of);
}
