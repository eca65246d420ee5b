// Hands out trigger ids: each opens one view, for three seconds of real time.
import { randomBytes } from 'node:crypto';

const lifeMs = 3000;

interface Trigger {
  readonly personId: string;
  readonly issuedAtMs: number;
  readonly isFromModal: boolean;
  isUsed: boolean;
}

export type Redeemed =
  | { readonly personId: string; readonly isFromModal: boolean; readonly spend: () => void }
  | { readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };

export class Triggers {
  readonly #issued = new Map<string, Trigger>();
  readonly #wallClockMs: () => number;

  constructor(wallClockMs: () => number) {
    this.#wallClockMs = wallClockMs;
  }

  issue(personId: string, isFromModal: boolean): string {
    const issuedAtMs = this.#wallClockMs();
    const triggerId = `${issuedAtMs}.${this.#issued.size + 1}.${randomBytes(16).toString('hex')}`;
    this.#issued.set(triggerId, { personId, issuedAtMs, isFromModal, isUsed: false });
    return triggerId;
  }

  /** Looks a trigger up; it is spent only once the view it asks for is found to be good. */
  redeem(triggerId: string | undefined): Redeemed {
    const trigger = this.#issued.get(triggerId ?? '');
    if (!trigger) return { error: 'invalid_trigger_id' };
    if (trigger.isUsed) return { error: 'exchanged_trigger_id' };
    if (this.#wallClockMs() - trigger.issuedAtMs > lifeMs) return { error: 'expired_trigger_id' };
    const { personId, isFromModal } = trigger;
    const spend = () => {
      trigger.isUsed = true;
    };
    return { personId, isFromModal, spend };
  }
}
