// The SQL of decisions.

import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Decision } from './decision.ts';

interface DecisionRow {
  id: number;
  round_id: number;
  conversation_id: string;
  audience: string;
  statement: string;
  owner_id: string;
  segments: string;
  review_on: string;
  changes_id: number | null;
  recorded_by: string;
  recorded_at: string;
  ruling: Decision['ruling'];
  fate: Decision['fate'];
  withdrawn_by: string | null;
  withdrawn_because: string | null;
  outcome: Decision['outcome'];
  source_link: string | null;
}

const toDecision = (row: DecisionRow): Decision => ({
  id: row.id,
  roundId: row.round_id,
  conversationId: row.conversation_id,
  audience: row.audience,
  statement: row.statement,
  ownerId: row.owner_id,
  segments: row.segments.split(',').filter(Boolean),
  reviewOn: row.review_on,
  changesId: row.changes_id,
  recordedBy: row.recorded_by,
  recordedAt: new Date(row.recorded_at),
  ruling: row.ruling,
  fate: row.fate,
  withdrawnBy: row.withdrawn_by,
  withdrawnBecause: row.withdrawn_because,
  outcome: row.outcome,
  sourceLink: row.source_link,
});

/** What a decision is when it is recorded; the rest comes later. */
export type NewDecision = Omit<
  Decision,
  'id' | 'fate' | 'withdrawnBy' | 'withdrawnBecause' | 'outcome' | 'sourceLink'
>;

export function addDecision(db: Database, decision: NewDecision): number {
  return db.run(
    `INSERT INTO decision (round_id, conversation_id, audience, statement, owner_id, segments, review_on, changes_id,
       recorded_by, recorded_at, ruling)
     VALUES (@roundId, @conversationId, @audience, @statement, @ownerId, @segments, @reviewOn, @changesId,
       @recordedBy, @recordedAt, @ruling)`,
    { ...decision, segments: decision.segments.join(','), recordedAt: stored(decision.recordedAt) },
  ).lastId;
}

/** A decision that this viewer may read. */
export function findDecision(db: Database, id: number, viewer: Viewer): Decision | undefined {
  const row = db.one<DecisionRow>(`SELECT * FROM decision d WHERE d.id = @id AND ${mayRead('d')}`, {
    id,
    ...viewerValues(viewer),
  });
  return row && toDecision(row);
}

/** A decision, for verbs whose own rule says who may act on it. */
export function loadDecision(db: Database, id: number): Decision | undefined {
  const row = db.one<DecisionRow>('SELECT * FROM decision WHERE id = @id', { id });
  return row && toDecision(row);
}

/** Notes where the message stands that a decision was asked about. */
export function linkDecision(db: Database, id: number, sourceLink: string): void {
  db.run('UPDATE decision SET source_link = @sourceLink WHERE id = @id', { id, sourceLink });
}

/** The decisions of a round in the order in which they were recorded. */
export function decisionsIn(db: Database, roundId: number): Decision[] {
  return db
    .all<DecisionRow>('SELECT * FROM decision WHERE round_id = @roundId ORDER BY id', { roundId })
    .map(toDecision);
}

/** The decision that took the place of this one. */
export function findSuccessor(db: Database, id: number): Decision | undefined {
  const row = db.one<DecisionRow>('SELECT * FROM decision WHERE changes_id = @id ORDER BY id DESC LIMIT 1', {
    id,
  });
  return row && toDecision(row);
}

/** Decisions in open rounds that somebody owns: nobody has judged them yet. */
export function openDecisionsOf(db: Database, ownerId: string): Decision[] {
  return db
    .all<DecisionRow>(
      "SELECT * FROM decision WHERE owner_id = @ownerId AND ruling IS NULL AND fate IS NOT 'withdrawn' ORDER BY id",
      {
        ownerId,
      },
    )
    .map(toDecision);
}

/** Open decisions of a person's rosters that they can read and have not answered yet, newest first. */
export function unansweredBy(db: Database, personId: string): Decision[] {
  return db
    .all<DecisionRow>(
      // CROSS JOIN: open rounds are few, and the rounds that somebody was ever waited for in are many.
      `SELECT d.* FROM round CROSS JOIN roster ON roster.round_id = round.id AND roster.person_id = @personId
       JOIN decision d ON d.round_id = round.id
       JOIN membership m ON m.conversation_id = d.conversation_id AND m.person_id = @personId
       WHERE round.state = 'open' AND d.fate IS NOT 'withdrawn'
         AND NOT EXISTS (SELECT 1 FROM answered a WHERE a.decision_id = d.id AND a.person_id = @personId)
       ORDER BY d.id DESC LIMIT 200`,
      { personId },
    )
    .map(toDecision);
}

export function setRuling(db: Database, id: number, ruling: NonNullable<Decision['ruling']>): void {
  db.run('UPDATE decision SET ruling = @ruling WHERE id = @id', { id, ruling });
}

export function setFate(db: Database, id: number, fate: NonNullable<Decision['fate']>): void {
  db.run('UPDATE decision SET fate = @fate WHERE id = @id', { id, fate });
}

/** What customers in fact thought of it; null with another day to look back on. */
export function setOutcome(db: Database, id: number, outcome: Decision['outcome'], at: Date): void {
  db.run('UPDATE decision SET outcome = @outcome, outcome_at = @at WHERE id = @id', {
    id,
    outcome,
    at: outcome && stored(at),
  });
}

export function setReviewDay(db: Database, id: number, reviewOn: string): void {
  db.run('UPDATE decision SET review_on = @reviewOn WHERE id = @id', { id, reviewOn });
}

export function setOwner(db: Database, id: number, ownerId: string): void {
  db.run('UPDATE decision SET owner_id = @ownerId WHERE id = @id', { id, ownerId });
}

/** It is as if it had not been decided; what was answered stays. */
export function setWithdrawn(db: Database, id: number, personId: string, because: string): void {
  db.run(
    `UPDATE decision SET fate = 'withdrawn', withdrawn_by = @personId, withdrawn_because = @because WHERE id = @id`,
    { id, personId, because },
  );
}

export function setStatement(db: Database, id: number, statement: string): void {
  db.run('UPDATE decision SET statement = @statement WHERE id = @id', { id, statement });
}

/** Gives a decision whose owner left to somebody else, who is told in the note of a day. */
export function passDecision(db: Database, id: number, ownerId: string, noteDay: string): void {
  db.run('UPDATE decision SET owner_id = @ownerId, passed_note = @noteDay WHERE id = @id', {
    id,
    ownerId,
    noteDay,
  });
}

/** The decisions that came to somebody and are told in the note of a day. */
export function decisionsPassedTo(db: Database, ownerId: string, noteDay: string): Decision[] {
  return db
    .all<DecisionRow>(
      'SELECT * FROM decision WHERE owner_id = @ownerId AND passed_note = @noteDay ORDER BY id',
      {
        ownerId,
        noteDay,
      },
    )
    .map(toDecision);
}
