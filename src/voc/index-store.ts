// The SQL of how the index of customers' words lies in the file.
import type { Database } from '../platform/database.ts';
import type { Voice } from './voice.ts';

type Indexed = Pick<Voice, 'id' | 'words' | 'customer' | 'themes'>;

/**
 * A voice that was just added. Not from a SELECT: that is a savepoint, before which the index writes what it has
 * gathered.
 */
export function indexVoice(db: Database, { id, words, customer, themes }: Indexed): void {
  db.run(
    `INSERT INTO voice_index (rowid, words, customer, themes, facets)
     VALUES (@id, @words, @customer, @themes, (SELECT facets FROM voice WHERE id = @id))`,
    { id, words, customer, themes: themes.join(' ') },
  );
}

/** Voices that were just added: all after the one of that number. */
export function indexVoicesAfter(db: Database, last: number): void {
  db.run(
    `INSERT INTO voice_index (rowid, words, customer, themes, facets)
     SELECT id, words, customer, themes, facets FROM voice WHERE id > @last`,
    { last },
  );
}

/** The pieces it lies in, but for those of one page. It grows by new ones, and whoever looks for a word looks into each. */
export function countPieces(db: Database): number {
  return db.one<{ count: number }>('SELECT count(DISTINCT segid) AS count FROM voice_index_idx')?.count ?? 0;
}

/**
 * How many pieces of one size it keeps before it makes one of them, by itself and when it is told to (SQLite, FTS5, 6.1
 * and 6.8). By itself it does so all at once, which takes longer than adding a slice.
 */
const mergesAt = { usually: { automerge: 4, usermerge: 4 }, importing: { automerge: 0, usermerge: 8 } };

export function setMerging(db: Database, when: keyof typeof mergesAt): void {
  for (const [setting, pieces] of Object.entries(mergesAt[when])) tellIndex(db, setting, pieces);
}

/** Goes on making fewer pieces, about so many pages of 4 kB. False when there is nothing to make (FTS5, 6.8). */
export function mergeSome(db: Database, pages: number): boolean {
  const before = countChanges(db);
  tellIndex(db, 'merge', pages);
  return countChanges(db) - before >= 2;
}

/** Begins to make one piece of all that there are now; mergeSome goes on. */
export function mergeAll(db: Database, pages: number): boolean {
  return mergeSome(db, -pages);
}

function countChanges(db: Database): number {
  return db.one<{ count: number }>('SELECT total_changes() AS count')?.count ?? 0;
}

function tellIndex(db: Database, what: string, value: number): void {
  db.run('INSERT INTO voice_index (voice_index, rank) VALUES (@what, CAST(@value AS INTEGER))', {
    what,
    value,
  });
}
