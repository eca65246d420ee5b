// A step of somebody's workflow: the decision that it asks about, and what it is told once the answers are in.
import { type Conversation, wholeWorkspace } from '../people/conversation.ts';
import { dayMs, hourMs, minuteMs } from '../platform/clock.ts';
import type { SlackEvent } from '../platform/inbox.ts';
import type { Round } from '../ritual/round.ts';
import { fewestShown } from './ballot.ts';
import type { Told } from './load-round.ts';
import { answersIn, type Tally } from './verdict.ts';

/** The step's callback_id in the manifest. */
export const askCustomers = 'ask_customers';

/** The kind of alarm at which Slack is told how a step ended; its key is the execution's id. */
export const workflowStepDue = 'workflow step due';

export interface WorkflowStep {
  /** Slack's function_execution_id: the step's own token dies after fifteen minutes, this stays. */
  executionId: string;
  decisionId: number | null;
  /** Why it cannot end well. A step has a decision or a problem. */
  problem: string | null;
  /** waiting for the reveal, due to be told, told, or lost: Slack does not want to know any more. */
  state: 'waiting' | 'due' | 'told' | 'lost';
  dueSince: Date | null;
  /** How often we have tried to tell Slack. */
  attempts: number;
}

/** What a workflow asks for when it comes to our step; '' and null where it says nothing. */
export interface StepRun {
  executionId: string;
  channelId: string;
  decision: string;
  ownerId: string | null;
}

/** The fields we need of a `function_executed` event; null when another step is meant. */
export function readStepRun(event: SlackEvent): StepRun | null {
  const { callback_id: callbackId } = fieldsOf(event.function);
  const executionId = textOf(event.function_execution_id);
  if (callbackId !== askCustomers || !executionId) return null;
  const inputs = fieldsOf(event.inputs);
  return {
    executionId,
    channelId: textOf(inputs.channel),
    decision: textOf(inputs.decision),
    ownerId: textOf(inputs.owner) || null,
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The step's output_parameters in the manifest; what is not told is left out. */
export interface StepOutputs extends Record<string, unknown> {
  round_link: string;
  decision_number: number;
  tally: string;
  must_reconsider?: boolean;
}

/**
 * What the workflow's next steps get to know. They may show it anywhere, and Slack does not say who runs a workflow: so
 * of a private channel, or one that others look into now, they learn where to read it and nothing of what was answered.
 */
export function outputsOf(
  { decision, tally }: Told,
  round: Round,
  place: Conversation,
  link: string,
): StepOutputs {
  const where = { round_link: link, decision_number: decision.id };
  const isOpen = round.audience === wholeWorkspace && !place.isPrivate && !place.isShared;
  if (!isOpen) return { ...where, tally: 'private' };
  if (round.anonymous && answersIn(tally) < fewestShown)
    return { ...where, tally: 'too few answers to tell' };
  if (answersIn(tally) === 0) return { ...where, tally: 'nobody answered' };
  return { ...where, tally: tallyWords(tally), must_reconsider: decision.ruling === 'reconsider' };
}

const tallyWords = ({ love, accept, dislike, unsure }: Tally) =>
  `${love} love, ${accept} accept, ${dislike} dislike, ${unsure} unsure`;

/** Slack may be away for hours; nobody waits for a step for more than a day after its reveal. */
export const longestTryingMs = dayMs;

/** So often it was tried by then, about: a day that we were down was no day of trying. */
export const fewestTries = 20;

/** How long to wait for the outcome of a try before the next one: from one minute to an hour. */
export function pauseBeforeTryMs(attempts: number): number {
  return Math.min(minuteMs * 2 ** Math.min(attempts, 10), hourMs);
}
