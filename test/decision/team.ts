// A team in the middle of a round: short words to record, answer and close.
import { answerDecision } from '../../src/decision/answer-decision.ts';
import { closeRound } from '../../src/decision/close-round.ts';
import type { Decision } from '../../src/decision/decision.ts';
import type { DecisionWishes } from '../../src/decision/put-decision.ts';
import { recordDecision } from '../../src/decision/record-decision.ts';
import { loadDecision } from '../../src/decision/store.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import type { Database } from '../../src/platform/database.ts';
import { askRitual } from '../../src/ritual/ask-ritual.ts';
import type { Round } from '../../src/ritual/round.ts';
import { findRound } from '../../src/ritual/round-store.ts';
import { ana, monday, product } from '../people/town.ts';

export const wishes: DecisionWishes = {
  statement: 'Drop phone support on the free plan',
  ownerId: ana,
  segments: [],
  reviewOn: null,
  changesId: null,
};

export function asks(db: Database, id: string = ana, place: string = product, at = monday): Round {
  return askRitual(db, at, id, place);
}

export function records(
  db: Database,
  change: Partial<DecisionWishes> = {},
  { id = ana as string, place = product as string, at = monday } = {},
): Decision {
  return recordDecision(db, at, id, { conversationId: place }, { ...wishes, ...change });
}

export function answers(
  db: Database,
  decision: Decision,
  verdictOf: Record<string, Verdict>,
  at = monday,
): void {
  for (const [id, verdict] of Object.entries(verdictOf)) {
    answerDecision(db, at, id, { decisionId: decision.id, verdict });
  }
}

/** The round of a decision closes, and the decision comes back as it is then. */
export function closes(db: Database, decision: Decision, at = monday): Decision {
  closeRound(db, at, decision.roundId, null);
  return again(db, decision);
}

export function again(db: Database, decision: Decision): Decision {
  const found = loadDecision(db, decision.id);
  if (!found) throw new Error(`decision ${decision.id} is gone`);
  return found;
}

export function roundOf(db: Database, decision: Decision): Round {
  const found = findRound(db, decision.roundId);
  if (!found) throw new Error(`round ${decision.roundId} is gone`);
  return found;
}

/** What is owed to Slack, as drawing and address. */
export function owed(db: Database): string[] {
  return db
    .all<{ drawing: string; address: string }>('SELECT drawing, address FROM message ORDER BY id')
    .map(({ drawing, address }) => `${drawing} to ${address}`);
}
