// Keeps the readings of the directory apart: one at a time, in the background.
import type { Logger } from '../platform/log.ts';

/** Slack being away does not keep the bot from starting: what the mirror knew before is used. */
export class Reading {
  readonly #read: () => Promise<void>;
  readonly #log: Logger;
  readonly #wake: () => void;
  #running: Promise<void> | null = null;

  constructor(read: () => Promise<void>, log: Logger, wake: () => void) {
    this.#read = read;
    this.#log = log;
    this.#wake = wake;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async done(): Promise<void> {
    if (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.#read();
      this.#wake();
    } catch (err) {
      this.#log.error({ err }, 'the directory could not be read; what was known before is used');
    } finally {
      this.#running = null;
    }
  }
}
