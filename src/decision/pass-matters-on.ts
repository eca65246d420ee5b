// Moves what somebody who left has owned to the next in line: facilitator, sponsor, primary owner.
import { isActive } from '../people/person.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { owe, redraw } from '../platform/outbox.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findRound, leaveRosters } from '../ritual/round-store.ts';
import { findRitualIn } from '../ritual/store.ts';
import { revealDrawing } from './close-round.ts';
import type { Decision } from './decision.ts';
import { openMattersOf, passMatter } from './matter-store.ts';
import { remindOf } from './open-matter.ts';
import { setClosing } from './set-closing.ts';
import { loadDecision, openDecisionsOf, setOwner } from './store.ts';

/** Tells somebody that a decision has come to them; its subject is the decision's id. */
export const inheritedDrawing = 'inherited';

/** Their open matters and undecided decisions get a new owner, who is told; no round waits for them any longer. */
export function passMattersOn(db: Database, now: Date, leaverId: string): void {
  if (isActive(findPerson(db, leaverId))) return;
  for (const matter of openMattersOf(db, leaverId)) {
    const decision = loadDecision(db, matter.decisionId);
    const heir = decision && passDecision(db, now, decision);
    if (!decision || !heir) continue;
    passMatter(db, matter.id, heir);
    remindOf(db, now, heir, matter.dueAt);
    redraw(db, now, revealDrawing, decision.roundId);
    redraw(db, now, rootDrawing, decision.roundId);
  }
  for (const decision of openDecisionsOf(db, leaverId)) {
    passDecision(db, now, decision);
    redraw(db, now, rootDrawing, decision.roundId);
  }
  for (const roundId of leaveRosters(db, leaverId)) {
    setClosing(db, now, roundId);
    redraw(db, now, rootDrawing, roundId);
  }
}

/** The new owner, or null when nobody at all is left. */
function passDecision(db: Database, now: Date, decision: Decision): string | null {
  const facilitator = findRitualIn(db, decision.conversationId)?.facilitatorId;
  const asker = findRound(db, decision.roundId)?.facilitatorId;
  const inLine = [facilitator, asker, sponsorId(db)];
  const heir = inLine.find((id) => id !== undefined && id !== null && isActive(findPerson(db, id)));
  if (!heir) return null;
  setOwner(db, decision.id, heir);
  audit(db, now, null, 'passed on', `decision ${decision.id}`);
  owe(db, now, { drawing: inheritedDrawing, subject: decision.id, address: heir });
  return heir;
}
