// What somebody has entered about a calendar and not yet agreed to: in memory, for its address is a secret.
import { randomUUID } from 'node:crypto';
import type { CalendarWishes } from '../calendar/event.ts';
import type { WholeReading } from '../calendar/read-calendar.ts';
import { later, minuteMs } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';

export interface CalendarDraft {
  personId: string;
  conversationId: string;
  wishes: CalendarWishes;
  /** What was read of it; null until it could be. */
  reading: WholeReading | null;
}

const lifeMs = 15 * minuteMs;
/** Each holds a thousand events at the most. */
const mostDrafts = 100;

export class CalendarDrafts {
  readonly #drafts = new Map<string, { draft: CalendarDraft; until: Date }>();

  /** Returns the key by which a form names the draft. */
  keep(draft: CalendarDraft, now: Date): string {
    for (const [key, { until }] of this.#drafts) if (until <= now) this.#drafts.delete(key);
    const [oldest] = this.#drafts.keys();
    if (oldest !== undefined && this.#drafts.size >= mostDrafts) this.#drafts.delete(oldest);
    const key = randomUUID();
    this.#drafts.set(key, { draft, until: later(now, lifeMs) });
    return key;
  }

  /** Refuses a draft that is forgotten, or another person's. */
  find(key: string, personId: string, now: Date): CalendarDraft {
    const kept = this.#drafts.get(key);
    if (kept && kept.until > now && kept.draft.personId === personId) return kept.draft;
    throw new Refusal(
      'I keep what you entered for fifteen minutes only, because the address is a secret. Please enter it again.',
    );
  }
}
