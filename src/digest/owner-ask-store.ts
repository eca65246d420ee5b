// The SQL of what owners are asked about besides its dates: the list that a digest brings them, and nudges.
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { OwedRef } from './figures.ts';
import type { OwnerAsk } from './owner-ask.ts';

type Owed = Pick<OwedRef, 'kind' | 'id'>;

/** Nobody is nudged about the same thing twice within this time. */
const nudgeAgainMs = 7 * dayMs;

/** It is told in its owner’s next note, although its date may not be near yet. */
export function askOwner(db: Database, now: Date, { kind, id }: Owed): void {
  db.run(
    `INSERT INTO owner_ask (kind, owed_id, asked_at) VALUES (@kind, @id, @now)
     ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, day = NULL,
       nudged_by = iif(nudged_at > @weekAgo, nudged_by, NULL)`,
    { kind, id, now: stored(now), weekAgo: stored(later(now, -nudgeAgainMs)) },
  );
}

export function nudge(db: Database, now: Date, { kind, id }: Owed, personId: string): void {
  db.run(
    `INSERT INTO owner_ask (kind, owed_id, asked_at, nudged_by, nudged_at) VALUES (@kind, @id, @now, @personId, @now)
     ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, day = NULL, nudged_by = excluded.nudged_by,
       nudged_at = excluded.nudged_at`,
    { kind, id, personId, now: stored(now) },
  );
}

/** When somebody nudged its owner within the last week; null: nobody did. */
export function nudgedAt(db: Database, now: Date, { kind, id }: Owed): Date | null {
  const row = db.one<{ nudged_at: string | null }>(
    'SELECT nudged_at FROM owner_ask WHERE kind = @kind AND owed_id = @id AND nudged_at > @weekAgo',
    { kind, id, weekAgo: stored(later(now, -nudgeAgainMs)) },
  );
  return row?.nudged_at ? new Date(row.nudged_at) : null;
}

/** What an owner is asked about in the note of a day, or (day null) what no note has told yet. */
export function asksOf(db: Database, ownerId: string, day: string | null): OwnerAsk[] {
  return db.all<OwnerAsk>(
    `SELECT a.kind, a.owed_id AS id, a.nudged_by AS nudgedBy
     FROM matter m JOIN owner_ask a ON a.kind = 'matter' AND a.owed_id = m.id
     WHERE m.owner_id = @ownerId AND m.ending IS NULL AND (a.day IS NULL OR a.day = @day)
     UNION ALL
     SELECT a.kind, a.owed_id, a.nudged_by
     FROM follow_up f JOIN owner_ask a ON a.kind = 'follow-up' AND a.owed_id = f.id
     WHERE f.owner_id = @ownerId AND f.closed_at IS NULL AND (a.day IS NULL OR a.day = @day)`,
    { ownerId, day },
  );
}

/** The note of a day tells it. */
export function setAskDay(db: Database, { kind, id }: Owed, day: string): void {
  db.run('UPDATE owner_ask SET day = @day WHERE kind = @kind AND owed_id = @id', { kind, id, day });
}

/** The note of a day was not sent after all. */
export function takeBackAsks(db: Database, ownerId: string, day: string): void {
  db.run(
    `UPDATE owner_ask SET day = NULL WHERE day = @day AND (
       (kind = 'matter' AND owed_id IN (SELECT id FROM matter WHERE owner_id = @ownerId AND ending IS NULL))
       OR (kind = 'follow-up' AND owed_id IN (SELECT id FROM follow_up WHERE owner_id = @ownerId AND closed_at IS NULL)))`,
    { ownerId, day },
  );
}

/** Forgets what was asked long ago: whatever is still owed is asked about anew each week. */
export function forgetAsks(db: Database, before: Date): void {
  db.run('DELETE FROM owner_ask WHERE asked_at < @before', { before: stored(before) });
}
