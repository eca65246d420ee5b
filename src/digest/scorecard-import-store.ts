// The SQL of files of the scorecard's values on their way in.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { ImportState, Reading, ScorecardImport } from './scorecard-import.ts';

interface ImportRow {
  id: number;
  person_id: string;
  file_id: string;
  file_name: string;
  state: ImportState;
  problem: string | null;
  reading: string | null;
  taken: number;
  attempts: number;
}

type NewImport = Pick<ScorecardImport, 'personId' | 'fileId' | 'fileName'>;

export function addImport(db: Database, now: Date, given: NewImport): number {
  return db.run(
    `INSERT INTO scorecard_import (person_id, file_id, file_name, state, asked_at)
     VALUES (@personId, @fileId, @fileName, 'reading', @now)`,
    { ...given, now: stored(now) },
  ).lastId;
}

export function findImport(db: Database, id: number): ScorecardImport | undefined {
  const row = db.one<ImportRow>('SELECT * FROM scorecard_import WHERE id = @id', { id });
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      fileId: row.file_id,
      fileName: row.file_name,
      state: row.state,
      problem: row.problem,
      reading: row.reading === null ? null : (JSON.parse(row.reading) as Reading),
      taken: row.taken,
      attempts: row.attempts,
    }
  );
}

export function countAttempt(db: Database, id: number): void {
  db.run('UPDATE scorecard_import SET attempts = attempts + 1 WHERE id = @id', { id });
}

/** False when it has been read or settled meanwhile. */
export function keepReading(db: Database, id: number, reading: Reading): boolean {
  return (
    db.run(
      "UPDATE scorecard_import SET reading = @reading, state = 'ready' WHERE id = @id AND state = 'reading'",
      { id, reading: JSON.stringify(reading) },
    ).changes === 1
  );
}

interface End {
  state: Extract<ImportState, 'done' | 'cancelled' | 'failed'>;
  problem?: string;
  taken?: number;
}

/** What was read of it goes. */
export function settleImport(db: Database, id: number, { state, problem = '', taken = 0 }: End): void {
  db.run(
    `UPDATE scorecard_import SET state = @state, problem = nullif(@problem, ''), taken = @taken, reading = NULL
     WHERE id = @id`,
    { id, state, problem, taken },
  );
}
