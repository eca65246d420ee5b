// Attention is a budget: at most one direct message of reminders a person and working day, over everything.
import type { Database } from '../platform/database.ts';
import { alarmAt, setAlarm } from '../platform/ticker.ts';
import { isActive } from './person.ts';
import * as store from './store.ts';
import { instantOf, localTime, nextWorkingDay, nextWorkingMoment, workingHours } from './zone.ts';

/** The kind of alarm at which a person's reminders are bundled and sent; its key is the person's id. */
export const reminderDue = 'reminder due';

/**
 * Has a person reminded of what they owe, at the first moment of their working hours from `from` on, and on a day on
 * which they were not reminded yet. Several wishes before that moment make one message.
 */
export function wishReminder(db: Database, personId: string, from: Date): void {
  const person = store.findPerson(db, personId);
  if (!isActive(person)) return;
  let moment = nextWorkingMoment(from, person.timeZone);
  const today = localTime(moment, person.timeZone).date;
  if (store.notedOn(db, personId) === today) {
    moment = instantOf(nextWorkingDay(today), workingHours.from, person.timeZone);
  }
  const already = alarmAt(db, reminderDue, personId);
  if (!already || moment < already) setAlarm(db, reminderDue, personId, moment);
}
