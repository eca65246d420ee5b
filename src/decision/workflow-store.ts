// The SQL of workflow steps that wait for their decision's reveal.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { WorkflowStep } from './workflow-step.ts';

interface Row {
  execution_id: string;
  decision_id: number | null;
  problem: string | null;
  state: WorkflowStep['state'];
  due_since: string | null;
  attempts: number;
}

const toStep = (row: Row): WorkflowStep => ({
  executionId: row.execution_id,
  decisionId: row.decision_id,
  problem: row.problem,
  state: row.state,
  dueSince: row.due_since ? new Date(row.due_since) : null,
  attempts: row.attempts,
});

/** Waits for a decision; without one it has a problem and is due in a moment. */
export function addStep(
  db: Database,
  step: { executionId: string; decisionId: number | null; problem: string | null },
): void {
  db.run(
    `INSERT INTO workflow_step (execution_id, decision_id, problem, state)
     VALUES (@executionId, @decisionId, @problem, 'waiting')`,
    step,
  );
}

export function findStep(db: Database, executionId: string): WorkflowStep | undefined {
  const row = db.one<Row>('SELECT * FROM workflow_step WHERE execution_id = @executionId', { executionId });
  return row && toStep(row);
}

/** The executions that wait for a decision. */
export function waitingFor(db: Database, decisionId: number): string[] {
  return db
    .all<Row>("SELECT * FROM workflow_step WHERE decision_id = @decisionId AND state = 'waiting'", {
      decisionId,
    })
    .map((row) => row.execution_id);
}

export function markDue(db: Database, executionId: string, now: Date): void {
  db.run("UPDATE workflow_step SET state = 'due', due_since = @now WHERE execution_id = @executionId", {
    executionId,
    now: stored(now),
  });
}

export function countAttempt(db: Database, executionId: string): void {
  db.run('UPDATE workflow_step SET attempts = attempts + 1 WHERE execution_id = @executionId', {
    executionId,
  });
}

export function markEnded(db: Database, executionId: string, state: 'told' | 'lost'): void {
  db.run('UPDATE workflow_step SET state = @state WHERE execution_id = @executionId', { executionId, state });
}
