// Three hearts that do not wait for each other: what fell due, what came in, what we owe.
import type { Clock } from './clock.ts';
import { Heart } from './heart.ts';
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
  readonly #hearts: Heart[];
  #tickedAt: Date;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { ticker, inbox, sender, clock, log } = parts;
    this.#tickedAt = clock.now();
    const tick = async () => {
      const ran = await ticker.tick(clock.now());
      this.#tickedAt = clock.now();
      return ran;
    };
    const works = [tick, () => inbox.drain(clock.now()), () => sender.drain()];
    this.#hearts = works.map((work) => new Heart(() => this.#forAll(work), log));
  }

  /** What one of them did may be work for the others: an alarm owes a message, an event sets an alarm. */
  async #forAll(work: () => Promise<number>): Promise<void> {
    if ((await work()) > 0) this.wake();
  }

  /** When we last looked what fell due: an old one means that we are stuck. */
  get tickedAt(): Date {
    return this.#tickedAt;
  }

  /** Beats soon; many calls make one beat. */
  wake(): void {
    for (const heart of this.#hearts) heart.wake();
  }

  /** Beats once more and resolves when there is nothing left to do at this moment. */
  async settled(): Promise<void> {
    this.wake();
    for (;;) {
      const beating = this.#hearts.flatMap(({ beating }) => beating ?? []);
      if (beating.length === 0) return;
      await Promise.all(beating);
    }
  }

  /** Finishes what is under way and starts nothing new. */
  async stop(): Promise<void> {
    this.#parts.sender.stop();
    for (const heart of this.#hearts) heart.stop();
    await Promise.all(this.#hearts.map(({ beating }) => beating));
  }
}
