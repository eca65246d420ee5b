// The SQL of matters: what decisions ask of their owners.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Ending, Matter, MatterKind, Offer } from './matter.ts';
import type { Outcome } from './outcome.ts';

interface MatterRow {
  id: number;
  kind: MatterKind;
  decision_id: number;
  owner_id: string;
  because: Matter['because'];
  voice_id: number | null;
  opened_at: string;
  due_at: string;
  put_off_because: string | null;
  offered_to: string | null;
  offered_at: string | null;
  offer_state: Offer['state'] | null;
  ending: Ending | null;
  outcome: Outcome | null;
  reason: string | null;
  ended_by: string | null;
  ended_at: string | null;
}

const toOffer = ({ offered_to: to, offered_at: at, offer_state: state }: MatterRow): Offer | null =>
  to !== null && at !== null && state !== null ? { to, at: new Date(at), state } : null;

const toMatter = (row: MatterRow): Matter => ({
  id: row.id,
  kind: row.kind,
  decisionId: row.decision_id,
  ownerId: row.owner_id,
  because: row.because,
  voiceId: row.voice_id,
  openedAt: new Date(row.opened_at),
  dueAt: new Date(row.due_at),
  putOffBecause: row.put_off_because,
  offer: toOffer(row),
  ending: row.ending,
  outcome: row.outcome,
  reason: row.reason,
  endedBy: row.ended_by,
  endedAt: row.ended_at ? new Date(row.ended_at) : null,
});

interface NewMatter {
  kind: MatterKind;
  decisionId: number;
  ownerId: string;
  because: Matter['because'];
  voiceId: number | null;
  openedAt: Date;
  dueAt: Date;
}

/** Opens a matter; false where one of its kind is open already, which stays as it is. */
export function addMatter(db: Database, matter: NewMatter): boolean {
  const { kind, decisionId, ownerId, because, voiceId } = matter;
  const { changes } = db.run(
    `INSERT INTO matter (kind, decision_id, owner_id, because, voice_id, opened_at, due_at)
     VALUES (@kind, @decisionId, @ownerId, @because, @voiceId, @openedAt, @dueAt) ON CONFLICT DO NOTHING`,
    {
      kind,
      decisionId,
      ownerId,
      because,
      voiceId,
      openedAt: stored(matter.openedAt),
      dueAt: stored(matter.dueAt),
    },
  );
  return changes === 1;
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

export function endMatter(
  db: Database,
  id: number,
  end: {
    ending: Ending;
    outcome?: Outcome;
    reason: string | null;
    /** Null for what became moot by itself. */
    endedBy: string | null;
    endedAt: Date;
  },
): void {
  const { ending, outcome = null, reason, endedBy } = end;
  db.run(
    `UPDATE matter SET ending = @ending, outcome = @outcome, reason = @reason, ended_by = @endedBy, ended_at = @endedAt
     WHERE id = @id AND ending IS NULL`,
    { id, ending, outcome, reason, endedBy, endedAt: stored(end.endedAt) },
  );
}

/** Gives an open matter a later date, which it gets once. */
export function putOffMatter(
  db: Database,
  id: number,
  { dueAt, because, at }: { dueAt: Date; because: string; at: Date },
): void {
  db.run(
    `UPDATE matter SET due_at = @dueAt, put_off_because = @because, put_off_at = @at
     WHERE id = @id AND ending IS NULL AND put_off_at IS NULL`,
    { id, because, dueAt: stored(dueAt), at: stored(at) },
  );
}
