// Moves what somebody who left has owned to the next in line: facilitator, sponsor, primary owner.
import { bookNote } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { personLeft } from '../people/read-directory.ts';
import { mayOwn } from '../people/roles.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe, redraw, unsentSubject } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findRound, leaveRoster, leaveRosters, openRounds, rosterOf } from '../ritual/round-store.ts';
import { findRitualIn } from '../ritual/store.ts';
import { revealDrawing } from './close-round.ts';
import type { Decision } from './decision.ts';
import { openMattersOf, passMatter } from './matter-store.ts';
import { remindOf } from './open-matter.ts';
import { setClosing } from './set-closing.ts';
import { loadDecision, openDecisionsOf, passDecision } from './store.ts';

/** Tells somebody what has come to them; its subject is the person's id and the day of the note. */
export const inheritedDrawing = 'inherited';

/** Their open matters and undecided decisions get a new owner, who is told; no round waits for them any longer. */
export function passMattersOn(db: Database, now: Date, leaverId: string): void {
  if (isActive(findPerson(db, leaverId))) return;
  // With no facilitator, sponsor or primary owner there is nobody to give it to yet: somebody may come by tomorrow.
  if (!sponsorId(db)) setAlarm(db, personLeft, leaverId, later(now, dayMs));
  for (const matter of openMattersOf(db, leaverId)) {
    const decision = loadDecision(db, matter.decisionId);
    const heir = decision && pass(db, now, decision);
    if (!decision || !heir) continue;
    passMatter(db, matter.id, heir);
    remindOf(db, now, heir, matter.dueAt);
    redraw(db, now, revealDrawing, decision.roundId);
    redraw(db, now, rootDrawing, decision.roundId);
  }
  for (const decision of openDecisionsOf(db, leaverId)) {
    pass(db, now, decision);
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

/** The new owner, or null when nobody at all is left who may read it. */
function pass(db: Database, now: Date, decision: Decision): string | null {
  const { conversationId, audience } = decision;
  const facilitator = findRitualIn(db, conversationId)?.facilitatorId;
  const asker = findRound(db, decision.roundId)?.facilitatorId;
  const heir = [facilitator, asker, sponsorId(db)].find(
    (id) => id && mayOwn(db, conversationId, audience !== 'workspace', id),
  );
  if (!heir) return null;
  passDecision(db, decision.id, heir, tell(db, now, heir));
  audit(db, now, null, 'passed on', `decision ${decision.id}`);
  return heir;
}

/** The day of the one note that tells all that comes to somebody before it is sent. */
function tell(db: Database, now: Date, heir: string): string {
  const unsent = unsentSubject(db, inheritedDrawing, heir)?.split(' ')[1];
  if (unsent) return unsent;
  const note = bookNote(db, heir, now);
  if (!note) throw new Error(`${heir} was just found to be here`);
  owe(db, note.moment, { drawing: inheritedDrawing, subject: `${heir} ${note.day}`, address: heir });
  return note.day;
}
