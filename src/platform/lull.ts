// Lets what can wait go when nobody waits for an answer.
import type { Background } from './background.ts';

/** Each takes some kB. With more of them the next goes at once, and answers wait for it. */
export const mostPutOff = 5_000;

/** Where requests are many, the next comes sooner after an answer. */
const pauseMs = 1;

export class Lull {
  readonly #background: Background;
  readonly #putOff: (() => void)[] = [];
  #unanswered = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(background: Background) {
    this.#background = background;
  }

  /** How much waits. */
  get putOff(): number {
    return this.#putOff.length;
  }

  /** A request came in. What this returns is to be called when it has its answer, or will get none. */
  arrived(): () => void {
    this.#unanswered += 1;
    clearTimeout(this.#pause);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#unanswered -= 1;
      this.#waitForPause();
    };
  }

  /** Starts the work when every request has its answer, one after another; a failure is logged under its name. */
  run(name: string, work: () => Promise<void>): void {
    const turn = this.#turn();
    this.#background.run(name, async () => {
      await turn;
      await work();
    });
  }

  #turn(): Promise<void> {
    if (this.#putOff.length >= mostPutOff) return Promise.resolve();
    return new Promise((resolve) => {
      this.#putOff.push(resolve);
      this.#waitForPause();
    });
  }

  #waitForPause(): void {
    clearTimeout(this.#pause);
    if (this.#unanswered > 0 || this.#putOff.length === 0) return;
    this.#pause = setTimeout(() => this.#takeTurns(), pauseMs);
  }

  /** One for each turn of the loop, which may bring in a request. */
  #takeTurns(): void {
    if (this.#unanswered > 0) return;
    this.#putOff.shift()?.();
    if (this.#putOff.length > 0) setImmediate(() => this.#takeTurns());
  }
}
