// The least index that voices could be searched in, beside the bot’s own: filled as ours is, a batch at a time.
import type { Database } from '../src/platform/database.ts';

export const bareTable = `CREATE VIRTUAL TABLE bare_index USING fts5 (words, customer, themes, content = '',
  tokenize = 'porter unicode61 remove_diacritics 2')`;

/** The voices of these ids, both included. */
export function indexBarely(db: Database, firstId: number, lastId: number): void {
  db.run(
    `INSERT INTO bare_index (rowid, words, customer, themes)
     SELECT id, words, customer, themes FROM voice WHERE id BETWEEN @firstId AND @lastId`,
    { firstId, lastId },
  );
}

/** All of it in one piece. */
export function tidyBarely(db: Database): void {
  db.script("INSERT INTO bare_index (bare_index) VALUES ('optimize')");
}
