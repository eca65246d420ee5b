// Reminds a person of all they owe in one message, at most once on a working day.
import { nextReminder } from '../decision/matter.ts';
import { wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { findPerson, isNoted, markNoted } from '../people/store.ts';
import { localTime, nextWorkingMoment } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { loadMatters } from './load-home.ts';

/** The drawing of a person's reminders; its subject is the person and the day. */
export const remindersDrawing = 'reminders';

/** A matter is worth a reminder from this long before its date. */
const soonMs = 4 * dayMs;

export function remindPerson(db: Database, now: Date, personId: string): void {
  const person = findPerson(db, personId);
  if (!isActive(person)) return;
  const today = localTime(now, person.timeZone).date;
  // An alarm can come late, after the bot was down, and the day's note may be taken by now.
  if (nextWorkingMoment(now, person.timeZone) > now || isNoted(db, personId, today)) {
    wishReminder(db, personId, now);
    return;
  }
  const matters = loadMatters(db, personId).map(({ matter }) => matter);
  if (matters.some((matter) => matter.dueAt <= later(now, soonMs))) {
    markNoted(db, personId, today);
    owe(db, now, { drawing: remindersDrawing, subject: `${personId} ${today}`, address: personId });
  }
  for (const matter of matters) wishReminder(db, personId, nextReminder(matter.dueAt, now, person.timeZone));
}
