// Databases that take minutes to make: made once, and used again by the next run.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newDatabase } from '../sandbox/stage.ts';
import type { Database } from '../src/platform/database.ts';

interface Wish {
  folder: string;
  name: string;
  /** Another size, schema or code makes another one. */
  size: unknown;
  /** The files of this folder that fill it. */
  madeBy: readonly string[];
}

/** Its path. `fill` fills one that has the schema; a run that breaks off leaves nothing that looks finished. */
export function madeOnce({ folder, name, size, madeBy }: Wish, fill: (db: Database) => void): string {
  const migrations = join(import.meta.dirname, '../src/migrations');
  const files = readdirSync(migrations).map((file) => join(migrations, file));
  const hash = createHash('sha256');
  for (const file of [...files.sort(), ...madeBy.map((one) => join(import.meta.dirname, one))]) {
    hash.update(readFileSync(file));
  }
  hash.update(JSON.stringify(size));
  const path = join(folder, `empty-chair-bench-${name}-${hash.digest('hex').slice(0, 12)}.db`);
  if (existsSync(path)) return path;
  const unfinished = `${path}.unfinished`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  const db = newDatabase(unfinished);
  try {
    fill(db);
    db.foldLog();
  } finally {
    db.close();
  }
  renameSync(unfinished, path);
  return path;
}
