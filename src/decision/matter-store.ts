// The SQL of matters: what decisions ask of their owners.

import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Ending, Matter, MatterKind } from './matter.ts';

interface MatterRow {
  id: number;
  kind: MatterKind;
  decision_id: number;
  owner_id: string;
  because: Matter['because'];
  opened_at: string;
  due_at: string;
  ending: Ending | null;
  reason: string | null;
  ended_by: string | null;
  ended_at: string | null;
}

const toMatter = (row: MatterRow): Matter => ({
  id: row.id,
  kind: row.kind,
  decisionId: row.decision_id,
  ownerId: row.owner_id,
  because: row.because,
  openedAt: new Date(row.opened_at),
  dueAt: new Date(row.due_at),
  ending: row.ending,
  reason: row.reason,
  endedBy: row.ended_by,
  endedAt: row.ended_at ? new Date(row.ended_at) : null,
});

interface NewMatter {
  kind: MatterKind;
  decisionId: number;
  ownerId: string;
  because: Matter['because'];
  openedAt: Date;
  dueAt: Date;
}

/** Opens a matter; the one that is open already stays as it is. */
export function addMatter(db: Database, matter: NewMatter): void {
  db.run(
    `INSERT INTO matter (kind, decision_id, owner_id, because, opened_at, due_at)
     VALUES (@kind, @decisionId, @ownerId, @because, @openedAt, @dueAt) ON CONFLICT DO NOTHING`,
    { ...matter, openedAt: stored(matter.openedAt), dueAt: stored(matter.dueAt) },
  );
}

export function findMatter(db: Database, id: number): Matter | undefined {
  const row = db.one<MatterRow>('SELECT * FROM matter WHERE id = @id', { id });
  return row && toMatter(row);
}

/** Every matter a decision ever had, oldest first. */
export function mattersOfDecision(db: Database, decisionId: number): Matter[] {
  return db
    .all<MatterRow>('SELECT * FROM matter WHERE decision_id = @decisionId ORDER BY id', { decisionId })
    .map(toMatter);
}

/** What somebody has to do, the earliest date first. */
export function openMattersOf(db: Database, ownerId: string): Matter[] {
  return db
    .all<MatterRow>('SELECT * FROM matter WHERE owner_id = @ownerId AND ending IS NULL ORDER BY due_at, id', {
      ownerId,
    })
    .map(toMatter);
}

/** Open matters due before an instant that a viewer may read, the earliest date first. */
export function mattersDueBefore(db: Database, before: Date, viewer: Viewer): Matter[] {
  return db
    .all<MatterRow>(
      `SELECT m.* FROM matter m JOIN decision d ON d.id = m.decision_id
       WHERE m.ending IS NULL AND m.due_at < @before AND ${mayRead('d')} ORDER BY m.due_at, m.id`,
      { before: stored(before), ...viewerValues(viewer) },
    )
    .map(toMatter);
}

export function endMatter(
  db: Database,
  id: number,
  end: { ending: Ending; reason: string; endedBy: string; endedAt: Date },
): void {
  db.run(
    `UPDATE matter SET ending = @ending, reason = @reason, ended_by = @endedBy, ended_at = @endedAt
     WHERE id = @id AND ending IS NULL`,
    { id, ...end, endedAt: stored(end.endedAt) },
  );
}

export function passMatter(db: Database, id: number, ownerId: string): void {
  db.run('UPDATE matter SET owner_id = @ownerId WHERE id = @id', { id, ownerId });
}
