// What becomes of a message that could not be sent: it waits, it is lost, or nobody can tell.
import { later, minuteMs, secondMs } from './clock.ts';
import type { Database } from './database.ts';
import type { Drawing } from './drawing.ts';
import type { Logger } from './log.ts';
import * as outbox from './outbox.ts';
import type { Loss } from './slack-errors.ts';

const longestPauseMs = 5 * minuteMs;

/** Whatever becomes of it, the rest of its address goes on: all of them say true. */
export class Unsent {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #drawings: ReadonlyMap<string, Drawing>;

  constructor(db: Database, log: Logger, drawings: ReadonlyMap<string, Drawing>) {
    this.#db = db;
    this.#log = log;
    this.#drawings = drawings;
  }

  /** Comes back later, the sooner the less often it was tried; see outbox.putOff. */
  putOff(message: outbox.OwedMessage, problem: string, now: Date, certain: boolean): true {
    const pauseMs = Math.min(2 ** message.attempts * secondMs, longestPauseMs);
    outbox.putOff(this.#db, message, later(now, pauseMs), problem, certain);
    const about = { ...outbox.about(message), problem, pauseMs };
    this.#log.warn(about, 'a message could not be sent and is put off');
    return true;
  }

  /** It may come to stand within `leftMs`, and is looked for until then, ever less often; after a restore at the end. */
  mayCome(message: outbox.OwedMessage, now: Date, leftMs: number): true {
    const waitedMs = message.tried_at === null ? Infinity : now.getTime() - Date.parse(message.tried_at);
    const pauseMs = Math.min(Math.max(waitedMs / 2, secondMs), leftMs);
    outbox.wait(this.#db, message, later(now, pauseMs), 'perhaps on its way');
    this.#log.info({ ...outbox.about(message), pauseMs }, 'a message may be on its way and is waited for');
    return true;
  }

  lose(message: outbox.OwedMessage, loss: Loss, now: Date): true {
    try {
      // In one transaction: whoever has to hear of the loss hears of it, whatever happens in between.
      this.#db.transaction(() => {
        outbox.giveUp(this.#db, message, 'failed', loss.problem);
        this.#drawings.get(message.drawing)?.lost?.(message.subject, loss, now);
      });
    } catch (err) {
      this.#log.error({ ...outbox.about(message), err }, 'a loss could not be told and is put off');
      return this.putOff(message, loss.problem, now, true);
    }
    return true;
  }

  /** Neither sent again (it might stand twice) nor forgotten: the operator is told. */
  leave(message: outbox.OwedMessage, problem: string): true {
    outbox.giveUp(this.#db, message, 'unknown', problem);
    this.#log.error(
      { ...outbox.about(message), problem },
      'nobody can tell whether this message was sent: look in the channel, it will not be sent again',
    );
    return true;
  }
}
