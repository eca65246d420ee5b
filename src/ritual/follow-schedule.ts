// Notices when a scheduled meeting ends, and sets the alarm for the next time.
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { alarmAt, clearAlarm, setAlarm } from '../platform/ticker.ts';
import { noticeEnd } from './notice-end.ts';
import { isQuietDay } from './quiet-store.ts';
import type { Ritual } from './ritual.ts';
import { nextOccurrence, type Occurrence, occurrencesBetween } from './schedule.ts';
import { findRitual } from './store.ts';

/** The kind of alarm at which a ritual's meeting ends; its key is the ritual's id. */
export const meetingEnds = 'meeting ends';

/**
 * Sets the alarm for the ritual's next end after `now`, or none while it is paused or without a schedule. One that has
 * fallen due and was not heard yet stays: it sets the next one itself.
 */
export function awaitNextEnd(db: Database, ritual: Ritual, now: Date): void {
  const due = alarmAt(db, meetingEnds, ritual.id);
  if (due && due <= now && ritual.pausedBecause === null) return;
  const next = ritual.pausedBecause === null ? nextEnds(ritual, now, 1)[0] : undefined;
  if (next) setAlarm(db, meetingEnds, ritual.id, next.at);
  else clearAlarm(db, meetingEnds, ritual.id);
}

/** The next ends of all schedules of a ritual, on quiet days, too; each instant once. */
function nextEnds({ schedules, timeZone }: Ritual, after: Date, most: number): Occurrence[] {
  const found: Occurrence[] = [];
  let from = after;
  while (found.length < most) {
    const candidates = schedules.flatMap((schedule) => nextOccurrence(schedule, timeZone, from) ?? []);
    const next = candidates.sort((one, other) => one.at.getTime() - other.at.getTime())[0];
    if (!next) break;
    found.push(next);
    from = next.at;
  }
  return found;
}

/** At most this many quiet ends are looked past: three years of a weekly meeting. */
const mostLookedAt = 160;

/** The next ends at which a ritual will be asked. */
export function nextAsked(db: Database, ritual: Ritual, after: Date, most: number): Occurrence[] {
  if (ritual.pausedBecause !== null) return [];
  const asked: Occurrence[] = [];
  let from = after;
  for (let looked = 0; looked < mostLookedAt && asked.length < most; looked += 1) {
    const next = nextEnds(ritual, from, 1)[0];
    if (!next) break;
    if (!isQuietDay(db, ritual.id, localTime(next.at, ritual.timeZone).date)) asked.push(next);
    from = next.at;
  }
  return asked;
}

/** Notices every end of a ritual's schedules since the alarm fell due. */
export function noticeScheduled(db: Database, ritualId: number, now: Date, dueAt: Date): void {
  const ritual = findRitual(db, ritualId);
  clearAlarm(db, meetingEnds, ritualId);
  if (!ritual || ritual.pausedBecause !== null) return;
  const ends = ritual.schedules
    .flatMap((schedule) => occurrencesBetween(schedule, ritual.timeZone, dueAt, now))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  // A clock change can push two times of a day to one instant: that is one end.
  const instants = ends.filter(({ at }, index) => at.getTime() !== ends[index - 1]?.at.getTime());
  for (const end of instants) noticeEnd(db, now, ritual, { ...end, trigger: 'schedule', attendeeIds: null });
  awaitNextEnd(db, ritual, now);
}
