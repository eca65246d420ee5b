// Turns a person's reminders off and on again: those of one ritual's rounds, or all.
import { wishReminder } from '../people/attention.ts';
import { type ReminderScope, turnRemindersOff, turnRemindersOn } from '../people/reminders-store.ts';
import { isMember } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { findRitual } from '../ritual/store.ts';

/** Returns the ritual, or null for all. Refuses a ritual that is none of this person’s channels’. */
export function remindLess(db: Database, now: Date, personId: string, value: string): Ritual | null {
  const { scope, ritual } = readScope(db, personId, value);
  turnRemindersOff(db, personId, scope);
  audit(db, now, personId, 'turned reminders off', subjectOf(scope));
  return ritual;
}

/** Refuses as remindLess does. */
export function remindAgain(db: Database, now: Date, personId: string, value: string): void {
  const { scope } = readScope(db, personId, value);
  turnRemindersOn(db, personId, scope);
  wishReminder(db, personId, now);
  audit(db, now, personId, 'turned reminders on', subjectOf(scope));
}

function readScope(
  db: Database,
  personId: string,
  value: string,
): { scope: ReminderScope; ritual: Ritual | null } {
  if (value === 'all') return { scope: 'all', ritual: null };
  const ritual = /^\d{1,15}$/.test(value) ? findRitual(db, Number(value)) : undefined;
  if (!ritual || !isMember(db, ritual.conversationId, personId)) {
    throw new Refusal('This ritual does not ask you any more. The App Home shows your reminders.');
  }
  return { scope: ritual.id, ritual };
}

function subjectOf(scope: ReminderScope): string {
  return scope === 'all' ? 'all' : `ritual ${scope}`;
}
