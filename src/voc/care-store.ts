// The SQL of forgetting many voices: whose and which, a slice at a time.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { customerFacet, customerOfWord, customerWords } from './facets.ts';

/** A forgetting that is not done yet. */
export interface Forgetting {
  id: number;
  /** The spellings of a customer's name; null: by age. */
  customers: string[] | null;
  saidBefore: Date | null;
  askedBy: string | null;
  forgotten: number;
}

export function addForgetting(db: Database, given: Omit<Forgetting, 'id' | 'forgotten'>): number {
  return db.run(
    'INSERT INTO forgetting (customers, said_before, asked_by) VALUES (@customers, @saidBefore, @askedBy)',
    {
      customers: given.customers && JSON.stringify(given.customers),
      saidBefore: given.saidBefore && stored(given.saidBefore),
      askedBy: given.askedBy,
    },
  ).lastId;
}

export function findForgetting(db: Database, id: number): Forgetting | undefined {
  const row = db.one<{
    customers: string | null;
    said_before: string | null;
    asked_by: string | null;
    forgotten: number;
  }>('SELECT * FROM forgetting WHERE id = @id', { id });
  return (
    row && {
      id,
      customers: row.customers === null ? null : (JSON.parse(row.customers) as string[]),
      saidBefore: row.said_before === null ? null : new Date(row.said_before),
      askedBy: row.asked_by,
      forgotten: row.forgotten,
    }
  );
}

export function countForgotten(db: Database, id: number, more: number): void {
  db.run('UPDATE forgetting SET forgotten = forgotten + @more WHERE id = @id', { id, more });
}

export function removeForgetting(db: Database, id: number): void {
  db.run('DELETE FROM forgetting WHERE id = @id', { id });
}

/** The numbers of some voices that it still has to forget. */
export function voicesToForget(db: Database, { customers, saidBefore }: Forgetting, limit: number): number[] {
  const rows = customers
    ? db.all<{ id: number }>(
        'SELECT rowid AS id FROM voice_index WHERE voice_index MATCH @match LIMIT @limit',
        { match: namingAny(customers), limit },
      )
    : db.all<{ id: number }>('SELECT id FROM voice WHERE said_at < @before LIMIT @limit', {
        before: saidBefore ? stored(saidBefore) : '',
        limit,
      });
  return rows.map(({ id }) => id);
}

export function countVoicesOf(db: Database, customers: string[]): number {
  return (
    db.one<{ count: number }>('SELECT count(*) AS count FROM voice_index WHERE voice_index MATCH @match', {
      match: namingAny(customers),
    })?.count ?? 0
  );
}

export function countVoicesBefore(db: Database, saidBefore: Date): number {
  return (
    db.one<{ count: number }>('SELECT count(*) AS count FROM voice WHERE said_at < @before', {
      before: stored(saidBefore),
    })?.count ?? 0
  );
}

/** Those of the customers that voices name which are meant, once in each spelling that is not just capitals. */
export function customerNames(db: Database, isMeant: (name: string) => boolean): string[] {
  const words = db.all<{ term: string }>(
    'SELECT term FROM voice_term WHERE term >= @from AND term < @until',
    customerWords,
  );
  return words
    .map(({ term }) => customerOfWord(term))
    .filter(isMeant)
    .flatMap((name) => spellingOf(db, name) ?? []);
}

/** As the first voice of this customer has it. None: somebody wrote such a word among their own. */
function spellingOf(db: Database, name: string): string | undefined {
  const sql = `SELECT v.customer AS spelling FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
     WHERE voice_index MATCH @match LIMIT 1`;
  return db.one<{ spelling: string }>(sql, { match: namingAny([name]) })?.spelling;
}

function namingAny(customers: string[]): string {
  return `facets : (${customers.map(customerFacet).join(' OR ')})`;
}

/** Of the voices of others, how many (at most `limit`) say the name in their words. */
export function countMentions(db: Database, name: string, customers: string[], limit: number): number {
  return (
    db.one<{ count: number }>(
      `SELECT count(*) AS count FROM (SELECT v.id FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
         WHERE voice_index MATCH @match
           AND coalesce(v.customer, '') COLLATE NOCASE NOT IN (SELECT value FROM json_each(@customers))
         LIMIT @limit)`,
      { match: `words : "${name.replaceAll('"', '""')}"`, customers: JSON.stringify(customers), limit },
    )?.count ?? 0
  );
}

/** A file may be called after its customer. */
export function renameFiles(db: Database, name: string): number[] {
  return db
    .all<{ id: number }>(
      "UPDATE import SET file_name = 'a file' WHERE instr(lower(file_name), lower(@name)) > 0 RETURNING id",
      { name },
    )
    .map(({ id }) => id);
}
