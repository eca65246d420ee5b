// After an update of the zone database every meeting's end is reckoned anew: a country may have moved its clocks.
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { alarmAt } from '../platform/ticker.ts';
import { meetingEnds, noticeScheduled } from './follow-schedule.ts';
import { catchUpMs } from './round.ts';
import { isNewZoneData } from './schedule-store.ts';
import { listRituals } from './store.ts';

/** Sets every ritual's alarm by the zone data of this Node, once for each version of it. */
export function renewAlarms(db: Database, now: Date, zoneData: string): void {
  if (!isNewZoneData(db, zoneData)) return;
  for (const ritual of listRituals(db)) {
    const due = alarmAt(db, meetingEnds, ritual.id);
    // What has fallen due already is noticed by its alarm.
    if (!due || due <= now) continue;
    // An end that the new data puts into the last hour is caught up; those that were asked about are known.
    const from = new Date(Math.max(later(now, -catchUpMs).getTime(), ritual.createdAt.getTime()));
    noticeScheduled(db, ritual.id, now, from);
  }
}
