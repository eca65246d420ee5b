// After an update of the zone database every meeting's end is reckoned anew: a country may have moved its clocks.
import { hourMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { alarmAt } from '../platform/ticker.ts';
import { meetingEnds, noticeScheduled } from './follow-schedule.ts';
import { catchUpMs } from './round.ts';
import { isNewZoneData } from './schedule-store.ts';
import { listRituals } from './store.ts';

/** No country moves its clocks further than this. */
const furthestMoveMs = 2 * hourMs;

/** Sets every ritual's alarm by the zone data of this Node, once for each version of it. */
export function renewAlarms(db: Database, now: Date, zoneData: string): void {
  if (!isNewZoneData(db, zoneData)) return;
  for (const ritual of listRituals(db)) {
    const due = alarmAt(db, meetingEnds, ritual.id);
    // What has fallen due already is noticed by its alarm.
    if (!due || due <= now) continue;
    // The end that the alarm waited for may have gone by already; no other that has gone by was waited for.
    const gone = Math.max(due.getTime() - furthestMoveMs, later(now, -catchUpMs).getTime());
    noticeScheduled(db, ritual.id, now, new Date(Math.max(gone, ritual.createdAt.getTime())));
  }
}
