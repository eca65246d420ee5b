// The SQL of forgetting many voices: whose and which, a slice at a time.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

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
        `SELECT id FROM voice WHERE customer COLLATE NOCASE IN (SELECT value FROM json_each(@customers))
         LIMIT @limit`,
        { customers: JSON.stringify(customers), limit },
      )
    : db.all<{ id: number }>('SELECT id FROM voice WHERE said_at < @before LIMIT @limit', {
        before: saidBefore ? stored(saidBefore) : '',
        limit,
      });
  return rows.map(({ id }) => id);
}

export function countVoicesOf(db: Database, customers: string[]): number {
  return (
    db.one<{ count: number }>(
      `SELECT count(*) AS count FROM voice
       WHERE customer COLLATE NOCASE IN (SELECT value FROM json_each(@customers))`,
      { customers: JSON.stringify(customers) },
    )?.count ?? 0
  );
}

export function countVoicesBefore(db: Database, saidBefore: Date): number {
  return (
    db.one<{ count: number }>('SELECT count(*) AS count FROM voice WHERE said_at < @before', {
      before: stored(saidBefore),
    })?.count ?? 0
  );
}

/** Every customer that a voice names, once in each spelling that is not just capitals. */
export function customerNames(db: Database): string[] {
  return db
    .all<{ customer: string }>(
      'SELECT customer FROM voice WHERE customer IS NOT NULL GROUP BY customer COLLATE NOCASE',
    )
    .map(({ customer }) => customer);
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
