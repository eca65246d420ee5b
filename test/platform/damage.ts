// A database with a page in it that makes no sense, as a failing disk leaves it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../src/platform/database.ts';
import { migrate, readMigrations } from '../../src/platform/migrations.ts';

const migrations = readMigrations(join(import.meta.dirname, '../../src/migrations'));

/** Whoever looks up what became of a subject comes upon it; everything else can be read. */
export function damage(path: string, schema = migrations.length): void {
  const db = new Database(path);
  migrate(db, migrations.slice(0, schema));
  db.script(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
     INSERT INTO audit (at, did, subject) SELECT 'x', 'x', 'decision ' || i || hex(zeroblob(40)) FROM n`,
  );
  const root = db.one<{ page: number }>(
    "SELECT rootpage AS page FROM sqlite_schema WHERE name = 'audit_subject'",
  );
  db.becomeOneFile();
  db.close();
  const bytes = readFileSync(path);
  const pageBytes = bytes.readUInt16BE(16);
  bytes.fill(0xa5, ((root?.page ?? 1) - 1) * pageBytes, (root?.page ?? 1) * pageBytes);
  writeFileSync(path, bytes);
}
