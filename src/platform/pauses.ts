// Carries the pauses that Slack asks for into the outbox, where they outlast a restart: what waits is due at their end.
import { later, secondMs, stored } from './clock.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';
import { about, type OwedMessage, putOff } from './outbox.ts';
import { type Calls, Holds } from './slack-limits.ts';
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

  /** Whatever is held waits, also what was owed since the pause began: one statement a hold, however many they are. */
  apply(now: Date): void {
    const { heldUntil } = this.#token;
    if (heldUntil && heldUntil > now) holdAll(this.#db, heldUntil);
    for (const [name, until] of this.holds.wide(now)) holdMethod(this.#db, name, until);
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
    putOff(this.#db, message, until, 'ratelimited', certain, now);
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

const waits = "UPDATE message SET due_at = @until WHERE state IN ('due', 'sending') AND due_at < @until";

function holdAll(db: Database, until: Date): void {
  db.run(waits, { until: stored(until) });
}

function holdAddress(db: Database, address: string, until: Date): void {
  db.run(`${waits} AND address = @address`, { address, until: stored(until) });
}

/** All that needs this method of Slack's next, or what this drawing asks before. */
function holdMethod(db: Database, name: string, until: Date): void {
  db.run(
    `${waits} AND CASE @name
       WHEN 'chat.update' THEN ts IS NOT NULL
       WHEN 'chat.postMessage' THEN ts IS NULL AND state = 'due'
       WHEN 'conversations.open' THEN ts IS NULL AND address GLOB '[UW]*'
         AND address NOT IN (SELECT person_id FROM direct_channel)
       WHEN 'conversations.history' THEN state = 'sending' AND thread_of IS NULL
       WHEN 'conversations.replies' THEN state = 'sending' AND thread_of IS NOT NULL
       ELSE ts IS NULL AND drawing = @name END`,
    { name, until: stored(until) },
  );
}
