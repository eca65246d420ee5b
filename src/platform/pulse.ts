// Three hearts that do not wait for each other: what fell due, what came in, what we owe.
import type { Clock } from './clock.ts';
import type { Inbox } from './inbox.ts';
import { keepingReference, type Logger } from './log.ts';
import { forOperator } from './reply.ts';
import type { Sender } from './sender.ts';
import { storageTrouble } from './storage-trouble.ts';
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
    // What one of them did may be work for the others: an alarm owes a message, an event sets an alarm.
    const others = () => this.wake();
    this.#hearts = [
      new Heart(tick, others, log),
      new Heart(() => inbox.drain(clock.now()), others, log),
      new Heart(() => sender.drain(() => clock.now()), others, log),
    ];
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

/** A beat comes every second; a disk that is full is not filled further by saying so at each. */
const saidEveryBeats = 60;

/** Runs one kind of work, never twice at the same time. */
class Heart {
  readonly #work: () => Promise<number>;
  readonly #worked: () => void;
  readonly #log: Logger;
  #again = false;
  #failedTimes = 0;
  #stopped = false;
  beating: Promise<void> | null = null;
  /** Whoever wakes it: what it does and logs belongs to nobody's request. */
  readonly #start = keepingReference(() => this.#beat());

  constructor(work: () => Promise<number>, worked: () => void, log: Logger) {
    this.#work = work;
    this.#worked = worked;
    this.#log = log;
  }

  wake(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.beating ??= this.#start();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #beat(): Promise<void> {
    // The commit that woke us comes first; its request wants its answer before we take the thread.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        const done = await this.#work();
        this.#failedTimes = 0;
        if (done > 0) this.#worked();
      } catch (err) {
        const trouble = storageTrouble(err);
        const says = trouble ? forOperator[trouble] : 'a beat failed; the next one tries again';
        if (this.#failedTimes % saidEveryBeats === 0) this.#log.error({ err }, says);
        this.#failedTimes += 1;
      }
    }
    this.beating = null;
  }
}
