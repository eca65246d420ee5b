// Passes a decision whose owner is gone to the next in line: facilitator, sponsor, primary owner.
import { bookNote } from '../people/attention.ts';
import { personLeft } from '../people/read-directory.ts';
import { mayOwn } from '../people/roles.ts';
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe, unsentSubject } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { findRound } from '../ritual/round-store.ts';
import { findRitualIn } from '../ritual/store.ts';
import type { Decision } from './decision.ts';
import { handOver } from './hand-over.ts';
import { passDecision } from './store.ts';

/** Tells somebody what has come to them; its subject is the person's id and the day of the note. */
export const inheritedDrawing = 'inherited';

/** Gives it, with all that is open of it, to the next in line; null when nobody at all is left who may read it. */
function passDecisionOn(db: Database, now: Date, decision: Decision): string | null {
  const { conversationId, audience } = decision;
  const facilitator = findRitualIn(db, conversationId)?.facilitatorId;
  const asker = findRound(db, decision.roundId)?.facilitatorId;
  const heir = [facilitator, asker, sponsorId(db)].find(
    (id) => id && mayOwn(db, conversationId, audience !== 'workspace', id),
  );
  if (!heir) return null;
  passDecision(db, decision.id, heir, tell(db, now, heir));
  handOver(db, now, decision, heir);
  audit(db, now, null, 'passed on', `decision ${decision.id}`);
  return heir;
}

/**
 * The decision with an owner who can be asked for something: it may have stood for long, and its owner have left
 * meanwhile. Where nobody may own it, it stays with the one who left, and is passed on once somebody may: that is tried
 * every day.
 */
export function ownerNow(db: Database, now: Date, decision: Decision): Decision {
  const { conversationId, audience, ownerId } = decision;
  if (mayOwn(db, conversationId, audience !== 'workspace', ownerId)) return decision;
  const heir = passDecisionOn(db, now, decision);
  if (heir === null) setAlarm(db, personLeft, ownerId, later(now, dayMs));
  return heir === null ? decision : { ...decision, ownerId: heir };
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
