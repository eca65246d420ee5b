// Does several works in one commit, each all or nothing.
import type { Database } from './database.ts';

/**
 * In their order; one that throws undoes itself alone. All of them run again then, so what a work does outside of this
 * database must bear that. Throws, and nothing of any of them has happened, when the commit fails or SQLite gives the
 * whole transaction up.
 */
export function together<Result>(
  db: Database,
  works: readonly (() => Result)[],
): PromiseSettledResult<Result>[] {
  let isAtWork = false;
  try {
    return db.transaction(() => {
      isAtWork = true;
      const ends = works.map((work) => ({ status: 'fulfilled', value: work() }) as const);
      isAtWork = false;
      return ends;
    });
  } catch (error) {
    // It could not begin, or not commit.
    if (!isAtWork) throw error;
    return eachUndoable(db, works);
  }
}

/**
 * With a savepoint for each. Before every one of them the full-text index writes what it has gathered (FTS5's
 * xSavepoint), which is most of what keeping a voice takes: so only where somebody has thrown.
 */
function eachUndoable<Result>(
  db: Database,
  works: readonly (() => Result)[],
): PromiseSettledResult<Result>[] {
  return db.transaction(() =>
    works.map((work) => {
      try {
        return { status: 'fulfilled', value: db.transaction(work) };
      } catch (reason) {
        if (!db.isInTransaction) throw reason;
        return { status: 'rejected', reason };
      }
    }),
  );
}
