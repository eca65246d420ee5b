// Reminds a person of all that waits for them in one note, at most once on a working day.
import { nextReminder } from '../decision/matter.ts';
import { setAnswerReminderDay } from '../decision/reminder-store.ts';
import { setAdviceDay } from '../decision/response-store.ts';
import { findAsk } from '../digest/owner-ask.ts';
import { setAskDay } from '../digest/owner-ask-store.ts';
import { nextMorning, wishReminder } from '../people/attention.ts';
import { isActive, type Person } from '../people/person.ts';
import { findPerson, isNoted, markNoted, viewerOf } from '../people/store.ts';
import { localTime, nextWorkingMoment } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { owe, redraw } from '../platform/outbox.ts';
import { dueAt } from '../voc/follow-up.ts';
import { openFollowUpsOf, setNewsDay } from '../voc/follow-up-store.ts';
import { loadMatters } from './load-home.ts';
import { isNothing, loadReminders, type Reminders } from './load-reminders.ts';

/** The drawing of a person's reminders; its subject is the person and the day of the note. */
export const remindersDrawing = 'reminders';

export function remindPerson(db: Database, now: Date, personId: string): void {
  const person = findPerson(db, personId);
  if (!isActive(person)) return;
  const today = localTime(now, person.timeZone).date;
  // An alarm can come late, after the bot was down, and the day's note may be taken by now.
  if (nextWorkingMoment(now, person.timeZone) > now || isNoted(db, personId, today)) {
    wishReminder(db, personId, now);
    return;
  }
  const reminders = loadReminders(db, now, personId, null);
  if (!isNothing(reminders)) oweNote(db, now, person, today, reminders);
  for (const { matter } of loadMatters(db, personId)) {
    wishReminder(db, personId, nextReminder(matter.dueAt, now, person.timeZone));
  }
  for (const { followUp } of openFollowUpsOf(db, personId, viewerOf(db, personId))) {
    const due = dueAt(followUp.dueOn, person.timeZone);
    wishReminder(db, personId, nextReminder(due, now, person.timeZone));
  }
  if (reminders.waits) wishReminder(db, personId, nextMorning(person, now));
}

function oweNote(db: Database, now: Date, { id }: Person, day: string, reminders: Reminders): void {
  const { answers, matters, followUps, advice, asks } = reminders;
  markNoted(db, id, day);
  for (const roundId of new Set(answers.map(({ decision }) => decision.roundId))) {
    setAnswerReminderDay(db, roundId, id, day);
  }
  for (const { followUp, newsDay } of followUps) if (newsDay === null) setNewsDay(db, followUp.id, day);
  for (const { key } of advice) setAdviceDay(db, key, day);
  const told = [
    ...matters.map(({ matter }) => findAsk(asks, 'matter', matter.id)),
    ...followUps.map(({ followUp }) => findAsk(asks, 'follow-up', followUp.id)),
  ];
  for (const ask of told) if (ask) setAskDay(db, ask, day);
  const subject = `${id} ${day}`;
  owe(db, now, { drawing: remindersDrawing, subject, address: id });
  // A note of this day that was taken back, because they were away then, gets another chance.
  redraw(db, now, remindersDrawing, subject);
}
