// Closes a round: the rule is applied, its duties are laid on their owners, and the answers are revealed.
import { requireMember } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { owe, redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { clearAlarm } from '../platform/ticker.ts';
import { type Round, rootDrawing, roundCloses } from '../ritual/round.ts';
import { endRound, findRound, openRounds, rosterOf } from '../ritual/round-store.ts';
import { requireRunsRound } from '../ritual/run-round.ts';
import { adviseFacilitator } from './advise-facilitator.ts';
import { tallyOf } from './answer-store.ts';
import { awaitReview } from './await-outcome.ts';
import type { Decision } from './decision.ts';
import { releaseWorkflowSteps } from './end-workflow-steps.ts';
import { dutyOf } from './matter.ts';
import { openBallots } from './open-ballots.ts';
import { openMatter } from './open-matter.ts';
import { stopReminding } from './remind-roster.ts';
import { rule } from './ruling.ts';
import { decisionsIn, setRuling } from './store.ts';

/** The one reply in the round's thread that tells what was answered; its subject is the round's id. */
export const revealDrawing = 'reveal';

/** Closes an open round; one that nobody recorded a decision in has lapsed. `personId` null: its time had come. */
export function closeRound(db: Database, now: Date, roundId: number, personId: string | null): void {
  const round = findRound(db, roundId);
  if (round?.state !== 'open') return;
  clearAlarm(db, roundCloses, round.id);
  const decisions = decisionsIn(db, round.id);
  const state = decisions.length > 0 ? 'closed' : 'lapsed';
  endRound(db, round.id, state, now, personId);
  openBallots(
    db,
    now,
    round,
    decisions.map(({ id }) => id),
  );
  for (const decision of decisions) applyRule(db, now, round, decision);
  for (const decision of decisions) releaseWorkflowSteps(db, now, decision.id);
  stopReminding(db, round.id);
  if (round.ritualId !== null) adviseFacilitator(db, now, round.ritualId);
  audit(db, now, personId, state, `round ${round.id}`);
  redraw(db, now, rootDrawing, round.id);
  if (state === 'closed') {
    owe(db, now, {
      drawing: revealDrawing,
      subject: round.id,
      address: round.conversationId,
      inThreadOf: { drawing: rootDrawing, subject: round.id },
    });
  }
}

function applyRule(db: Database, now: Date, round: Round, decision: Decision): void {
  if (decision.fate === 'withdrawn') return;
  const rosterSize = round.rosterKnown ? rosterOf(db, round.id).length : null;
  const ruling = rule(tallyOf(db, decision.id), round.reconsiderAt, rosterSize);
  setRuling(db, decision.id, ruling);
  audit(db, now, null, `ruled ${ruling}`, `decision ${decision.id}`);
  const duty = dutyOf(ruling);
  if (duty) openMatter(db, now, decision, { kind: duty, because: 'rule' });
  awaitReview(db, decision);
}

/**
 * Closes the newest open round of a channel by hand, and returns it as it is then. Refuses anyone who does not run it.
 */
export function closeRoundByHand(db: Database, now: Date, personId: string, conversationId: string): Round {
  requireMember(db, conversationId, personId);
  const round = openRounds(db, conversationId)[0];
  if (!round) throw new Refusal('No round is open here. `/ritual ask` opens one.');
  requireRunsRound(db, round, personId);
  closeRound(db, now, round.id, personId);
  return findRound(db, round.id) ?? round;
}
