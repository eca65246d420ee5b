// The SQL of what a ritual's calendars foresee.
import { localTime } from '../people/zone.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { isQuietDay } from './quiet-store.ts';
import type { Ritual } from './ritual.ts';

/** The next ends of the meetings in a ritual's calendars that are not on quiet days, each instant once. */
export function nextCalendarEnds(db: Database, { id, timeZone }: Ritual, after: Date, most: number): Date[] {
  const rows = db.all<{ ends_at: string }>(
    `SELECT DISTINCT e.ends_at FROM calendar c JOIN calendar_event e ON e.calendar_id = c.id
     WHERE c.ritual_id = @id AND c.purpose = 'meetings' AND e.ends_at > @after ORDER BY e.ends_at LIMIT 200`,
    { id, after: stored(after) },
  );
  return rows
    .map(({ ends_at }) => new Date(ends_at))
    .filter((at) => !isQuietDay(db, id, localTime(at, timeZone).date))
    .slice(0, most);
}
