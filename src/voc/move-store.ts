// The SQL of putting a file's voices in place, some at a time.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Import, voicesInSlice } from './import.ts';
import { indexVoicesAfter } from './index-store.ts';
import { lastVoiceId } from './store.ts';

/** The voices of a slice from one of them on, counted from 0, until just before another. */
export interface Part {
  slice: number;
  from: number;
  until: number;
}

/** What has its turn next: of one slice, at most so many. */
export function nextPart(db: Database, id: number, most: number): Part | undefined {
  const next = db.one<{ slice: number; moved: number }>(
    `SELECT s.number AS slice, i.slice_moved AS moved FROM import i, import_slice s
     WHERE i.id = @id AND s.import_id = @id ORDER BY s.number LIMIT 1`,
    { id },
  );
  return next && { slice: next.slice, from: next.moved, until: next.moved + most };
}

/** Says that these are in place. True once the slice is done, and gone. */
export function endPart(db: Database, id: number, { slice, until }: Part): boolean {
  const isDone =
    db.run(
      `DELETE FROM import_slice WHERE import_id = @id AND number = @slice
         AND (@until >= ${voicesInSlice} OR json_array_length(rows) <= @until)`,
      { id, slice, until },
    ).changes > 0;
  db.run('UPDATE import SET slice_moved = @moved WHERE id = @id', { id, moved: isDone ? 0 : until });
  return isDone;
}

/**
 * Puts some voices of a slice in place, each theme under the name that it has by now, hidden while their import is
 * running. What is there already stays as it is.
 */
export function addVoices(db: Database, now: Date, from: Import, part: Part): void {
  const last = lastVoiceId(db);
  const { changes: added } = db.run(
    `INSERT INTO voice (conversation_id, audience, words, customer, segment, source, stage, score_scale, score,
       themes, said_at, captured_by, captured_at, import_id, import_hash)
     SELECT @conversationId, @audience, one ->> 'words', one ->> 'customer', one ->> 'segment', one ->> 'source',
       one ->> 'stage', one ->> '$.score.scale', one ->> '$.score.value',
       (SELECT coalesce(replace(group_concat(DISTINCT coalesce(a.theme, typed.value)), ',', ' '), '')
        FROM json_each(one -> 'themes') typed LEFT JOIN theme_alias a ON a.name = typed.value),
       coalesce(one ->> 'saidAt', @now), @personId, @now, @id, unhex(one ->> 'hash')
     FROM (SELECT each.value AS one FROM import_slice s, jsonb_each(s.rows) each
           WHERE s.import_id = @id AND s.number = @slice AND each.key >= @from AND each.key < @until) WHERE true
     ON CONFLICT (import_hash) WHERE import_hash IS NOT NULL DO NOTHING`,
    {
      id: from.id,
      conversationId: from.conversationId,
      audience: from.audience,
      personId: from.personId,
      now: stored(now),
      ...part,
    },
  );
  // What was passed over took a number too (AUTOINCREMENT), so the new ones are not in a row.
  indexVoicesAfter(db, last);
  db.run('UPDATE import SET moved = moved + @added WHERE id = @id', { added, id: from.id });
}

/** The numbers of some of an import's voices. */
export function voicesOf(db: Database, importId: number, limit: number): number[] {
  return db
    .all<{ id: number }>('SELECT id FROM voice WHERE import_id = @importId LIMIT @limit', { importId, limit })
    .map(({ id }) => id);
}
