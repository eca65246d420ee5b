// Long work, one after another: two imports, or an import and a forgetting, never get into each other's way.
import type { Background } from './background.ts';

export class Jobs {
  readonly #background: Background;
  readonly #known = new Set<string>();
  #last: Promise<void> = Promise.resolve();

  constructor(background: Background) {
    this.#background = background;
  }

  readonly isStopping = (): boolean => this.#background.isStopping;

  /** Begins once all before it have ended. What waits or is under way is not started twice. */
  start(name: string, work: () => Promise<void>): void {
    if (this.#known.has(name)) return;
    this.#known.add(name);
    const before = this.#last;
    this.#background.run(name, async () => {
      const turn = before.then(async () => {
        if (!this.isStopping()) await work();
      });
      this.#last = turn.then(undefined, () => undefined);
      try {
        await turn;
      } finally {
        this.#known.delete(name);
      }
    });
  }
}
