// Lays a duty on a decision's owner, with a date and its reminders.
import { wishReminder } from '../people/attention.ts';
import { findPerson, isMember } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import type { Decision } from './decision.ts';
import { dueDate, type Matter, type MatterKind, nextReminder } from './matter.ts';
import { addMatter } from './matter-store.ts';

/** Tells an owner who is not in the channel what the channel reads; its subject is the decision's id. */
export const ownerOutsideDrawing = 'owner outside';

interface Duty {
  kind: MatterKind;
  because: Matter['because'];
  /** The voice that speaks against the decision. */
  voiceId?: number;
}

/** Where one of its kind is open already, that stays as it is and nothing happens. */
export function openMatter(db: Database, now: Date, decision: Decision, duty: Duty): void {
  const { id, ownerId, conversationId } = decision;
  const { kind, because, voiceId = null } = duty;
  const dueAt = dueDate(kind, now);
  if (!addMatter(db, { kind, because, voiceId, decisionId: id, ownerId, openedAt: now, dueAt })) return;
  audit(db, now, null, `opened ${kind}`, `decision ${id}`);
  // What a day or a voice asks is told in the owner's next note, and in no message of its own.
  if (because === 'date' || because === 'voice') {
    wishReminder(db, ownerId, now);
    return;
  }
  remindOf(db, now, ownerId, dueAt);
  if (!isMember(db, conversationId, ownerId)) {
    owe(db, now, { drawing: ownerOutsideDrawing, subject: id, address: ownerId });
  }
}

/** Wishes the next reminder of a matter that is due at an instant. */
export function remindOf(db: Database, now: Date, ownerId: string, dueAt: Date): void {
  const zone = findPerson(db, ownerId)?.timeZone ?? 'UTC';
  wishReminder(db, ownerId, nextReminder(dueAt, now, zone));
}
