// Reads the calendars whose time has come, a few at once, in the background.

import { readCalendar } from '../calendar/read-calendar.ts';
import type { Background } from '../platform/background.ts';
import { type Clock, dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { FeedFailure } from '../platform/guarded-address.ts';
import { setAlarm } from '../platform/ticker.ts';
import { pollMs } from './calendar.ts';
import { calendarStale, findFollowed, keepFailure, keepReading } from './follow-calendar.ts';
import { catchUpMs } from './round.ts';

interface House {
  db: Database;
  clock: Clock;
  background: Background;
  allowLocalFeeds: boolean;
  /** Wakes whoever sends what a reading has made us owe. */
  wake(): void;
}

/** Each may hold a thread and some memory. */
const atOnce = 4;
/** Unchanged or not, it is read whole so often: what lies ahead moves on. */
const wholeMs = 7 * dayMs;

export class CalendarReader {
  readonly #house: House;
  readonly #reading = new Set<number>();
  /** In the order in which their time came. */
  readonly #waiting = new Set<number>();

  constructor(house: House) {
    this.#house = house;
  }

  /** The answer to the alarm: has it read, at once or in its turn. Should that be lost, the next alarm is set already. */
  start(calendarId: number, now: Date): void {
    if (!findFollowed(this.#house.db, calendarId)) return;
    setAlarm(this.#house.db, calendarStale, calendarId, later(now, pollMs));
    this.#waiting.add(calendarId);
    this.#readNext();
  }

  #readNext(): void {
    for (const calendarId of this.#waiting) {
      if (this.#reading.size >= atOnce) return;
      if (this.#reading.has(calendarId)) continue;
      this.#waiting.delete(calendarId);
      this.#reading.add(calendarId);
      this.#house.background.run('reading a calendar', async () => {
        try {
          await this.#read(calendarId);
        } finally {
          this.#reading.delete(calendarId);
          this.#readNext();
        }
      });
    }
  }

  async #read(id: number): Promise<void> {
    const { db, clock, allowLocalFeeds: allowLocal, wake } = this.#house;
    // Its turn may come late: what is true now counts.
    const followed = findFollowed(db, id);
    if (!followed) return;
    const now = clock.now();
    const { calendar, ritual } = followed;
    const { wholeReadAt, etag, lastModified } = calendar;
    const isWholeDue = !wholeReadAt || now.getTime() - wholeReadAt.getTime() >= wholeMs;
    const known = isWholeDue ? {} : { known: { etag, lastModified } };
    try {
      const reading = await readCalendar(calendar, {
        now,
        timeZone: ritual.timeZone,
        allowLocal,
        lookBackMs: catchUpMs,
        ...known,
      });
      db.transaction(() => keepReading(db, clock.now(), id, reading));
    } catch (error) {
      const because = error instanceof FeedFailure ? error.message : 'I could not make sense of it';
      db.transaction(() => keepFailure(db, clock.now(), id, because));
      if (!(error instanceof FeedFailure)) throw error;
    } finally {
      wake();
    }
  }
}
