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

/** The number of the slice whose turn it is. */
export function nextNumber(db: Database, id: number): number | undefined {
  const sql = 'SELECT number FROM import_slice WHERE import_id = @id ORDER BY number LIMIT 1';
  return db.one<{ number: number }>(sql, { id })?.number;
}

export function nextSlice(db: Database, id: number): { number: number; rows: StagedVoice[] } | undefined {
  const row = db.one<{ number: number; rows: string }>(
    'SELECT number, rows FROM import_slice WHERE import_id = @id ORDER BY number LIMIT 1',
    { id },
  );
  return row && { number: row.number, rows: JSON.parse(row.rows) as StagedVoice[] };
}

export function removeSlice(db: Database, id: number, number: number): void {
  db.run('DELETE FROM import_slice WHERE import_id = @id AND number = @number', { id, number });
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

/** Those of the hashes that voices in place have. */
export function importedOf(db: Database, hashes: string[]): Set<string> {
  const rows = db.all<{ hash: string }>(
    `SELECT wanted.value AS hash FROM json_each(@hashes) wanted
     WHERE EXISTS (SELECT 1 FROM voice WHERE import_hash = unhex(wanted.value))`,
    { hashes: JSON.stringify(hashes) },
  );
  return new Set(rows.map(({ hash }) => hash));
}

/** How many pieces the index keeps of one size before it makes one of them: SQLite's own, and fewer merges (FTS5, 6.1). */
const mergesAt = { usually: 4, importing: 8 };

export function setMerging(db: Database, when: keyof typeof mergesAt): void {
  db.run("INSERT INTO voice_index (voice_index, rank) VALUES ('automerge', CAST(@pieces AS INTEGER))", {
    pieces: mergesAt[when],
  });
}

/**
 * Puts the voices of a slice in place, each theme under the name that it has by now, hidden while their import is
 * running; says how many were not there already.
 */
export function addVoices(db: Database, now: Date, from: Import, number: number): number {
  // One statement for them all: the index writes what it holds to the file at the beginning of each.
  const added = db.run(
    `INSERT INTO voice (conversation_id, audience, words, customer, segment, source, stage, score_scale, score,
       themes, said_at, captured_by, captured_at, import_id, import_hash)
     SELECT @conversationId, @audience, one ->> 'words', one ->> 'customer', one ->> 'segment', one ->> 'source',
       one ->> 'stage', one ->> '$.score.scale', one ->> '$.score.value',
       (SELECT coalesce(replace(group_concat(DISTINCT coalesce(a.theme, typed.value)), ',', ' '), '')
        FROM json_each(one -> 'themes') typed LEFT JOIN theme_alias a ON a.name = typed.value),
       coalesce(one ->> 'saidAt', @now), @personId, @now, @id, unhex(one ->> 'hash')
     FROM (SELECT each.value AS one FROM import_slice s, jsonb_each(s.rows) each
           WHERE s.import_id = @id AND s.number = @number) WHERE true
     ON CONFLICT (import_hash) WHERE import_hash IS NOT NULL DO NOTHING`,
    {
      id: from.id,
      conversationId: from.conversationId,
      audience: from.audience,
      personId: from.personId,
      now: stored(now),
      number,
    },
  ).changes;
  db.run('UPDATE import SET moved = moved + @added WHERE id = @id', { added, id: from.id });
  return added;
}

/** The numbers of some of an import's voices. */
export function voicesOf(db: Database, importId: number, limit: number): number[] {
  return db
    .all<{ id: number }>('SELECT id FROM voice WHERE import_id = @importId LIMIT @limit', { importId, limit })
    .map(({ id }) => id);
}
