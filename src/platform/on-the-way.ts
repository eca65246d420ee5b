// What we stopped waiting for and Slack may still carry out: told by a clock that nobody sets.
import { type MonotonicClock, minuteMs, secondMs } from './clock.ts';

/** Why nobody knows what became of a call: Slack did not answer, or it answered that something went wrong. */
type Doubt = 'unanswered' | 'unclear';

/**
 * A call can have its effect after it came to nothing: sooner than this, its absence says nothing. Without an answer,
 * our own system may have it yet: what a closed connection still holds, or that of a process that was killed, Linux
 * goes on sending for 102 seconds (ip-sysctl, tcp_orphan_retries: eight times, at growing intervals).
 */
const overdueMs: Record<Doubt, number> = { unanswered: 2 * minuteMs, unclear: 30 * secondMs };

export class OnTheWay {
  readonly #clock: MonotonicClock;
  /** When the calls for a message are overdue, by its id; the one that came to nothing last comes last. */
  readonly #overdueAtMs = new Map<number, number>();
  /** What a life before this one called may come as well, and nobody knows since when. */
  readonly #earlierOverdueAtMs: number;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
    this.#earlierOverdueAtMs = clock.monotonicMs() + overdueMs.unanswered;
  }

  /** A call for this message came to nothing just now. */
  inDoubt(messageId: number, doubt: Doubt): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [id, overdueAtMs] of this.#overdueAtMs) {
      if (overdueAtMs > nowMs) break;
      this.#overdueAtMs.delete(id);
    }
    const before = this.#overdueAtMs.get(messageId) ?? this.#earlierOverdueAtMs;
    this.#overdueAtMs.delete(messageId);
    this.#overdueAtMs.set(messageId, Math.max(before, nowMs + overdueMs[doubt]));
  }

  /** For how long a call for this message that came to nothing may still have its effect, in ms. */
  leftMs(messageId: number): number {
    const overdueAtMs = this.#overdueAtMs.get(messageId) ?? this.#earlierOverdueAtMs;
    return Math.max(0, Math.ceil(overdueAtMs - this.#clock.monotonicMs()));
  }
}
