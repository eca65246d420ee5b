// The SQL of imports: the file, its rows on their way, and its voices in place.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Import, ImportState, Reading, RefusedRow, StagedVoice } from './import.ts';

interface ImportRow {
  id: number;
  person_id: string;
  conversation_id: string;
  audience: string;
  file_id: string;
  file_name: string;
  state: ImportState;
  problem: string | null;
  reading: string | null;
  moved: number;
  attempts: number;
}

const toImport = (row: ImportRow): Import => ({
  id: row.id,
  personId: row.person_id,
  conversationId: row.conversation_id,
  audience: row.audience,
  fileId: row.file_id,
  fileName: row.file_name,
  state: row.state,
  problem: row.problem,
  reading: row.reading === null ? null : (JSON.parse(row.reading) as Reading),
  moved: row.moved,
  attempts: row.attempts,
});

type NewImport = Pick<Import, 'personId' | 'conversationId' | 'audience' | 'fileId' | 'fileName'>;

export function addImport(db: Database, now: Date, given: NewImport): number {
  return db.run(
    `INSERT INTO import (person_id, conversation_id, audience, file_id, file_name, state, asked_at)
     VALUES (@personId, @conversationId, @audience, @fileId, @fileName, 'reading', @now)`,
    { ...given, now: stored(now) },
  ).lastId;
}

export function findImport(db: Database, id: number): Import | undefined {
  const row = db.one<ImportRow>('SELECT * FROM import WHERE id = @id', { id });
  return row && toImport(row);
}

/** The import of this very file by the same person to the same place that has not ended. */
export function findUnfinished(
  db: Database,
  given: Pick<Import, 'personId' | 'conversationId' | 'fileId'>,
): Import | undefined {
  const row = db.one<ImportRow>(
    `SELECT * FROM import WHERE person_id = @personId AND conversation_id = @conversationId AND file_id = @fileId
       AND state IN ('reading', 'ready', 'running') ORDER BY id DESC LIMIT 1`,
    given,
  );
  return row && toImport(row);
}

export function setState(db: Database, id: number, state: ImportState, problem: string | null = null): void {
  db.run('UPDATE import SET state = @state, problem = @problem WHERE id = @id', { id, state, problem });
}

/** Says how often it was tried before. */
export function countAttempt(db: Database, id: number): void {
  db.run('UPDATE import SET attempts = attempts + 1 WHERE id = @id', { id });
}

export function keepReading(db: Database, id: number, reading: Reading): void {
  db.run("UPDATE import SET reading = @reading, state = 'ready' WHERE id = @id", {
    id,
    reading: JSON.stringify(reading),
  });
}

/** The files that wait for a yes: they hold words. */
export function readyImports(db: Database): Import[] {
  return db.all<ImportRow>("SELECT * FROM import WHERE state = 'ready'").map(toImport);
}

export function addSlice(db: Database, id: number, number: number, rows: StagedVoice[]): void {
  db.run('INSERT INTO import_slice (import_id, number, rows) VALUES (@id, @number, @rows)', {
    id,
    number,
    rows: JSON.stringify(rows),
  });
}

export function nextSlice(db: Database, id: number): { number: number; rows: StagedVoice[] } | undefined {
  const row = db.one<{ number: number; rows: string }>(
    'SELECT number, rows FROM import_slice WHERE import_id = @id ORDER BY number LIMIT 1',
    { id },
  );
  return row && { number: row.number, rows: JSON.parse(row.rows) as StagedVoice[] };
}

/** All that was read of the file goes: its rows and what was refused of them. */
export function eraseRows(db: Database, id: number): void {
  db.run('DELETE FROM import_slice WHERE import_id = @id', { id });
  db.run('DELETE FROM import_refusal WHERE import_id = @id', { id });
}

export function addRefusal(db: Database, id: number, { line, reason }: RefusedRow): void {
  db.run(
    'INSERT INTO import_refusal (import_id, line, reason) VALUES (@id, @line, @reason) ON CONFLICT DO NOTHING',
    { id, line, reason },
  );
}

export function listRefusals(db: Database, id: number, limit: number): RefusedRow[] {
  return db.all('SELECT line, reason FROM import_refusal WHERE import_id = @id ORDER BY line LIMIT @limit', {
    id,
    limit,
  });
}

/** Those of the hashes that voices in place have. Until migration 9 they had no day in front of their 32 digits. */
export function importedOf(db: Database, hashes: string[]): Set<string> {
  const rows = db.all<{ hash: string }>(
    `SELECT wanted.value AS hash FROM json_each(@hashes) wanted
     WHERE EXISTS (SELECT 1 FROM voice WHERE import_hash IN (unhex(wanted.value), unhex(substr(wanted.value, -32))))`,
    { hashes: JSON.stringify(hashes) },
  );
  return new Set(rows.map(({ hash }) => hash));
}
