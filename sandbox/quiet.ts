// Knows when the bot has done all it can: it says so itself where it runs in this process, else by its silence.
import type { Recorder } from './record.ts';

const patienceMs = 10_000;

export class Quiet {
  readonly #record: Recorder;
  #quietMs: number;
  #settled: (() => Promise<void>) | null = null;

  constructor(record: Recorder, quietMs: number) {
    this.#record = record;
    this.#quietMs = quietMs;
  }

  /** Waits less, or more, after each act; 0 where only the bot's answer counts. */
  wait(quietMs: number): void {
    this.#quietMs = quietMs;
  }

  /** A bot in this process; null: it is elsewhere, or gone. */
  ask(settled: (() => Promise<void>) | null): void {
    this.#settled = settled;
  }

  /** Resolves when no call and no delivery is under way any more. Throws when that takes too long. */
  async come(): Promise<void> {
    const settled = this.#quietMs === 0 ? null : this.#settled;
    for (let seen = -1; seen !== this.#record.activity; ) {
      seen = this.#record.activity;
      const isQuiet = await this.#record.settled(settled ? 0 : this.#quietMs, patienceMs);
      if (!isQuiet) throw new Error(`The bot is still busy after ${patienceMs} ms`);
      if (!settled) return;
      await settled();
    }
  }
}
