// Moves the ends of open windows off days that have become quiet.
import { instantOf, localTime, nextWorkingDay } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import { isQuietDay } from './quiet-store.ts';
import type { Ritual } from './ritual.ts';
import { mostQuietDays } from './round.ts';
import { moveWindow, openRounds } from './round-store.ts';

/** The kind of alarm that tells whoever reckons with it that a round's window ends later; its key is the round's id. */
export const windowMoved = 'window moved';

/** A window that ended on a day that is quiet now ends at the same local time on the next working day that is not. */
export function keepQuiet(db: Database, now: Date, { id, conversationId, timeZone }: Ritual): void {
  for (const round of openRounds(db, conversationId).filter(({ ritualId }) => ritualId === id)) {
    const { date, time } = localTime(round.windowEndsAt, timeZone);
    let day = date;
    for (let passed = 0; isQuietDay(db, id, day) && passed < mostQuietDays; passed += 1)
      day = nextWorkingDay(day);
    if (day === date) continue;
    moveWindow(db, round.id, instantOf(day, time, timeZone));
    setAlarm(db, windowMoved, round.id, now);
  }
}
