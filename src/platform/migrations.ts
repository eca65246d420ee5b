// Brings a database to the newest schema: numbered files, forward only, each all or nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';

/** The database was written by a newer release, or a step of the schema failed; the message says what to do. */
export class MigrationFailed extends Error {}

export interface Migration {
  number: number;
  name: string;
  sql: string;
}

/** The migrations of a folder, in order. Throws when the numbers have a gap or a double. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, index) => {
    const number = Number(file.slice(0, 4));
    if (number !== index + 1)
      throw new MigrationFailed(`${file} breaks the row: expected number ${index + 1}.`);
    return { number, name: file, sql: readFileSync(join(folder, file), 'utf8') };
  });
}

/** Applies what the database has not seen. Throws MigrationFailed and changes nothing when a step fails. */
export function migrate(database: Database, migrations: Migration[]): void {
  const newest = migrations.length;
  if (database.version > newest) {
    throw new MigrationFailed(
      `This database is at schema ${database.version}, but this release knows only ${newest}. ` +
        'Start the newer release again, or restore a backup made before the upgrade.',
    );
  }
  for (const { number, name, sql } of migrations.slice(database.version)) {
    try {
      database.transaction(() => {
        database.script(sql);
        database.version = number;
      });
    } catch (error) {
      throw new MigrationFailed(
        `${name} failed and changed nothing: ${error instanceof Error ? error.message : error}`,
        {
          cause: error,
        },
      );
    }
  }
}
