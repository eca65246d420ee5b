// Lets what can wait go when nobody waits for an answer.
import type { Background } from './background.ts';

/** Each takes some kB. With one more the oldest goes at once, and answers wait for it. */
export const mostPutOff = 5_000;

/** Where requests are many, the next comes sooner after an answer. */
const pauseMs = 1;

export class Lull {
  readonly #background: Background;
  readonly #putOff: (() => void)[] = [];
  #unanswered = 0;
  #pause: NodeJS.Timeout | undefined;
  #isTakingTurns = false;

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

  /**
   * Starts the work when every request has its answer, one after another; a failure is logged under its name. What still
   * waits when the bot stops is left.
   */
  run(name: string, work: () => Promise<void>): void {
    if (this.#putOff.length >= mostPutOff) this.#putOff.shift()?.();
    const turn = new Promise<void>((resolve) => this.#putOff.push(resolve));
    this.#background.run(name, async () => {
      await turn;
      if (!this.#background.isStopping) await work();
    });
    this.#waitForPause();
  }

  /** Lets go of what waits; to be told once the background is stopping. */
  stop(): void {
    clearTimeout(this.#pause);
    for (const goOn of this.#putOff.splice(0)) goOn();
  }

  #waitForPause(): void {
    if (this.#isTakingTurns) return;
    clearTimeout(this.#pause);
    if (this.#unanswered === 0 && this.#putOff.length > 0) {
      this.#pause = setTimeout(() => this.#takeTurns(), pauseMs);
    }
  }

  /** One for each turn of the loop, which may bring in a request. */
  #takeTurns(): void {
    if (this.#unanswered === 0) this.#putOff.shift()?.();
    this.#isTakingTurns = this.#unanswered === 0 && this.#putOff.length > 0;
    if (this.#isTakingTurns) setImmediate(() => this.#takeTurns());
  }
}
