// The SQL of what an examination asks of the database.
import type { Database } from '../platform/database.ts';

/** When a step of somebody's workflow recorded a decision last; null: never. */
export function lastStepAt(db: Database): Date | null {
  const row = db.one<{ at: string | null }>(
    `SELECT max(d.recorded_at) AS at FROM workflow_step s JOIN decision d ON d.id = s.decision_id`,
  );
  return row?.at ? new Date(row.at) : null;
}
