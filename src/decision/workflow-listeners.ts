// Slack's door for workflows: our step in Workflow Builder, and how it tells them what came of it.
import type { webApi } from '@slack/bolt';
import type { Background } from '../platform/background.ts';
import { type Clock, later, secondMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Inbox } from '../platform/inbox.ts';
import type { Logger } from '../platform/log.ts';
import { readTrouble, type SendTrouble } from '../platform/slack-errors.ts';
import { setAlarm, type Ticker } from '../platform/ticker.ts';
import { endWorkflowStep, tryWorkflowStep } from './end-workflow-steps.ts';
import { rootPlace, stepOutputs } from './load-workflow-step.ts';
import { startWorkflowStep } from './start-workflow-step.ts';
import { readStepRun, type WorkflowStep, workflowStepDue } from './workflow-step.ts';

interface House {
  db: Database;
  clock: Clock;
  slack: webApi.WebClient;
  log: Logger;
  inbox: Inbox;
  ticker: Ticker;
  background: Background;
}

export function listen(house: House): void {
  const { db, inbox, ticker, background, log } = house;
  inbox.on('function_executed', {
    keep: readStepRun,
    apply: (run, now) => startWorkflowStep(db, now, run),
  });
  ticker.on(workflowStepDue, (executionId, now) => {
    const step = tryWorkflowStep(db, now, executionId);
    if (step?.state === 'lost')
      log.error({ executionId }, 'a workflow step could not be told for a day and is given up');
    else if (step) background.run('tell a workflow step', () => tellStep(house, step));
  });
}

async function tellStep(house: House, step: WorkflowStep): Promise<void> {
  const { db, slack } = house;
  const { executionId, decisionId, problem } = step;
  // Slack takes the end of a step once.
  await db.durable();
  try {
    if (decisionId === null) {
      await slack.functions.completeError({ function_execution_id: executionId, error: problem ?? '' });
    } else {
      const outputs = stepOutputs(db, decisionId, await linkOf(house, decisionId));
      await slack.functions.completeSuccess({ function_execution_id: executionId, outputs });
    }
  } catch (error) {
    return tellingFailed(house, step, readTrouble(error), error);
  }
  db.transaction(() => endWorkflowStep(db, executionId, 'told'));
}

/** '' where there is no message to link to; other troubles are the whole step's. */
async function linkOf({ db, slack }: House, decisionId: number): Promise<string> {
  const place = rootPlace(db, decisionId);
  if (!place) return '';
  try {
    const { permalink } = await slack.chat.getPermalink({ channel: place.channelId, message_ts: place.ts });
    return permalink ?? '';
  } catch (error) {
    if (readTrouble(error).kind === 'refused') return '';
    throw error;
  }
}

/** The alarm for the next try is set already; here we only learn that there need not be one, or not so soon. */
function tellingFailed(house: House, step: WorkflowStep, trouble: SendTrouble, err: unknown): void {
  const { db, clock, log } = house;
  const { executionId, attempts } = step;
  if (trouble.kind === 'limited') {
    const retryAt = later(clock.now(), trouble.retryAfterSeconds * secondMs);
    db.transaction(() => setAlarm(db, workflowStepDue, executionId, retryAt));
    log.info({ executionId, retryAt }, 'Slack asks for a pause');
  } else if (trouble.kind === 'refused' || trouble.kind === 'unfit') {
    // An earlier try may have had its effect and lost only its answer.
    const isTold = trouble.problem === 'execution_not_in_running_state' && attempts > 1;
    db.transaction(() => endWorkflowStep(db, executionId, isTold ? 'told' : 'lost'));
    if (!isTold)
      log.warn({ executionId, problem: trouble.problem }, 'Slack refuses the end of a workflow step');
  } else if (trouble.kind === 'bug') {
    log.error({ err, executionId }, 'a workflow step could not be told');
  } else {
    log.warn({ executionId, problem: trouble.problem }, 'a workflow step could not be told and is put off');
  }
}
