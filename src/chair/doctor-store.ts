// The SQL of what an examination asks of the database.
import type { Database } from '../platform/database.ts';
import type { OwedMessage } from '../platform/outbox.ts';

/** When a step of somebody's workflow recorded a decision last; null: never. */
export function lastStepAt(db: Database): Date | null {
  const row = db.one<{ at: string | null }>(
    `SELECT max(d.recorded_at) AS at FROM workflow_step s JOIN decision d ON d.id = s.decision_id`,
  );
  return row?.at ? new Date(row.at) : null;
}

/** When the newest event came that was kept; null: none in the last week. */
export function lastEventAt(db: Database): Date | null {
  const row = db.one<{ at: string | null }>('SELECT max(received_at) AS at FROM inbox');
  return row?.at ? new Date(row.at) : null;
}

/** Every zone that a person or a ritual lives in. */
export function zonesInUse(db: Database): string[] {
  return db
    .all<{ zone: string }>('SELECT time_zone AS zone FROM person UNION SELECT time_zone FROM ritual')
    .map(({ zone }) => zone);
}

/** The message that was tried most often in vain and still waits. */
export function mostTried(db: Database): { attempts: number; problem: string | null } | undefined {
  return db.one(
    `SELECT attempts, problem FROM message WHERE state IN ('due', 'sending') AND attempts > 0
     ORDER BY attempts DESC LIMIT 1`,
  );
}

/** Messages of which nobody can tell whether they were sent, the newest first. */
export function unknownMessages(db: Database, limit: number): Pick<OwedMessage, 'drawing' | 'address'>[] {
  return db.all(
    "SELECT drawing, address FROM message WHERE state = 'unknown' ORDER BY id DESC LIMIT @limit",
    {
      limit,
    },
  );
}
