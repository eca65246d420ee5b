// Takes back a note that cannot be sent as it was meant: nothing counts as told, and it is wished for another day.
import { takeBackAnswerReminders } from '../decision/reminder-store.ts';
import { adviceAbout, setAdviceDay } from '../decision/response-store.ts';
import { takeBackAsks } from '../digest/owner-ask-store.ts';
import { nextMorning, wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { findPerson, freeNote, isNoted } from '../people/store.ts';
import { localTime, nextWorkingMoment } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { takeBackNews } from '../voc/follow-up-store.ts';
import { isNothing, loadReminders, type Reminders } from './load-reminders.ts';

/** Whose note of which day, in their zone. */
interface Note {
  personId: string;
  day: string;
}

export function readNote(subject: string): Note {
  const [personId = '', day = ''] = subject.split(' ');
  return { personId, day };
}

/** What a note tells now; null when it was taken back, or everything in it has been settled. */
export function loadNote(db: Database, now: Date, { personId, day }: Note): Reminders | null {
  if (!isActive(findPerson(db, personId)) || !isNoted(db, personId, day)) return null;
  const reminders = loadReminders(db, now, personId, day);
  return isNothing(reminders) ? null : reminders;
}

/**
 * Whether a note may still go out at this moment; otherwise it is taken back. Slack can be away until the evening or
 * the next day, and people settle things themselves meanwhile. Belongs in a transaction.
 */
export function isStillFit(db: Database, now: Date, note: Note): boolean {
  const zone = findPerson(db, note.personId)?.timeZone ?? 'UTC';
  const isItsTime =
    localTime(now, zone).date === note.day && nextWorkingMoment(now, zone).getTime() === now.getTime();
  if (isItsTime && loadNote(db, now, note)) return true;
  takeBack(db, note);
  wishReminder(db, note.personId, now);
  return false;
}

/** Somebody is away today: what they owe is told on the first working day on which they are here again. */
export function takeBackWhileAway(db: Database, now: Date, note: Note): void {
  takeBack(db, note);
  const person = findPerson(db, note.personId);
  if (person) wishReminder(db, person.id, nextMorning(person, now));
}

function takeBack(db: Database, { personId, day }: Note): void {
  freeNote(db, personId, day);
  takeBackAnswerReminders(db, personId, day);
  takeBackNews(db, personId, day);
  takeBackAsks(db, personId, day);
  for (const key of adviceAbout(db, personId, day)) setAdviceDay(db, key, null);
}
