// The SQL of how the index of customers' words lies in the file.
import type { Database } from '../platform/database.ts';

/** The pieces it lies in, but for those of one page. It grows by new ones, and whoever looks for a word looks into each. */
export function countPieces(db: Database): number {
  return db.one<{ count: number }>('SELECT count(DISTINCT segid) AS count FROM voice_index_idx')?.count ?? 0;
}

/** Some 4 kB each: a slice of them takes a few hundredths of a second. */
const pagesAtOnce = 100;

/**
 * Makes a little of one piece out of them all; `isFirst`: begins with those that there are now. False when it is done
 * (SQLite, FTS5, 6.8, "The 'merge' command": a negative number begins, and less than two changes tell the end).
 */
export function mergeSome(db: Database, isFirst: boolean): boolean {
  const before = changes(db);
  db.run("INSERT INTO voice_index (voice_index, rank) VALUES ('merge', CAST(@pages AS INTEGER))", {
    pages: isFirst ? -pagesAtOnce : pagesAtOnce,
  });
  return changes(db) - before >= 2;
}

function changes(db: Database): number {
  return db.one<{ count: number }>('SELECT total_changes() AS count')?.count ?? 0;
}
