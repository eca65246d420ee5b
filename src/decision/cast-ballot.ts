// Takes an anonymous answer, and changes it for whoever holds its token while the round is open.
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { leaveTraces } from '../platform/traces.ts';
import { type Round, rootDrawing } from '../ritual/round.ts';
import { findRound, joinRoster } from '../ritual/round-store.ts';
import { checkWhy, requireAsked } from './answer-decision.ts';
import { type Ballot, ballotIdOf, newToken } from './ballot.ts';
import { fillBox, hasTurnedOut, lookIntoBox, noteTurnout } from './ballot-store.ts';
import type { Decision } from './decision.ts';
import { requireHeard } from './hear-voices.ts';
import { setClosing } from './set-closing.ts';
import { loadDecision } from './store.ts';
import type { Verdict } from './verdict.ts';

export interface BallotWishes {
  verdict: Verdict;
  why?: string;
  /** The kind of customers in mind, and the voices cited. */
  segment?: string | null;
  voiceIds?: number[];
}

/** What its caster alone gets to know. */
export interface CastBallot {
  decisionId: number;
  conversationId: string;
  ballot: Ballot;
  token: string;
}

/**
 * Refuses strangers, a round that has closed, and whoever has answered before. What is written: that this person has
 * answered, and a box with one ballot more. Two copies of the database from before and after it show both; one copy
 * shows neither order nor time of ballots, whoever reads its bytes.
 */
export function castBallot(
  db: Database,
  now: Date,
  personId: string,
  decisionId: number,
  { verdict, why, segment = null, voiceIds = [] }: BallotWishes,
): CastBallot {
  const { round } = requireCastable(db, personId, decisionId);
  checkWhy(why);
  requireHeard(db, personId, round.conversationId, voiceIds);
  const token = newToken();
  const ballot = { id: ballotIdOf(token), verdict, why: why || null, segment, voiceIds };
  fillBox(db, decisionId, [...lookIntoBox(db, decisionId), ballot]);
  noteTurnout(db, decisionId, personId);
  joinRoster(db, round.id, personId);
  setClosing(db, now, round.id);
  redraw(db, now, rootDrawing, round.id);
  leaveTraces(db, now);
  return { decisionId, conversationId: round.conversationId, ballot, token };
}

/** What is left out stays as it was. Refuses an unknown token, and every change after the close. */
export function changeBallot(
  db: Database,
  now: Date,
  personId: string,
  { decisionId, token }: { decisionId: number; token: string },
  wishes: Partial<BallotWishes>,
): CastBallot {
  const { round, ballot: before } = requireBallot(db, personId, decisionId, token);
  checkWhy(wishes.why);
  if (wishes.voiceIds) requireHeard(db, personId, round.conversationId, wishes.voiceIds);
  const why = wishes.why === undefined ? before.why : wishes.why || null;
  const ballot = { ...before, ...wishes, why };
  const others = lookIntoBox(db, decisionId).filter(({ id }) => id !== before.id);
  fillBox(db, decisionId, [...others, ballot]);
  setClosing(db, now, round.id);
  redraw(db, now, rootDrawing, round.id);
  leaveTraces(db, now);
  return { decisionId, conversationId: round.conversationId, ballot, token };
}

/** Whether answers to a decision carry no names; false for one that is not known. */
export function isAnonymous(db: Database, decisionId: number): boolean {
  const decision = loadDecision(db, decisionId);
  return (decision && findRound(db, decision.roundId)?.anonymous) ?? false;
}

interface Castable {
  decision: Decision;
  round: Round;
}

/** Refuses as castBallot does, before there is a ballot: for opening its form. */
export function requireCastable(db: Database, personId: string, decisionId: number): Castable {
  const found = requireOpenBox(db, personId, decisionId);
  if (hasTurnedOut(db, decisionId, personId)) {
    throw new Refusal(
      'Your answer is in, and nothing tells which one is yours. To change it, use the button under the private receipt that you got; where that has vanished, your answer stays as it is.',
    );
  }
  return found;
}

/** Refuses as changeBallot does; returns the ballot as it is. */
export function requireBallot(
  db: Database,
  personId: string,
  decisionId: number,
  token: string,
): Castable & { ballot: Ballot } {
  const found = requireOpenBox(db, personId, decisionId);
  const id = ballotIdOf(token);
  const ballot = lookIntoBox(db, decisionId).find((one) => one.id === id);
  if (!ballot) throw new Refusal('This receipt belongs to no answer of this round, so nothing was changed.');
  return { ...found, ballot };
}

function requireOpenBox(db: Database, personId: string, decisionId: number): Castable {
  const found = requireAsked(db, personId, decisionId);
  if (!found.round.anonymous)
    throw new Refusal('This decision is answered by name, with its buttons in the channel.');
  if (found.round.state === 'open') return found;
  throw new Refusal(
    'This round has closed. An anonymous round takes no late answers and changes none: a single one would show whose it is.',
  );
}
