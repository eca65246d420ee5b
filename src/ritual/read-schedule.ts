// Reads a schedule from the inputs of a form.
import { addDays, isWeekday, localTime } from '../people/zone.ts';
import type { Fields } from '../platform/fields.ts';
import { isHeldOn, type Schedule } from './schedule.ts';
import { readRhythm } from './schedule-words.ts';

/**
 * Null where no day was chosen. Where it is held every two or more weeks and nobody said in which, this week counts if
 * one of its days is still to come, else the next.
 */
export function readSchedule(fields: Fields, timeZone: string, now: Date): Schedule | null {
  const weekdays = fields.options('weekdays').map(Number).filter(isWeekday).sort();
  if (weekdays.length === 0) return null;
  const today = localTime(now, timeZone).date;
  const weekly = {
    weekdays,
    endTime: fields.time('end_time') ?? '10:00',
    rhythm: { everyWeeks: 1, from: today },
  };
  const soonest = [0, 1, 2, 3, 4, 5, 6]
    .map((days) => addDays(today, days))
    .find((day) => isHeldOn(weekly, day));
  const from = fields.date('held_on') ?? soonest ?? today;
  return { ...weekly, rhythm: readRhythm(fields.option('rhythm'), from) };
}
