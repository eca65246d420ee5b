// The SQL of calendars and of the events that we keep of them.

import type { CalendarEvent, CalendarWishes, Purpose } from '../calendar/event.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Calendar } from './calendar.ts';

interface Row {
  id: number;
  ritual_id: number;
  purpose: Purpose;
  address: string;
  title_filter: string;
  filter_is_pattern: number;
  etag: string | null;
  last_modified: string | null;
  follows_from: string;
  read_at: string | null;
  whole_read_at: string | null;
  failing_since: string | null;
  problem: string | null;
}

const instant = (text: string | null) => (text === null ? null : new Date(text));

const toCalendar = (row: Row): Calendar => ({
  id: row.id,
  ritualId: row.ritual_id,
  purpose: row.purpose,
  address: row.address,
  titleFilter: row.title_filter,
  isPattern: row.filter_is_pattern === 1,
  etag: row.etag,
  lastModified: row.last_modified,
  followsFrom: new Date(row.follows_from),
  readAt: instant(row.read_at),
  wholeReadAt: instant(row.whole_read_at),
  failingSince: instant(row.failing_since),
  problem: row.problem,
});

export function findCalendar(db: Database, id: number): Calendar | undefined {
  const row = db.one<Row>('SELECT * FROM calendar WHERE id = @id', { id });
  return row && toCalendar(row);
}

export function calendarsOf(db: Database, ritualId: number): Calendar[] {
  return db
    .all<Row>('SELECT * FROM calendar WHERE ritual_id = @ritualId ORDER BY id', { ritualId })
    .map(toCalendar);
}

export function insertCalendar(db: Database, now: Date, ritualId: number, wishes: CalendarWishes): number {
  return db.run(
    `INSERT INTO calendar (ritual_id, purpose, address, title_filter, filter_is_pattern, follows_from)
     VALUES (@ritualId, @purpose, @address, @titleFilter, @isPattern, @now)`,
    { ritualId, ...wishes, isPattern: Number(wishes.isPattern), now: stored(now) },
  ).lastId;
}

/** Leaves nothing of it, its secret least of all. */
export function deleteCalendar(db: Database, id: number): void {
  db.run('DELETE FROM calendar_event WHERE calendar_id = @id', { id });
  db.run('DELETE FROM calendar WHERE id = @id', { id });
}

/** From now on, and from beginning to end: what it said of itself when it was read before is forgotten. */
export function followAnew(db: Database, now: Date, id: number): void {
  db.run('UPDATE calendar SET follows_from = @now, etag = NULL, last_modified = NULL WHERE id = @id', {
    id,
    now: stored(now),
  });
}

/** It has not changed since it was last read. */
export function markUnchanged(db: Database, now: Date, id: number): void {
  db.run('UPDATE calendar SET read_at = @now, failing_since = NULL, problem = NULL WHERE id = @id', {
    id,
    now: stored(now),
  });
}

export function markRead(
  db: Database,
  now: Date,
  id: number,
  said: { etag: string | null; lastModified: string | null },
): void {
  db.run(
    `UPDATE calendar SET etag = @etag, last_modified = @lastModified, read_at = @now, whole_read_at = @now,
       failing_since = NULL, problem = NULL WHERE id = @id`,
    { id, etag: said.etag, lastModified: said.lastModified, now: stored(now) },
  );
}

export function markFailing(db: Database, id: number, since: Date, problem: string): void {
  db.run('UPDATE calendar SET failing_since = @since, problem = @problem WHERE id = @id', {
    id,
    since: stored(since),
    problem,
  });
}

/** Puts new events in the place of the old, but for those that ended from `keptFrom` up to `now`. */
export function replaceEvents(
  db: Database,
  id: number,
  events: readonly CalendarEvent[],
  { keptFrom, now }: { keptFrom: Date; now: Date },
): void {
  db.run(
    'DELETE FROM calendar_event WHERE calendar_id = @id AND NOT (ends_at >= @keptFrom AND ends_at <= @now)',
    { id, keptFrom: stored(keptFrom), now: stored(now) },
  );
  for (const { key, endsAt, firstDay, lastDay } of events) {
    db.run(
      `INSERT INTO calendar_event (calendar_id, key, ends_at, first_day, last_day)
       VALUES (@id, @key, @endsAt, @firstDay, @lastDay)
       ON CONFLICT DO UPDATE SET ends_at = excluded.ends_at, first_day = excluded.first_day,
         last_day = excluded.last_day`,
      { id, key, endsAt: stored(endsAt), firstDay, lastDay },
    );
  }
}

/** The events that ended from an instant up to another, the earliest first, each with the day on which it began. */
export function endsBetween(
  db: Database,
  id: number,
  from: Date,
  until: Date,
): { key: string; day: string; at: Date }[] {
  return db
    .all<{ key: string; first_day: string; ends_at: string }>(
      `SELECT key, first_day, ends_at FROM calendar_event
       WHERE calendar_id = @id AND ends_at >= @from AND ends_at <= @until ORDER BY ends_at`,
      { id, from: stored(from), until: stored(until) },
    )
    .map(({ key, first_day, ends_at }) => ({ key, day: first_day, at: new Date(ends_at) }));
}

/** When the next event after an instant ends, or null. */
export function endAfter(db: Database, id: number, after: Date): Date | null {
  const row = db.one<{ ends_at: string | null }>(
    'SELECT min(ends_at) AS ends_at FROM calendar_event WHERE calendar_id = @id AND ends_at > @after',
    { id, after: stored(after) },
  );
  return instant(row?.ends_at ?? null);
}
