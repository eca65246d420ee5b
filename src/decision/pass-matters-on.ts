// Moves what somebody can own no longer to the next in line: facilitator, sponsor, primary owner.
import { isActive } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { rootDrawing } from '../ritual/round.ts';
import { leaveRoster, leaveRosters, openRounds, rosterOf } from '../ritual/round-store.ts';
import { lapseOffersTo } from './answer-offer.ts';
import { openMattersOf } from './matter-store.ts';
import { remindOf } from './open-matter.ts';
import { ownerNow } from './pass-decision.ts';
import { setClosing } from './set-closing.ts';
import { loadDecision, openDecisionsOf } from './store.ts';

/** What is open of somebody who left gets a new owner, who is told; no round waits for them any longer. */
export function passMattersOn(db: Database, now: Date, leaverId: string): void {
  passWhatIsOutOfReach(db, now, leaverId);
  if (isActive(findPerson(db, leaverId))) {
    // They are here again: what nobody could take over meanwhile is still theirs.
    for (const { dueAt } of openMattersOf(db, leaverId)) remindOf(db, now, leaverId, dueAt);
    return;
  }
  lapseOffersTo(db, now, leaverId);
  for (const roundId of leaveRosters(db, leaverId)) settle(db, now, roundId);
}

/**
 * Open matters and undecided decisions that somebody may own no longer go to the next in line: they left the workspace
 * or the private conversation, or another person is the sponsor now. With nobody to give one to, it is tried every day.
 */
export function passWhatIsOutOfReach(db: Database, now: Date, ownerId: string): void {
  const undecided = openDecisionsOf(db, ownerId);
  const ids = new Set([
    ...openMattersOf(db, ownerId).map((one) => one.decisionId),
    ...undecided.map((one) => one.id),
  ]);
  for (const id of ids) {
    const decision = loadDecision(db, id);
    if (!decision) continue;
    const owned = ownerNow(db, now, decision);
    if (owned !== decision) redraw(db, now, rootDrawing, decision.roundId);
  }
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
