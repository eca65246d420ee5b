// Lays a duty on a decision's owner, with a date and its reminders.
import { wishReminder } from '../people/attention.ts';
import { findPerson } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import type { Decision } from './decision.ts';
import { dueDate, type MatterKind, nextReminder } from './matter.ts';
import { addMatter } from './matter-store.ts';

export function openMatter(db: Database, now: Date, kind: MatterKind, decision: Decision): void {
  const dueAt = dueDate(kind, now);
  addMatter(db, { kind, decisionId: decision.id, ownerId: decision.ownerId, openedAt: now, dueAt });
  audit(db, now, null, `opened ${kind}`, `decision ${decision.id}`);
  remindOf(db, now, decision.ownerId, dueAt);
}

/** Wishes the next reminder of a matter that is due at an instant. */
export function remindOf(db: Database, now: Date, ownerId: string, dueAt: Date): void {
  const zone = findPerson(db, ownerId)?.timeZone ?? 'UTC';
  wishReminder(db, ownerId, nextReminder(dueAt, now, zone));
}
