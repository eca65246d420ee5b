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
  const scheduled = nextAsked(db, ritual, now, most).map(({ at }) => ({ at, because: 'by its schedule' }));
  const planned = nextCalendarEnds(db, ritual, now, most).map((at) => ({ at, because: 'by its calendar' }));
  const all = [...scheduled, ...planned].sort((one, other) => one.at.getTime() - other.at.getTime());
  // One meeting, one round: what two triggers will see is told once.
  return all
    .filter(({ at }, index) => {
      const before = all[index - 1];
      return !before || at.getTime() - before.at.getTime() > sameMeetingMs;
    })
    .slice(0, most);
}
