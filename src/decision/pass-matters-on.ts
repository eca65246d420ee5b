// Moves what somebody who left has owned to the next in line: facilitator, sponsor, primary owner.
import { isActive } from '../people/person.ts';
import { personLeft } from '../people/read-directory.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { rootDrawing } from '../ritual/round.ts';
import { leaveRoster, leaveRosters, openRounds, rosterOf } from '../ritual/round-store.ts';
import { lapseOffersTo } from './answer-offer.ts';
import { openMattersOf } from './matter-store.ts';
import { remindOf } from './open-matter.ts';
import { passDecisionOn } from './pass-decision.ts';
import { setClosing } from './set-closing.ts';
import { loadDecision, openDecisionsOf } from './store.ts';

/** Their open matters and undecided decisions get a new owner, who is told; no round waits for them any longer. */
export function passMattersOn(db: Database, now: Date, leaverId: string): void {
  if (isActive(findPerson(db, leaverId))) {
    // They are here again: what nobody could take over meanwhile is still theirs.
    for (const { dueAt } of openMattersOf(db, leaverId)) remindOf(db, now, leaverId, dueAt);
    return;
  }
  // With no facilitator, sponsor or primary owner there is nobody to give it to yet: somebody may come by tomorrow.
  if (!sponsorId(db)) setAlarm(db, personLeft, leaverId, later(now, dayMs));
  lapseOffersTo(db, now, leaverId);
  for (const id of new Set(openMattersOf(db, leaverId).map(({ decisionId }) => decisionId))) {
    const decision = loadDecision(db, id);
    if (decision) passDecisionOn(db, now, decision);
  }
  for (const decision of openDecisionsOf(db, leaverId)) {
    passDecisionOn(db, now, decision);
    redraw(db, now, rootDrawing, decision.roundId);
  }
  for (const roundId of leaveRosters(db, leaverId)) settle(db, now, roundId);
}

/** Somebody left a channel, not the company: its open rounds wait for them no longer. */
export function stopWaitingFor(db: Database, now: Date, conversationId: string, personId: string): void {
  for (const { id } of openRounds(db, conversationId)) {
    if (!rosterOf(db, id).includes(personId)) continue;
    leaveRoster(db, id, personId);
    settle(db, now, id);
  }
}

function settle(db: Database, now: Date, roundId: number): void {
  setClosing(db, now, roundId);
  redraw(db, now, rootDrawing, roundId);
}
