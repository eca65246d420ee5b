// A workflow comes to our step: its decision goes into the channel's round, and the step waits for the reveal.
import { requireAskable } from '../people/roles.ts';
import { findPerson } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { readBack } from '../platform/slack-text.ts';
import { openRound } from '../ritual/open-round.ts';
import type { Round } from '../ritual/round.ts';
import { findOpenRound } from '../ritual/round-store.ts';
import { findRitualIn } from '../ritual/store.ts';
import type { Decision } from './decision.ts';
import { dueNow } from './end-workflow-steps.ts';
import { putDecision } from './put-decision.ts';
import type { StepRun } from './workflow-step.ts';
import { addStep, findStep } from './workflow-store.ts';

/**
 * Once for each execution. A refusal is no failure of ours: it becomes the step's own, told to whoever runs the
 * workflow. Opens its transactions itself.
 */
export function startWorkflowStep(db: Database, now: Date, run: StepRun): void {
  try {
    db.transaction(() => {
      if (findStep(db, run.executionId)) return;
      const decision = putStepDecision(db, now, run);
      addStep(db, { executionId: run.executionId, decisionId: decision.id, problem: null });
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    db.transaction(() => {
      addStep(db, { executionId: run.executionId, decisionId: null, problem: error.message });
      dueNow(db, now, run.executionId);
    });
  }
}

/**
 * Slack does not say who runs a workflow, so whoever answers for the decision counts as having recorded it: the owner
 * that the step names, else the ritual's facilitator. Whoever that is must be able to own it.
 */
function putStepDecision(db: Database, now: Date, run: StepRun): Decision {
  const conversation = requireAskable(db, run.channelId);
  const ritual = findRitualIn(db, conversation.id);
  const ownerId = run.ownerId ?? ritual?.facilitatorId;
  if (!ownerId) {
    throw new Refusal(
      'This channel has no ritual, so nobody owns the decision yet. Choose an owner in the workflow’s step.',
    );
  }
  const key = `workflow step:${run.executionId}`;
  const end = { trigger: 'workflow step', key, at: now, attendeeIds: null } as const;
  const open = findOpenRound(db, conversation.id);
  const round =
    open && hasTime(open, now) ? open : openRound(db, now, { conversation, ritual, askedBy: ownerId, end });
  if (!round) throw new Error(`execution ${run.executionId} has opened a round before`);
  return putDecision(db, now, ownerId, round, {
    statement: readBack(run.decision, (id) => findPerson(db, id)?.name),
    ownerId,
    segments: [],
    reviewOn: null,
    changesId: null,
  });
}

/** A round that is about to close would bring the workflow no answers. */
function hasTime({ openedAt, windowEndsAt }: Round, now: Date): boolean {
  return windowEndsAt.getTime() - now.getTime() >= (windowEndsAt.getTime() - openedAt.getTime()) / 2;
}
