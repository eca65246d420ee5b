// The SQL of schedules: when a ritual's meeting is held.
import type { Database } from '../platform/database.ts';
import type { Schedule } from './schedule.ts';

interface ScheduleRow {
  weekdays: string;
  end_time: string;
  every_weeks: number | null;
  from_day: string;
  nth: number | null;
}

const toSchedule = (row: ScheduleRow): Schedule => ({
  weekdays: row.weekdays.split(',').map(Number),
  endTime: row.end_time,
  rhythm: row.nth === null ? { everyWeeks: row.every_weeks ?? 1, from: row.from_day } : { nth: row.nth },
});

export function schedulesOf(db: Database, ritualId: number): Schedule[] {
  return db
    .all<ScheduleRow>('SELECT * FROM schedule WHERE ritual_id = @ritualId ORDER BY id', { ritualId })
    .map(toSchedule);
}

export function replaceSchedules(db: Database, ritualId: number, schedules: readonly Schedule[]): void {
  db.run('DELETE FROM schedule WHERE ritual_id = @ritualId', { ritualId });
  for (const { weekdays, endTime, rhythm } of schedules) {
    const isMonthly = 'nth' in rhythm;
    db.run(
      `INSERT INTO schedule (ritual_id, weekdays, end_time, every_weeks, from_day, nth)
       VALUES (@ritualId, @weekdays, @endTime, @everyWeeks, @from, @nth)`,
      {
        ritualId,
        weekdays: weekdays.join(','),
        endTime,
        everyWeeks: isMonthly ? null : rhythm.everyWeeks,
        from: isMonthly ? '' : rhythm.from,
        nth: isMonthly ? rhythm.nth : null,
      },
    );
  }
}

/** Notes by which zone data the ends are reckoned from now on; true when it was not these before. */
export function isNewZoneData(db: Database, version: string): boolean {
  const { changes } = db.run(
    `INSERT INTO setting (name, value) VALUES ('zone_data', @version)
     ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
    { version },
  );
  return changes === 1;
}
