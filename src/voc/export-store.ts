// The SQL of exports: who waits for one, and the voices for it in the order of their numbers.
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { filterValues, narrowed } from './filter-store.ts';
import type { Search } from './search.ts';
import { wholeMatch } from './search-match.ts';
import { toVoice, type VoiceRow } from './store.ts';
import type { Exported } from './write-voices.ts';

export interface Export {
  id: number;
  personId: string;
  search: Search;
  attempts: number;
}

export function addExport(db: Database, now: Date, personId: string, search: Search): number {
  return db.run('INSERT INTO export (person_id, search, asked_at) VALUES (@personId, @search, @now)', {
    personId,
    search: JSON.stringify(search),
    now: stored(now),
  }).lastId;
}

export function findExport(db: Database, id: number): Export | undefined {
  const row = db.one<{ person_id: string; search: string; attempts: number }>(
    'SELECT person_id, search, attempts FROM export WHERE id = @id',
    { id },
  );
  return (
    row && { id, personId: row.person_id, search: JSON.parse(row.search) as Search, attempts: row.attempts }
  );
}

export function countAttempt(db: Database, id: number): void {
  db.run('UPDATE export SET attempts = attempts + 1 WHERE id = @id', { id });
}

export function removeExport(db: Database, id: number): void {
  db.run('DELETE FROM export WHERE id = @id', { id });
}

type ExportedRow = VoiceRow & { joined: number };
const joined = '(SELECT count(*) FROM voice other WHERE other.joined_to = v.id) AS joined';

/** Those of a search whose numbers lie between two, the first left out: so that each look is short. */
export function voicesBetweenIds(
  db: Database,
  search: Search,
  { viewer, zone, after, upTo }: { viewer: Viewer; zone: string; after: number; upTo: number },
): Exported[] {
  const match = wholeMatch(search);
  const values = { ...filterValues(search, viewer, zone), after, upTo };
  const where = `v.id > @after AND v.id <= @upTo AND ${narrowed(search)} ORDER BY v.id`;
  const rows =
    match === null
      ? db.all<ExportedRow>(`SELECT v.*, ${joined} FROM voice v WHERE ${where}`, values)
      : db.all<ExportedRow>(
          `SELECT v.*, ${joined} FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
           WHERE voice_index MATCH @match AND voice_index.rowid > @after AND voice_index.rowid <= @upTo AND ${where}`,
          { ...values, match },
        );
  return rows.map((row) => ({ voice: toVoice(row), joined: row.joined }));
}
