// Corrects a decision's words while its round is open: a typo, not another decision.
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Round } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { findRitual } from '../ritual/store.ts';
import { checkStatement, type Decision } from './decision.ts';
import { requireKnown } from './known-decision.ts';
import { redrawDecision } from './redraw-decision.ts';
import { setStatement } from './store.ts';

/** Refuses anyone who may not, what is no longer asked about, and an empty statement. The trail keeps no words. */
export function rewordDecision(
  db: Database,
  now: Date,
  personId: string,
  decisionId: number,
  words: string,
): Decision {
  const decision = requireRewordable(db, personId, decisionId);
  const statement = checkStatement(words, 'statement');
  if (statement === decision.statement) return decision;
  setStatement(db, decision.id, statement);
  audit(db, now, personId, 'reworded', `decision ${decision.id}`);
  redrawDecision(db, now, decision);
  return { ...decision, statement };
}

/** Refuses as rewordDecision does, before there are words: for opening its form. */
export function requireRewordable(db: Database, personId: string, decisionId: number): Decision {
  const decision = requireKnown(db, personId, decisionId);
  const round = findRound(db, decision.roundId);
  if (!round) throw new Error(`decision ${decision.id} belongs to no round`);
  if (!mayReword(db, personId, decision, round)) {
    throw new Refusal('Only the decision’s owner, the facilitator and the sponsor can correct its words.');
  }
  if (!isRewordable(decision, round)) {
    throw new Refusal(
      'The team has answered these words, so they stay as they are. Its owner can withdraw it, or change it when it is reconsidered.',
    );
  }
  return decision;
}

/** The owner answers for the decision, so its words are theirs to mend as well as the facilitator’s. */
export function mayReword(db: Database, personId: string, { ownerId }: Decision, round: Round): boolean {
  const ritual = round.ritualId === null ? undefined : findRitual(db, round.ritualId);
  return [ownerId, (ritual ?? round).facilitatorId, sponsorId(db)].includes(personId);
}

export function isRewordable({ fate }: Decision, { state }: Round): boolean {
  return state === 'open' && fate !== 'withdrawn';
}
