// One heart: what fell due, what came in, what we owe, in this order and never twice at the same time.
import type { Clock } from './clock.ts';
import type { Inbox } from './inbox.ts';
import type { Logger } from './log.ts';
import type { Sender } from './sender.ts';
import type { Ticker } from './ticker.ts';

interface Parts {
  ticker: Ticker;
  inbox: Inbox;
  sender: Sender;
  clock: Clock;
  log: Logger;
}

export class Pulse {
  readonly #parts: Parts;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;
  #beatAt: Date;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#beatAt = parts.clock.now();
  }

  /** When the last beat ended: an old one means that something is stuck. */
  get beatAt(): Date {
    return this.#beatAt;
  }

  /** Beats soon; many calls make one beat. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#running ??= this.#beat();
  }

  /** Beats once more and resolves when there is nothing left to do at this moment. */
  async settled(): Promise<void> {
    this.wake();
    while (this.#running) await this.#running;
  }

  /** Finishes what is under way and starts nothing new. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#parts.sender.stop();
    if (this.#running) await this.#running;
  }

  async #beat(): Promise<void> {
    const { ticker, inbox, sender, clock, log } = this.#parts;
    // The commit that woke us comes first; its request wants its answer before we take the thread.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        ticker.tick(clock.now());
        await inbox.drain(clock.now());
        await sender.drain(() => clock.now());
        this.#beatAt = clock.now();
      } catch (err) {
        log.error({ err }, 'a beat failed; the next one tries again');
      }
    }
    this.#running = null;
  }
}
