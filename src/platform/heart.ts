// Work that is looked for again and again: a beat that fails is told, and the next one tries again.
import { keepingReference, type Logger } from './log.ts';
import { forOperator } from './reply.ts';
import { storageTrouble } from './storage-trouble.ts';

/** A beat comes every second; a disk that is full is not filled further by saying so at each. */
const saidEveryBeats = 60;

/** Runs one kind of work, never twice at the same time. */
export class Heart {
  readonly #work: () => Promise<void>;
  readonly #log: Logger;
  #again = false;
  #failedTimes = 0;
  #stopped = false;
  beating: Promise<void> | null = null;
  /** Whoever wakes it: what it does and logs belongs to nobody's request. */
  readonly #start = keepingReference(() => this.#beat());

  constructor(work: () => Promise<void>, log: Logger) {
    this.#work = work;
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
        await this.#work();
        this.#failedTimes = 0;
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
