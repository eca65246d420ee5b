// Carries the pauses that Slack asks for into the outbox, where they outlast a restart: what waits is due at their end.
import { later, secondMs, stored } from './clock.ts';
import type { Database, Values } from './database.ts';
import type { Logger } from './log.ts';
import { about, type OwedMessage, putOff } from './outbox.ts';
import { type Calls, Holds } from './slack-limits.ts';
import { inSlices } from './slices.ts';
import type { TokenWatch } from './token-watch.ts';

/** A pause of none at all would have us ask again in the same moment. */
const shortestPauseSeconds = 1;

export class Pauses {
  readonly holds = new Holds();
  readonly #db: Database;
  readonly #token: TokenWatch;
  readonly #log: Logger;

  constructor(db: Database, token: TokenWatch, log: Logger) {
    this.#db = db;
    this.#token = token;
    this.#log = log;
  }

  /**
   * Whatever is held waits, also what was owed since the pause began; thousands of them in slices. A power cut may take
   * some of that back: then one more call is limited.
   */
  async apply(now: Date): Promise<void> {
    const db = this.#db;
    const { heldUntil } = this.#token;
    if (heldUntil && heldUntil > now) await inSlices(db, () => holdSome(db, heldUntil), neverStopping);
    for (const [name, until] of this.holds.wide(now)) {
      await inSlices(db, () => holdSome(db, until, ofMethod, { name }), neverStopping);
    }
  }

  /** True when this address is held, and what goes to it waits. */
  applyTo(address: string, now: Date): boolean {
    const until = this.holds.ofAddress(address, now);
    if (until) holdAddress(this.#db, address, until);
    return until !== null;
  }

  /** Slack limited the last of these calls. `certain`: the message was not posted. Says how much is held now. */
  begin(
    message: OwedMessage,
    { name }: Calls,
    retryAfterSeconds: number,
    now: Date,
    certain: boolean,
  ): 'address' | 'more' {
    const until = later(now, Math.max(shortestPauseSeconds, retryAfterSeconds) * secondMs);
    this.#log.info({ ...about(message), retryAfterSeconds, call: name }, 'Slack asks for a pause');
    // Kept in mind first: the pause holds also where the database is locked just now.
    const isMore = this.#keep(message, name, until, now);
    putOff(this.#db, message, until, 'ratelimited', certain);
    if (name !== message.drawing) holdAddress(this.#db, message.address, until);
    return isMore ? 'more' : 'address';
  }

  #keep({ address, drawing }: OwedMessage, name: string | null, until: Date, now: Date): boolean {
    if (name === null) return false;
    if (name === drawing) {
      this.holds.limitAll(name, until);
      return true;
    }
    const isMethod = this.holds.limit(name, address, until, now);
    if (isMethod)
      this.#log.info({ call: name, until }, 'Slack limits the whole workspace: all such calls wait');
    return isMethod;
  }
}

/** There is an end to what waits, and nothing is sent meanwhile. */
const neverStopping = () => false;

const mostAtOnce = 1_000;

/** Has some of what waits, all of it or `which`, wait until then; true when more of it may be left. */
function holdSome(db: Database, until: Date, which = '1', values: Values = {}): boolean {
  const { changes } = db.run(
    `UPDATE message SET due_at = @until WHERE id IN (
       SELECT id FROM message WHERE state IN ('due', 'sending') AND due_at < @until AND ${which} LIMIT ${mostAtOnce})`,
    { ...values, until: stored(until) },
  );
  return changes === mostAtOnce;
}

function holdAddress(db: Database, address: string, until: Date): void {
  holdSome(db, until, 'address = @address', { address });
}

/** What needs this method of Slack's next, or what this drawing asks before. */
const ofMethod = `CASE @name
  WHEN 'chat.update' THEN ts IS NOT NULL
  WHEN 'chat.postMessage' THEN ts IS NULL AND state = 'due'
  WHEN 'conversations.open' THEN ts IS NULL AND address GLOB '[UW]*'
    AND address NOT IN (SELECT person_id FROM direct_channel)
  WHEN 'conversations.history' THEN state = 'sending'
  WHEN 'conversations.replies' THEN state = 'sending' AND thread_of IS NOT NULL
  ELSE ts IS NULL AND drawing = @name END`;
