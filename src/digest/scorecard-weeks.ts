// Which weeks the scorecard has values for: the digest's own, named by the day on which they end.
import type { Settings } from '../people/workspace.ts';
import { addDays, localTime, weekdayOf } from '../people/zone.ts';
import { nextDigest } from './week.ts';

/** The last day of the digest's week that a calendar day belongs to: the day itself, or up to six days later. */
export function weekEndOn(day: string, digestWeekday: number): string {
  return addDays(day, (digestWeekday - weekdayOf(day) + 7) % 7);
}

/** The week that runs now: the next digest tells it. */
export function runningWeekOf(settings: Settings, zone: string, now: Date): string {
  return localTime(nextDigest(settings, zone, now), zone).date;
}
