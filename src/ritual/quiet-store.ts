// The SQL of quiet days: those that were typed, and the holidays that a calendar holds.
import type { Days } from '../people/days.ts';
import type { Database } from '../platform/database.ts';

/** Whether nothing is asked on a calendar day, because somebody said so or because it is a holiday. */
export function isQuietDay(db: Database, ritualId: number, day: string): boolean {
  const found = db.one(
    `SELECT 1 FROM quiet_day WHERE ritual_id = @ritualId AND first_day <= @day AND last_day >= @day
     UNION ALL
     SELECT 1 FROM calendar c JOIN calendar_event e ON e.calendar_id = c.id
     WHERE c.ritual_id = @ritualId AND c.purpose = 'holidays' AND e.first_day <= @day AND e.last_day >= @day
     LIMIT 1`,
    { ritualId, day },
  );
  return found !== undefined;
}

/** The days that somebody typed, from a day on, earliest first. */
export function quietDaysFrom(db: Database, ritualId: number, day: string): Days[] {
  return db.all<Days>(
    `SELECT first_day AS first, last_day AS last FROM quiet_day
     WHERE ritual_id = @ritualId AND last_day >= @day ORDER BY first_day`,
    { ritualId, day },
  );
}

export function addQuietDays(db: Database, ritualId: number, { first, last }: Days): void {
  db.run(
    `INSERT INTO quiet_day (ritual_id, first_day, last_day) VALUES (@ritualId, @first, @last)
     ON CONFLICT DO NOTHING`,
    { ritualId, first, last },
  );
}

export function forgetQuietDays(db: Database, ritualId: number): void {
  db.run('DELETE FROM quiet_day WHERE ritual_id = @ritualId', { ritualId });
}
