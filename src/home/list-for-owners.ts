// On the day of a digest its owners get their own short lists, in the one note of that day.
import type { OwedRef } from '../digest/figures.ts';
import { askOwner, asksOf, forgetAsks, setAskDay } from '../digest/owner-ask-store.ts';
import { findDigest } from '../digest/store.ts';
import { wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { findPerson, isNoted } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { findMessage, redraw } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { remindersDrawing } from './remind-person.ts';

/** The kind of alarm at which an owner's list goes into their note; its key is the person's id. */
export const ownerListDue = 'owner list due';

/** What was asked longer ago has been told, or settled. */
const keptMs = 28 * dayMs;

/** A week was told: what is overdue in it and what is due this week is listed for each owner. */
export function listForOwners(db: Database, now: Date, weekOf: string): void {
  const figures = findDigest(db, weekOf);
  if (!figures) return;
  forgetAsks(db, later(now, -keptMs));
  const listed: OwedRef[] = [...figures.owed.overdue, ...figures.owed.dueThisWeek];
  for (const ref of listed) askOwner(db, now, ref);
  // Each in a transaction of their own: people’s clicks go in between.
  for (const ownerId of new Set(listed.map((ref) => ref.ownerId))) setAlarm(db, ownerListDue, ownerId, now);
}

/** In today’s note, which grows without another message where it has gone out already; else in the next one. */
export function listForOwner(db: Database, now: Date, ownerId: string): void {
  const owner = findPerson(db, ownerId);
  if (!isActive(owner)) return;
  const { date: today } = localTime(now, owner.timeZone);
  const subject = `${ownerId} ${today}`;
  if (!isNoted(db, ownerId, today) || !findMessage(db, remindersDrawing, subject, ownerId)) {
    wishReminder(db, ownerId, now);
    return;
  }
  for (const ask of asksOf(db, ownerId, null)) setAskDay(db, ask, today);
  redraw(db, now, remindersDrawing, subject);
}
