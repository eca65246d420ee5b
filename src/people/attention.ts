// Attention is a budget: at most one direct message of reminders a person and working day, over everything.
import type { Database } from '../platform/database.ts';
import { alarmAt, clearAlarm, setAlarm } from '../platform/ticker.ts';
import { isActive, type Person } from './person.ts';
import * as store from './store.ts';
import { instantOf, localTime, nextWorkingDay, nextWorkingMoment, workingHours } from './zone.ts';

/** The kind of alarm at which a person's reminders are bundled and sent; its key is the person's id. */
export const reminderDue = 'reminder due';

/**
 * Books a person's one note of a day: the first moment of their working hours from `from` on, on a day that has none
 * yet. `day` is that day in their zone. Null for somebody who is gone.
 */
export function bookNote(db: Database, personId: string, from: Date): { moment: Date; day: string } | null {
  const person = store.findPerson(db, personId);
  if (!isActive(person)) return null;
  const moment = freeMoment(db, person, from);
  const day = localTime(moment, person.timeZone).date;
  store.markNoted(db, personId, day);
  return { moment, day };
}

function freeMoment(db: Database, person: Person, from: Date): Date {
  let moment = nextWorkingMoment(from, person.timeZone);
  for (;;) {
    const today = localTime(moment, person.timeZone).date;
    if (!store.isNoted(db, person.id, today)) return moment;
    moment = instantOf(nextWorkingDay(today), workingHours.from, person.timeZone);
  }
}

/**
 * Has a person reminded of what they owe, at the first moment of their working hours from `from` on, and on a day on
 * which they were not reminded yet. Several wishes before that moment make one message.
 */
export function wishReminder(db: Database, personId: string, from: Date): void {
  const person = store.findPerson(db, personId);
  if (!isActive(person)) return;
  const moment = freeMoment(db, person, from);
  const already = alarmAt(db, reminderDue, personId);
  if (!already || moment < already) setAlarm(db, reminderDue, personId, moment);
}

/**
 * Somebody's clock has moved to another zone: what was to come at nine of a morning comes at nine of the same morning
 * there, or now, when that is past.
 */
export function moveReminder(db: Database, now: Date, { id, timeZone }: Person, oldZone: string): void {
  const due = alarmAt(db, reminderDue, id);
  if (!due) return;
  const { date, time } = localTime(due, oldZone);
  const moved = instantOf(date, time, timeZone);
  clearAlarm(db, reminderDue, id);
  wishReminder(db, id, moved > now ? moved : now);
}

/** Nine o'clock of the next working day, in somebody's own zone. */
export function nextMorning({ timeZone }: Person, now: Date): Date {
  return instantOf(nextWorkingDay(localTime(now, timeZone).date), workingHours.from, timeZone);
}
