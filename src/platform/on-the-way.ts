// What we stopped waiting for and Slack may still carry out: told by a clock that nobody sets.
import { type MonotonicClock, secondMs } from './clock.ts';

/** A call can have its effect after we stopped waiting for it: sooner than this, its absence says nothing. */
const overdueMs = 30 * secondMs;

export class OnTheWay {
  readonly #clock: MonotonicClock;
  /** When the last call for a message was given up, by its id; the earliest first. */
  readonly #unansweredMs = new Map<number, number>();
  /** What a life before this one called may come as well, and nobody knows since when. */
  readonly #startedMs: number;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs();
  }

  /** The last call for this message was given up just now. */
  unanswered(messageId: number): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [id, unansweredMs] of this.#unansweredMs) {
      if (unansweredMs + overdueMs > nowMs) break;
      this.#unansweredMs.delete(id);
    }
    this.#unansweredMs.delete(messageId);
    this.#unansweredMs.set(messageId, nowMs);
  }

  /** For how long a call for this message that was given up may still have its effect, in ms. */
  leftMs(messageId: number): number {
    const sinceMs = this.#unansweredMs.get(messageId) ?? this.#startedMs;
    return Math.max(0, Math.ceil(sinceMs + overdueMs - this.#clock.monotonicMs()));
  }
}
