// Keeps what went over the wire in both directions, for assertions and for an inspector.
import type { Fields } from './json.ts';

export interface Call {
  readonly method: string;
  readonly args: Fields;
  readonly at: Date;
  status: number;
  ok: boolean;
  error?: string;
  /** What Slack answered, also where the answer was lost on the way. */
  answer?: Fields;
}

export type DeliveryKind = 'event' | 'command' | 'interaction' | 'suggestion';

/** acked in time · late: acked after three seconds · refused: an error status · lost: the line broke · unreachable */
export type Outcome = 'pending' | 'acked' | 'late' | 'timeout' | 'refused' | 'lost' | 'unreachable';

export interface Delivery {
  readonly kind: DeliveryKind;
  readonly payload: Fields;
  readonly at: Date;
  readonly retryNum: number;
  readonly retryReason: string;
  outcome: Outcome;
  ackMs: number | null;
  response: unknown;
}

/** Something a real Slack would only mutter about, but that a good app never does. */
export interface Warning {
  readonly about: string;
  readonly text: string;
}

/** What went over the wire, in the order in which it began. */
export type Entry = { readonly call: Call } | { readonly delivery: Delivery } | { readonly warning: Warning };

export class Recorder {
  readonly calls: Call[] = [];
  readonly deliveries: Delivery[] = [];
  readonly warnings: Warning[] = [];
  readonly timeline: Entry[] = [];
  readonly #watchers = new Set<() => void>();
  #inFlight = 0;
  #activity = 0;

  keepCall(call: Call): void {
    this.calls.push(call);
    this.timeline.push({ call });
  }

  keepDelivery(delivery: Delivery): void {
    this.deliveries.push(delivery);
    this.timeline.push({ delivery });
  }

  warn(about: string, text: string): void {
    const warning = { about, text };
    this.warnings.push(warning);
    this.timeline.push({ warning });
  }

  /** Calls whenever something was done or answered; the return value ends that. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Grows with whatever begins or ends. */
  get activity(): number {
    return this.#activity;
  }

  /** Counts work under way, so that settled() knows when there is none left. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1;
    this.#activity += 1;
    try {
      return await work();
    } finally {
      this.#inFlight -= 1;
      this.#activity += 1;
      for (const watcher of this.#watchers) watcher();
    }
  }

  /** Resolves once nothing was under way for a moment: the bot may still be thinking between two calls. */
  async settled(quietMs: number, patienceMs: number): Promise<boolean> {
    const startedAtMs = performance.now();
    let seen = -1;
    while (this.#inFlight > 0 || seen !== this.#activity) {
      if (performance.now() - startedAtMs > patienceMs) return false;
      seen = this.#activity;
      if (quietMs > 0) await new Promise((resolve) => setTimeout(resolve, quietMs));
      // A process that was held up runs its timers before it hears what came in the meantime.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return true;
  }
}
