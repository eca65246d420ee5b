// When and why a ritual's next rounds will open.
import type { Database } from '../platform/database.ts';
import { nextAsked } from './follow-schedule.ts';
import type { Ritual } from './ritual.ts';
import { sameMeetingMs } from './round.ts';
import { nextCalendarEnds } from './upcoming-store.ts';

export interface Upcoming {
  at: Date;
  /** Why, as the end of a sentence. */
  because: string;
}

/** The next rounds of a ritual that can be foreseen, the soonest first; none while it is paused. */
export function upcomingRounds(db: Database, ritual: Ritual, now: Date, most: number): Upcoming[] {
  if (ritual.pausedBecause !== null) return [];
  const scheduled = nextAsked(db, ritual, now, most);
  const isScheduled = (at: Date) =>
    scheduled.some((end) => Math.abs(end.at.getTime() - at.getTime()) <= sameMeetingMs);
  // One meeting, one round: what the schedule and a calendar will both see is told once.
  const planned = nextCalendarEnds(db, ritual, now, 2 * most).filter((at) => !isScheduled(at));
  return [
    ...scheduled.map(({ at }) => ({ at, because: 'by its schedule' })),
    ...planned.map((at) => ({ at, because: 'by its calendar' })),
  ]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .slice(0, most);
}
