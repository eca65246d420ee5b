// Keeps the readings of the directory apart: one at a time, in the background, and again soon after one that failed.
import { type Clock, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/log.ts';
import { setAlarm } from '../platform/ticker.ts';

/** The kind of alarm at which the whole directory is read again: an event may have been missed. */
export const directoryStale = 'directory stale';

const againAfterMs = 10 * minuteMs;

interface House {
  db: Database;
  clock: Clock;
  log: Logger;
  wake(): void;
}

/** Slack being away does not keep the bot from starting: what the mirror knew before is used. */
export class Reading {
  readonly #read: () => Promise<void>;
  readonly #house: House;
  #running: Promise<void> | null = null;

  constructor(read: () => Promise<void>, house: House) {
    this.#read = read;
    this.#house = house;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async done(): Promise<void> {
    if (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    const { log, wake } = this.#house;
    try {
      await this.#read();
      wake();
    } catch (err) {
      log.error({ err }, 'the directory could not be read; what was known before is used');
      this.#againSoon();
    } finally {
      this.#running = null;
    }
  }

  /** Nobody waits for a reading: what is thrown here would end the process. Without it, the daily one comes. */
  #againSoon(): void {
    const { db, clock, log } = this.#house;
    try {
      db.transaction(() => setAlarm(db, directoryStale, '', later(clock.now(), againAfterMs)));
    } catch (err) {
      log.warn({ err }, 'the directory will be read again only with the daily reading');
    }
  }
}
