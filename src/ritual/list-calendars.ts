// Lists the calendars that a ritual follows, for the page of its triggers.
import type { Database } from '../platform/database.ts';
import { calendarsOf } from './calendar-store.ts';
import { calendarWords } from './calendar-views.ts';

/** Nothing in them tells a secret. */
export function calendarLines(db: Database, ritualId: number): { id: number; text: string }[] {
  return calendarsOf(db, ritualId).map((calendar) => ({ id: calendar.id, text: calendarWords(calendar) }));
}
