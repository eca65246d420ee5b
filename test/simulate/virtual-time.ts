// Time that passes only when it is told to: every timer of a simulation waits here, and fires in one fixed order.

interface Task {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
  isOff: boolean;
}

/** What setTimeout gives out; unref and ref are there because libraries call them. */
export interface Timer {
  cancel(): void;
  unref(): Timer;
  ref(): Timer;
  hasRef(): boolean;
  refresh(): Timer;
  [Symbol.toPrimitive](): number;
}

/** The real one, kept before anybody takes it over. */
const realSetImmediate = setImmediate;

/** Lets promises and streams run until nothing but timers and the wire is left. */
const breathe = () => new Promise<void>((resolve) => realSetImmediate(resolve));

export class VirtualTime {
  #nowMs: number;
  #order = 0;
  readonly #heap: Task[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Timer {
    this.#order += 1;
    const wait = Number.isFinite(delayMs) && delayMs > 0 ? delayMs : 0;
    const task: Task = { atMs: this.#nowMs + wait, order: this.#order, run, isOff: false };
    this.#push(task);
    const timer: Timer = {
      cancel: () => {
        task.isOff = true;
      },
      unref: () => timer,
      ref: () => timer,
      hasRef: () => true,
      refresh: () => timer,
      [Symbol.toPrimitive]: () => task.order,
    };
    return timer;
  }

  /** Runs all that falls due up to an instant, one thing after the other, and stands there then. */
  async passTo(untilMs: number): Promise<void> {
    await breathe();
    for (;;) {
      const next = this.#heap[0];
      if (!next || next.atMs > untilMs) break;
      this.#pop();
      if (next.isOff) continue;
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
      await breathe();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let at = heap.push(task) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#swapIfEarlier(at, above)) break;
      at = above;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const child = isEarlier(heap[right], heap[left]) ? right : left;
      if (!this.#swapIfEarlier(child, at)) return;
      at = child;
    }
  }

  /** Whether the task at `lower` had to change places with the one at `upper`. */
  #swapIfEarlier(lower: number, upper: number): boolean {
    const [low, up] = [this.#heap[lower], this.#heap[upper]];
    if (!low || !up || !isEarlier(low, up)) return false;
    this.#heap[upper] = low;
    this.#heap[lower] = up;
    return true;
  }
}

function isEarlier(one: Task | undefined, other: Task | undefined): boolean {
  if (!one) return false;
  if (!other) return true;
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
