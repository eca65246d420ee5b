// Work that nobody waits for and that may fail without harm, such as showing what is kept already.
import type { Logger } from './log.ts';

export class Background {
  readonly #log: Logger;
  readonly #running = new Set<Promise<void>>();
  #isStopping = false;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Starts the work; a failure is logged under its name. */
  run(name: string, work: () => Promise<void>): void {
    const running = this.#guard(name, work).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Long work looks here between its steps, and leaves the rest to the next start. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  stop(): void {
    this.#isStopping = true;
  }

  /** Resolves when all of it has ended. */
  async done(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #guard(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      this.#log.warn({ err, work: name }, 'something in the background failed');
    }
  }
}
