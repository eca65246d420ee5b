// Loads a round with all that its messages show.
import { findBestCustomers } from '../people/settings-store.ts';
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import type { Round } from '../ritual/round.ts';
import { findRound, rosterOf } from '../ritual/round-store.ts';
import { type Answer, answersTo, tallyOf, whoAnswered } from './answer-store.ts';
import type { Decision } from './decision.ts';
import type { Matter } from './matter.ts';
import { mattersOfDecision } from './matter-store.ts';
import { decisionsIn, findSuccessor } from './store.ts';
import { noAnswers, type Tally } from './verdict.ts';

/** A decision and what may be shown of it now. Before the reveal there is neither tally nor answer in it. */
export interface Told {
  decision: Decision;
  /** False for what a decision was changed to without asking the team again. */
  asked: boolean;
  answered: number;
  tally: Tally;
  answers: Answer[];
  matters: Matter[];
  successorId: number | null;
}

export interface RoundFacts {
  round: Round;
  /** How many the round waits for; null where nobody knows. */
  rosterSize: number | null;
  bestCustomers: string | null;
  decisions: Told[];
}

/** Null when the round is unknown, or its channel is open to others now: then nothing of it is posted there. */
export function loadRound(db: Database, roundId: number): RoundFacts | null {
  const round = findRound(db, roundId);
  if (!round || findConversation(db, round.conversationId)?.isShared) return null;
  const version = round.bestCustomersVersion;
  return {
    round,
    rosterSize: round.rosterKnown ? rosterOf(db, round.id).length : null,
    bestCustomers: version === null ? null : (findBestCustomers(db, version)?.words ?? null),
    decisions: decisionsIn(db, round.id)
      .map((decision) => tell(db, round, decision))
      .filter(({ asked }) => asked),
  };
}

/** A decision that was changed after the close belongs to the round, but nobody was asked about it there. */
function wasAsked(round: Round, decision: Decision): boolean {
  return round.closedAt === null || decision.recordedAt <= round.closedAt;
}

/** The only place that lets answers out, and only once the round has closed. */
export function tell(db: Database, round: Round, decision: Decision): Told {
  const revealed = round.state === 'closed';
  return {
    decision,
    asked: wasAsked(round, decision),
    answered: whoAnswered(db, decision.id).length,
    tally: revealed ? tallyOf(db, decision.id) : noAnswers,
    answers: revealed ? answersTo(db, decision.id) : [],
    matters: mattersOfDecision(db, decision.id),
    successorId: findSuccessor(db, decision.id)?.id ?? null,
  };
}
