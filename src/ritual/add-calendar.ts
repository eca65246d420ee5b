// Has a ritual follow a calendar that somebody has seen a preview of.

import type { CalendarWishes } from '../calendar/event.ts';
import type { WholeReading } from '../calendar/read-calendar.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { setAlarm } from '../platform/ticker.ts';
import { calendarsOf, insertCalendar } from './calendar-store.ts';
import { requireMayChange } from './change-triggers.ts';
import { calendarStale, keepReading } from './follow-calendar.ts';
import type { Ritual } from './ritual.ts';

const mostCalendars = 10;

/** Refuses anyone but facilitator and sponsor, a calendar that is followed already, and the eleventh. */
export function addCalendar(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  { wishes, reading }: { wishes: CalendarWishes; reading: WholeReading },
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  const known = calendarsOf(db, ritual.id);
  if (known.length >= mostCalendars) {
    throw new Refusal('A ritual follows ten calendars at the most. Remove one that is no longer needed.');
  }
  const nameOf = ({ address, purpose, titleFilter, isPattern }: CalendarWishes) =>
    JSON.stringify([address, purpose, titleFilter, isPattern]);
  if (known.some((it) => nameOf(it) === nameOf(wishes)))
    throw new Refusal('This ritual follows this calendar already.');
  const id = insertCalendar(db, now, ritual.id, wishes);
  // Kept once the ritual is resumed, where it is paused.
  setAlarm(db, calendarStale, id, now);
  keepReading(db, now, id, reading);
  audit(db, now, personId, 'added a calendar', `ritual ${ritual.id}`);
  return ritual;
}
