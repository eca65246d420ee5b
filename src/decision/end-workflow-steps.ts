// Ends the workflow steps that waited for a decision: due at the reveal, then told, or lost.
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import {
  fewestTries,
  longestTryingMs,
  pauseBeforeTryMs,
  type WorkflowStep,
  workflowStepDue,
} from './workflow-step.ts';
import { countAttempt, findStep, markDue, markEnded, waitingFor } from './workflow-store.ts';

/** The answers to a decision are in: whichever workflows wait for them can go on. Belongs in the close's transaction. */
export function releaseWorkflowSteps(db: Database, now: Date, decisionId: number): void {
  for (const executionId of waitingFor(db, decisionId)) dueNow(db, now, executionId);
}

/** Has Slack told how a step ended, as soon as we can. */
export function dueNow(db: Database, now: Date, executionId: string): void {
  markDue(db, executionId, now);
  setAlarm(db, workflowStepDue, executionId, now);
}

/**
 * A step that is to be told now, or null. The alarm for the next try is set first: whatever happens to this one, the
 * step is not stranded. After a day of trying it is lost, and comes back as that.
 */
export function tryWorkflowStep(db: Database, now: Date, executionId: string): WorkflowStep | null {
  const step = findStep(db, executionId);
  if (step?.state !== 'due' || !step.dueSince) return null;
  const isLate = now.getTime() - step.dueSince.getTime() > longestTryingMs;
  if (isLate && step.attempts >= fewestTries) {
    markEnded(db, executionId, 'lost');
    return { ...step, state: 'lost' };
  }
  setAlarm(db, workflowStepDue, executionId, later(now, pauseBeforeTryMs(step.attempts)));
  countAttempt(db, executionId);
  return { ...step, attempts: step.attempts + 1 };
}

export function endWorkflowStep(db: Database, executionId: string, state: 'told' | 'lost'): void {
  markEnded(db, executionId, state);
  clearAlarm(db, workflowStepDue, executionId);
}
