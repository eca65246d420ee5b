// Slack's events, on the disk before Slack gets its answer, and applied after: nothing acknowledged is lost.
import { dayMs, later, minuteMs, secondMs, stored } from './clock.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';
import { readTrouble } from './slack-errors.ts';

/** An event as Slack sends it, inside its envelope. */
export interface SlackEvent {
  type: string;
  [field: string]: unknown;
}

interface EventRule<Kept> {
  /** The type of the events it listens to, where several rules share one. */
  readonly of?: string;
  /** What the manifest subscribes to for them, where Slack names that otherwise than their type. */
  readonly subscriptions?: readonly string[];
  /** The fields to keep, or null when this event is none of our business: it is then dropped unwritten. */
  keep(event: SlackEvent): Kept | null;
  /** Brings the event's news into the facts. Called again after a failure, so it must bear repetition. */
  apply(kept: Kept, now: Date): void | Promise<void>;
}

interface Row {
  event_id: string;
  kind: string;
  kept: string;
  attempts: number;
  received_at: string;
}

const rememberedMs = 7 * dayMs;
/** Slack may be away for hours, and we may be down in between. */
const triedForMs = dayMs;
const fewestAttempts = 12;

interface StoredRule {
  of: string;
  subscriptions: readonly string[];
  keep(event: SlackEvent): unknown;
  apply(kept: string, now: Date): void | Promise<void>;
}

export class Inbox {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #rules = new Map<string, StoredRule>();

  constructor(db: Database, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  /** Of the rules for one type of event, the first that keeps something of an event has it. */
  on<Kept>(kind: string, rule: EventRule<Kept>): void {
    const of = rule.of ?? kind;
    this.#rules.set(kind, {
      of,
      subscriptions: rule.subscriptions ?? [of],
      keep: rule.keep,
      apply: (kept, now) => rule.apply(JSON.parse(kept) as Kept, now),
    });
  }

  /** What the manifest must subscribe to for all that somebody in the house listens to. */
  get subscriptions(): string[] {
    return [...new Set([...this.#rules.values()].flatMap(({ subscriptions }) => subscriptions))];
  }

  /** Whether anything of it is kept: an event that nobody wants is dropped unwritten. */
  wants(event: SlackEvent): boolean {
    return this.#newsIn(event) !== null;
  }

  /** Keeps what is needed of an event; to be committed before the ack. A redelivered event changes nothing. */
  receive(eventId: string, event: SlackEvent, now: Date): void {
    const news = this.#newsIn(event);
    if (!news) return;
    this.#db.run(
      `INSERT INTO inbox (event_id, kind, kept, received_at, due_at) VALUES (@eventId, @kind, @kept, @now, @now)
       ON CONFLICT DO NOTHING`,
      { eventId, ...news, now: stored(now) },
    );
  }

  #newsIn(event: SlackEvent): { kind: string; kept: string } | null {
    for (const [kind, { of, keep }] of this.#rules) {
      const kept = of === event.type ? keep(event) : null;
      if (kept !== null) return { kind, kept: JSON.stringify(kept) };
    }
    return null;
  }

  /**
   * Applies every event that waits, oldest first, and says how many it tried. A later event may correct an earlier
   * one, so the loop is serial.
   */
  async drain(now: Date): Promise<number> {
    let tried = 0;
    for (;;) {
      const row = this.#db.one<Row>(
        `SELECT event_id, kind, kept, attempts, received_at FROM inbox
         WHERE state = 'waiting' AND due_at <= @now ORDER BY due_at, rowid LIMIT 1`,
        { now: stored(now) },
      );
      if (!row) return tried;
      await this.#apply(row, now);
      tried += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Forgets the ids of events that Slack will not deliver again. */
  sweep(now: Date): void {
    this.#db.run("DELETE FROM inbox WHERE state <> 'waiting' AND received_at < @before", {
      before: stored(later(now, -rememberedMs)),
    });
  }

  async #apply(row: Row, now: Date): Promise<void> {
    try {
      await this.#rules.get(row.kind)?.apply(row.kept, now);
      this.#end(row.event_id, 'applied');
    } catch (err) {
      const attempts = row.attempts + 1;
      const about = { err, event: row.event_id, kind: row.kind, attempts };
      if (attempts >= fewestAttempts && now >= later(new Date(row.received_at), triedForMs)) {
        this.#log.error(about, 'an event could not be applied for a day and is given up');
        return this.#end(row.event_id, 'failed');
      }
      const isBug = readTrouble(err).kind === 'bug';
      this.#log[isBug ? 'error' : 'warn'](about, 'an event could not be applied');
      this.#db.run('UPDATE inbox SET attempts = @attempts, due_at = @dueAt WHERE event_id = @eventId', {
        attempts,
        dueAt: stored(later(now, Math.min(2 ** attempts * secondMs, 10 * minuteMs))),
        eventId: row.event_id,
      });
    }
  }

  #end(eventId: string, state: 'applied' | 'failed'): void {
    this.#db.run('UPDATE inbox SET state = @state, kept = NULL WHERE event_id = @eventId', {
      state,
      eventId,
    });
  }
}
