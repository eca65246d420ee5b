// Has a ritual follow a calendar no more.
import { mayKnow } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm } from '../platform/ticker.ts';
import { deleteCalendar, findCalendar } from './calendar-store.ts';
import { requireMayChange } from './change-triggers.ts';
import { calendarEventEnds, calendarStale } from './follow-calendar.ts';
import type { Ritual } from './ritual.ts';
import { findRitual } from './store.ts';

/** Rounds that it opened go on. Refuses anyone but facilitator and sponsor. Null when it was removed before. */
export function removeCalendar(db: Database, now: Date, personId: string, calendarId: number): Ritual | null {
  const calendar = findCalendar(db, calendarId);
  const ritual = calendar && findRitual(db, calendar.ritualId);
  if (!ritual || !mayKnow(db, personId, ritual)) return null;
  requireMayChange(db, ritual.conversationId, personId);
  deleteCalendar(db, calendarId);
  clearAlarm(db, calendarEventEnds, calendarId);
  clearAlarm(db, calendarStale, calendarId);
  audit(db, now, personId, 'removed a calendar', `ritual ${ritual.id}`);
  return ritual;
}
