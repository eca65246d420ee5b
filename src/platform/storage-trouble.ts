// What keeps the database from saving, told apart from our own faults.
import SQLite from 'better-sqlite3';
import { DurabilityInDoubt } from './durability.ts';

/** What keeps us from saving, for people and for the operator; null: it is something else. */
export function storageTrouble(error: unknown): 'full' | 'damaged' | 'unwritable' | 'in doubt' | null {
  if (error instanceof DurabilityInDoubt) return 'in doubt';
  const code = error instanceof SQLite.SqliteError ? error.code : '';
  if (code === 'SQLITE_FULL') return 'full';
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return 'damaged';
  return /^SQLITE_(READONLY|IOERR|CANTOPEN)/.test(code) ? 'unwritable' : null;
}

/** True when another process holds the file's write lock: waiting a moment mends it. */
export function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
