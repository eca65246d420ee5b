// Reads a schedule from the inputs of a form.
import { isWeekday, localTime } from '../people/zone.ts';
import type { Fields } from '../platform/fields.ts';
import { nextOccurrence, type Schedule } from './schedule.ts';
import { readRhythm } from './schedule-words.ts';

/**
 * Null where no day was chosen. Where it is held every two or more weeks and nobody said in which, the week of its next
 * end counts.
 */
export function readSchedule(fields: Fields, timeZone: string, now: Date): Schedule | null {
  const weekdays = fields.options('weekdays').map(Number).filter(isWeekday).sort();
  if (weekdays.length === 0) return null;
  const weekly = {
    weekdays,
    endTime: fields.time('end_time') ?? '10:00',
    rhythm: { everyWeeks: 1, from: localTime(now, timeZone).date },
  };
  const soonest = nextOccurrence(weekly, timeZone, now)?.key.slice(0, 10);
  const from = fields.date('held_on') ?? soonest ?? weekly.rhythm.from;
  return { ...weekly, rhythm: readRhythm(fields.option('rhythm'), from) };
}
