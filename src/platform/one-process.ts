// Keeps a second process away from the same database file.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';

/** Another process already runs on this database. */
export class AlreadyRunning extends Error {}

/**
 * Holds an exclusive lock beside the database until release() or the end of the process, however it ends:
 * SQLite's own file lock is let go by the operating system, so a crash never leaves a stale one behind.
 * Throws AlreadyRunning at once when somebody holds it.
 */
export function holdOnlyProcess(databasePath: string): { release(): void } {
  if (databasePath === ':memory:') return { release() {} };
  mkdirSync(dirname(databasePath), { recursive: true });
  const lock = new SQLite(`${databasePath}.lock`, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof SQLite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new AlreadyRunning(
      `Empty Chair is already running on ${databasePath}. Stop that process first, or set DATABASE_PATH to another file.`,
    );
  }
  return { release: () => lock.close() };
}
