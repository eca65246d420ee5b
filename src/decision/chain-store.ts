// The SQL of chains: a decision that was changed, what took its place, and what took the place of that.
import type { Database } from '../platform/database.ts';
import type { Decision } from './decision.ts';

/** One decision of a chain. All of them belong to one conversation, so whoever may read one may read all. */
export interface Link {
  id: number;
  statement: string;
  fate: Decision['fate'];
}

/** The chain that a decision is part of, oldest first; itself alone where nothing was changed. */
export function chainOf(db: Database, id: number): Link[] {
  return db.all<Link>(
    `WITH RECURSIVE
       older (id) AS (SELECT @id UNION
         SELECT d.changes_id FROM older JOIN decision d ON d.id = older.id WHERE d.changes_id IS NOT NULL),
       newer (id) AS (SELECT @id UNION SELECT d.id FROM newer JOIN decision d ON d.changes_id = newer.id)
     SELECT d.id, d.statement, d.fate FROM decision d
     WHERE d.id IN (SELECT id FROM older UNION SELECT id FROM newer) ORDER BY d.id`,
    { id },
  );
}
