// Reads the calendars whose time has come, a few at once, in the background.

import { readCalendar } from '../calendar/read-calendar.ts';
import type { Background } from '../platform/background.ts';
import { type Clock, dayMs, later, secondMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { FeedFailure } from '../platform/guarded-address.ts';
import { setAlarm } from '../platform/ticker.ts';
import { type Calendar, pollMs } from './calendar.ts';
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
const afterAnotherMs = 3 * secondMs;
/** Unchanged or not, it is read whole so often: what lies ahead moves on. */
const wholeMs = 7 * dayMs;

export class CalendarReader {
  readonly #house: House;
  readonly #reading = new Set<number>();

  constructor(house: House) {
    this.#house = house;
  }

  /** The answer to the alarm: starts the reading. Should it be lost, the next alarm is set already. */
  start(calendarId: number, now: Date): void {
    const { db, background } = this.#house;
    const followed = findFollowed(db, calendarId);
    if (!followed) return;
    const isBusy = this.#reading.size >= atOnce || this.#reading.has(calendarId);
    setAlarm(db, calendarStale, calendarId, later(now, isBusy ? afterAnotherMs : pollMs));
    if (isBusy) return;
    this.#reading.add(calendarId);
    background.run('reading a calendar', async () => {
      try {
        await this.#read(followed.calendar, followed.ritual.timeZone, now);
      } finally {
        this.#reading.delete(calendarId);
      }
    });
  }

  async #read(calendar: Calendar, timeZone: string, now: Date): Promise<void> {
    const { db, clock, allowLocalFeeds: allowLocal, wake } = this.#house;
    const { id, wholeReadAt, etag, lastModified } = calendar;
    const isWholeDue = !wholeReadAt || now.getTime() - wholeReadAt.getTime() >= wholeMs;
    const known = isWholeDue ? {} : { known: { etag, lastModified } };
    try {
      const reading = await readCalendar(calendar, {
        now,
        timeZone,
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
