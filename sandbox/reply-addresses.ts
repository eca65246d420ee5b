// Hands out response_urls: each takes five answers, within thirty minutes.
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

const lifeMs = 30 * 60 * 1000;
const maxUses = 5;

export interface ReplyAddress {
  readonly personId: string;
  readonly channelId: string;
  /** The message that the person acted on, which replace_original and delete_original mean. */
  readonly originalTs: string | undefined;
  readonly issuedAt: Date;
  uses: number;
}

export class ReplyAddresses {
  readonly #issued = new Map<string, ReplyAddress>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(personId: string, channelId: string, originalTs?: string): string {
    const key = randomBytes(12).toString('hex');
    this.#issued.set(key, { personId, channelId, originalTs, issuedAt: this.#clock.now(), uses: 0 });
    return key;
  }

  use(key: string): ReplyAddress | { error: 'used_url' | 'expired_url' | 'invalid_url' } {
    const address = this.#issued.get(key);
    if (!address) return { error: 'invalid_url' };
    if (this.#clock.now().getTime() - address.issuedAt.getTime() > lifeMs) return { error: 'expired_url' };
    if (address.uses >= maxUses) return { error: 'used_url' };
    address.uses += 1;
    return address;
  }
}
