// Loads what a workflow step is told: its decision's outputs, and where its round's root stands.
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { findMessage, type Place } from '../platform/outbox.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { tell } from './load-round.ts';
import { loadDecision } from './store.ts';
import { outputsOf, type StepOutputs } from './workflow-step.ts';

/** Null where the root never came to stand. */
export function rootPlace(db: Database, decisionId: number): Place | null {
  const decision = loadDecision(db, decisionId);
  const root = decision && findMessage(db, rootDrawing, decision.roundId, decision.conversationId);
  return root?.channel_id && root.ts ? { channelId: root.channel_id, ts: root.ts } : null;
}

export function stepOutputs(db: Database, decisionId: number, link: string): StepOutputs {
  const decision = loadDecision(db, decisionId);
  const round = decision && findRound(db, decision.roundId);
  const conversation = round && findConversation(db, round.conversationId);
  if (!conversation) throw new Error(`decision ${decisionId} has lost its round or its channel`);
  return outputsOf(tell(db, round, decision), round, conversation, link);
}
