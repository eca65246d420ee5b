// What every verb of the command line works in: the settings, the database, the clock, and how it tells its results.
import { existsSync } from 'node:fs';
import { Database } from '../platform/database.ts';
import { readMigrations } from '../platform/migrations.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Asked } from './doctor.ts';

export interface House {
  now(): Date;
  /** Throws when the settings cannot be used. */
  databasePath(): string;
  askSlack(): Promise<Asked>;
  /** What Slack's own clock says. */
  slackClock(): Promise<Date>;
  /** Asks Slack for a socket, without opening it; false where the settings ask for HTTP. */
  askForSocket(): Promise<boolean>;
  /** Sends a direct message. */
  post(personId: string, text: string): Promise<void>;
  manifest: string;
  migrationsFolder: string;
}

/** Where the bot's database is. Refuses when there is none. */
export function knownDatabasePath({ databasePath }: Pick<House, 'databasePath'>): string {
  const path = databasePath();
  if (existsSync(path)) return path;
  throw new Refusal(`There is no database at ${path} yet. Start the bot once, or set DATABASE_PATH.`);
}

/** How every verb ends; --help says it. */
export const ends = { well: 0, toMend: 1, askedWrongly: 2, failed: 3, stopped: 130 } as const;

export const endsTold = `
Ends with 0 when it is done, 1 when something is to be mended or you said no, 2 when it was asked wrongly,
3 when it failed, 130 when it was stopped by Ctrl-C.`;

/** The command was asked for in a way that it cannot be carried out. */
export class AskedWrongly extends Error {}

/** Opens the bot's own database, beside it if it runs. Refuses one that is not there or of another release. */
export async function withDatabase<Result>(
  house: House,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = new Database(knownDatabasePath(house));
  try {
    const newest = readMigrations(house.migrationsFolder).length;
    if (db.version !== newest) {
      throw new Refusal(
        `The database is at schema ${db.version} and this release at ${newest}. Start the bot of this release once, then try again.`,
      );
    }
    return await work(db);
  } finally {
    db.close();
  }
}

/** On the standard output: words for people, or with --json the same for a program. */
export function tell(isJson: boolean | undefined, words: string, data: unknown): void {
  process.stdout.write(isJson ? `${JSON.stringify(data, null, 2)}\n` : words);
}
