// Keeps a copy of the database: whole, opened and found sound, or not there at all.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Database } from './database.ts';

export interface Copy {
  path: string;
  bytes: number;
  /** Of its schema. */
  version: number;
}

/** The copy cannot be trusted; the message says what SQLite found. */
export class CopyDamaged extends Error {}

/**
 * Copies what `db`, which nobody else uses meanwhile, holds at this moment, over whatever is at `path`. Only its owner may
 * read it. Throws CopyDamaged, and keeps nothing, when the copy is not sound.
 */
export async function keepCopy(db: Database, path: string): Promise<Copy> {
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  try {
    await db.copyTo(partial);
    const version = checkCopy(partial);
    renameSync(partial, path);
    keepName(path);
    return { path, bytes: statSync(path).size, version };
  } finally {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(partial + end, { force: true });
  }
}

function checkCopy(path: string): number {
  const copy = new Database(path);
  try {
    const [problem] = copy.problems();
    if (problem) throw new CopyDamaged(problem);
    copy.becomeOneFile();
    return copy.version;
  } finally {
    copy.close();
  }
}

/** Until its folder is on the disk, a power cut may take the new name back. */
export function keepName(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Before the schema changes, what it was lies beside it: the way back to the release before. Null where there is nothing
 * to keep.
 */
export async function keepBeforeUpgrade(path: string, newest: number): Promise<Copy | null> {
  if (path === ':memory:' || !existsSync(path)) return null;
  const db = new Database(path);
  try {
    if (db.version === 0 || db.version >= newest) return null;
    return await keepCopy(db, `${path}.schema-${db.version}`);
  } finally {
    db.close();
  }
}
