// The SQL of digests, and of the figures that span rooms.
import type { MatterKind } from '../decision/matter.ts';
import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Figures, TeamWeek } from './figures.ts';
import type { Week } from './week.ts';

// A round counts in the week in which it ended: one that is still open may yet be kept.
const between = 'round.closed_at >= @from AND round.closed_at < @until';
const bounds = (week: Week) => ({ from: stored(week.from), until: stored(week.until) });

interface TeamRow {
  ritual_id: number;
  function_id: number | null;
  held: number;
  kept: number;
  waited_for: number;
  answered: number;
}

/** Every ritual's week: one row for each that held a meeting, by ritual. */
export function teamWeeks(db: Database, week: Week): Map<number, TeamWeek> {
  const rows = db.all<TeamRow>(
    `SELECT ritual.id AS ritual_id, ritual.function_id, count(*) AS held,
       sum(round.state IN ('closed', 'empty')) AS kept,
       sum(iif(round.state = 'closed' AND round.roster_known,
         (SELECT count(*) FROM roster WHERE roster.round_id = round.id), 0)) AS waited_for,
       sum(iif(round.state = 'closed' AND round.roster_known,
         (SELECT count(DISTINCT a.person_id) FROM decision d JOIN answered a ON a.decision_id = d.id
          WHERE d.round_id = round.id), 0)) AS answered
     FROM round JOIN ritual ON ritual.id = round.ritual_id
     WHERE ${between} AND round.state IN ('closed', 'empty', 'lapsed') GROUP BY ritual.id`,
    bounds(week),
  );
  return new Map(
    rows.map((row) => [
      row.ritual_id,
      {
        ritualId: row.ritual_id,
        functionId: row.function_id,
        held: row.held,
        kept: row.kept,
        waitedFor: row.waited_for,
        answered: row.answered,
      },
    ]),
  );
}

/** When a ritual last recorded a decision; null when it never did. */
export function lastDecisionAt(db: Database, ritualId: number): Date | null {
  const row = db.one<{ at: string | null }>(
    `SELECT max(opened_at) AS at FROM round WHERE ritual_id = @ritualId AND state IN ('open', 'closed')
       AND EXISTS (SELECT 1 FROM decision WHERE decision.round_id = round.id)`,
    { ritualId },
  );
  return row?.at ? new Date(row.at) : null;
}

export function countMissedRounds(db: Database, week: Week): number {
  return (
    db.one<{ n: number }>(
      `SELECT count(*) AS n FROM round WHERE ${between} AND state = 'missed'`,
      bounds(week),
    )?.n ?? 0
  );
}

/** Decisions on which the rule laid a duty of this kind in a week, and that a viewer may read. */
export function decisionIdsWith(db: Database, week: Week, kind: MatterKind, viewer: Viewer): number[] {
  return db
    .all<{ decision_id: number }>(
      `SELECT DISTINCT m.decision_id FROM matter m JOIN decision d ON d.id = m.decision_id
       WHERE m.kind = @kind AND m.because = 'rule' AND m.opened_at >= @from AND m.opened_at < @until AND ${mayRead('d')}
       ORDER BY m.decision_id`,
      { kind, ...bounds(week), ...viewerValues(viewer) },
    )
    .map((row) => row.decision_id);
}

interface DigestRow {
  week_of: string;
  sponsor_id: string;
  figures: string | null;
  state: 'told' | 'missed';
}

/** Keeps a week's figures as they are told; false when the week was dealt with already. */
export function addDigest(db: Database, now: Date, week: Week, sponsorId: string, figures: Figures): boolean {
  return save(db, now, week, { sponsorId, figures: JSON.stringify(figures), state: 'told' });
}

export function addMissedDigest(db: Database, now: Date, week: Week, sponsorId: string): boolean {
  return save(db, now, week, { sponsorId, figures: null, state: 'missed' });
}

/** Slack would not take it: the next one says that this week was not told. */
export function markDigestMissed(db: Database, weekOf: string): void {
  db.run("UPDATE digest SET state = 'missed' WHERE week_of = @weekOf", { weekOf });
}

interface Saved {
  sponsorId: string;
  figures: string | null;
  state: DigestRow['state'];
}

function save(db: Database, now: Date, week: Week, saved: Saved): boolean {
  return (
    db.run(
      `INSERT INTO digest (week_of, sponsor_id, until_at, figures, state, at)
       VALUES (@weekOf, @sponsorId, @untilAt, @figures, @state, @at) ON CONFLICT DO NOTHING`,
      { ...saved, weekOf: week.weekOf, untilAt: stored(week.until), at: stored(now) },
    ).changes === 1
  );
}

/** Where the last digest's week ended, told or missed; null before the first. */
export function lastDigestUntil(db: Database): Date | null {
  const row = db.one<{ at: string | null }>('SELECT max(until_at) AS at FROM digest');
  return row?.at ? new Date(row.at) : null;
}

export function findDigest(db: Database, weekOf: string): Figures | null {
  const row = db.one<DigestRow>('SELECT * FROM digest WHERE week_of = @weekOf', { weekOf });
  if (!row?.figures) return null;
  const figures: Omit<Figures, 'hitRate'> & Partial<Figures> = JSON.parse(row.figures);
  // Digests that were told before there were reviews have no hit rate.
  return { ...figures, hitRate: figures.hitRate ?? { n: 0, hits: 0, baseHits: 0 } };
}

/** Weeks that were missed after the last one that was told. */
export function missedWeeks(db: Database): string[] {
  return db
    .all<{ week_of: string }>(
      `SELECT week_of FROM digest WHERE state = 'missed'
         AND week_of > coalesce((SELECT max(week_of) FROM digest WHERE state = 'told'), '') ORDER BY week_of`,
    )
    .map((row) => row.week_of);
}
