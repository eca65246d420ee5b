// Sends what the outbox owes, each message once, and finds out what became of a send whose reply was lost.
import type { webApi } from '@slack/bolt';
import { later, minuteMs, secondMs } from './clock.ts';
import type { Database } from './database.ts';
import type { Drawing } from './drawing.ts';
import type { Logger } from './log.ts';
import * as outbox from './outbox.ts';
import { channelOf, keyOf, lookFor, mayStillCome, threadOf } from './places.ts';
import { type Loss, readTrouble } from './slack-errors.ts';

const lanes = 4;
const longestPauseMs = 5 * minuteMs;
/** How far a message has come: what its drawing asks before, its direct message opened, the post itself. */
type Progress = { step: 'asking' | 'opening' | 'posting' };

const nowhere: Loss = { kind: 'refused', problem: 'root_unknown' };

export class Sender {
  readonly #db: Database;
  readonly #slack: webApi.WebClient;
  readonly #log: Logger;
  readonly #drawings = new Map<string, Drawing>();
  /** Until when Slack asked us to leave alone an address, or what a drawing asks before: also for what is owed meanwhile. */
  readonly #heldUntil = new Map<string, Date>();
  #stopping = false;

  constructor(db: Database, slack: webApi.WebClient, log: Logger) {
    this.#db = db;
    this.#slack = slack;
    this.#log = log;
  }

  on(name: string, drawing: Drawing): void {
    this.#drawings.set(name, drawing);
  }

  /** Nothing new is started; what is under way finishes. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * Sends all that is due at `now`, and says how many it tried. Addresses go side by side, the messages of one address
   * one after another.
   */
  async drain(now: () => Date): Promise<number> {
    let tried = 0;
    while (!this.#stopping) {
      const due = outbox.dueMessages(this.#db, now());
      if (due.length === 0) return tried;
      tried += due.length;
      const waiting = [...Map.groupBy(due, (message) => message.address).values()];
      const work = async () => {
        for (let lane = waiting.shift(); lane && !this.#stopping; lane = waiting.shift())
          await this.#lane(lane, now);
      };
      // All lanes come to rest before anything is told: a send still under way would be taken for a lost one.
      const ends = await Promise.allSettled(Array.from({ length: lanes }, work));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    }
    return tried;
  }

  async #lane(messages: outbox.OwedMessage[], now: () => Date): Promise<void> {
    for (const message of messages) {
      const held = this.#heldFor(message, now());
      if (held) return outbox.holdAddress(this.#db, message.address, held);
      if (this.#stopping) return;
      const goesOn = await this.#send(message, now);
      if (!goesOn) return;
    }
  }

  #heldFor({ address, drawing }: outbox.OwedMessage, now: Date): Date | undefined {
    return [address, drawing].map((name) => this.#heldUntil.get(name)).find((until) => until && until > now);
  }

  /** False when the rest of this address has to wait. */
  async #send(message: outbox.OwedMessage, now: () => Date): Promise<boolean> {
    if (outbox.isUnderUnknown(this.#db, message)) return this.#lose(message, nowhere, now());
    if (message.state === 'sending' && !message.ts) {
      try {
        const found = await lookFor(this.#db, this.#slack, message, now());
        if (found) {
          outbox.markSent(this.#db, message, found, 0, now());
          return true;
        }
        if (mayStillCome(message, now())) return this.#putOff(message, 'perhaps on its way', now(), false);
      } catch (error) {
        return this.#lookingFailed(message, error, now());
      }
    }
    const progress: Progress = { step: 'asking' };
    try {
      await this.#postOrEdit(message, now, progress);
      return true;
    } catch (error) {
      return this.#sendingFailed(message, error, now(), progress);
    }
  }

  async #postOrEdit(message: outbox.OwedMessage, now: () => Date, progress: Progress): Promise<void> {
    const drawing = this.#drawings.get(message.drawing);
    if (!drawing) throw new Error(`nobody draws ${message.drawing}`);
    if (!message.ts) await drawing.before?.(message.subject, now());
    progress.step = 'opening';
    const drawn = drawing.draw(message.subject, now());
    if (!drawn) return outbox.giveUp(this.#db, message, 'dropped', 'nothing left to say');
    const content = { text: drawn.text, blocks: drawn.blocks };
    if (message.ts && message.channel_id) {
      await this.#slack.chat.update({ channel: message.channel_id, ts: message.ts, ...content });
      const place = { channelId: message.channel_id, ts: message.ts };
      return outbox.markSent(this.#db, message, place, message.wanted, now());
    }
    const channel = await channelOf(this.#db, this.#slack, message);
    outbox.markSending(this.#db, message, now());
    progress.step = 'posting';
    const posted = await this.#slack.chat.postMessage({
      channel,
      ...content,
      ...threadOf(this.#db, message),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: 'empty_chair_message', event_payload: { key: keyOf(message) } },
    });
    const place = { channelId: posted.channel ?? channel, ts: posted.ts ?? '' };
    outbox.markSent(this.#db, message, place, message.wanted, now());
  }

  #lookingFailed(message: outbox.OwedMessage, error: unknown, now: Date): boolean {
    const trouble = readTrouble(error);
    if (trouble.kind === 'limited') return this.#hold(message, trouble.retryAfterSeconds, now, false);
    const unreadable =
      trouble.kind === 'refused' || trouble.kind === 'unfit' || trouble.problem === 'missing_scope';
    if (!unreadable) return this.#putOff(message, trouble.problem, now, false);
    // Neither sent again (it might stand twice) nor forgotten: the operator is told.
    outbox.giveUp(this.#db, message, 'unknown', trouble.problem);
    this.#log.error(
      { ...about(message), problem: trouble.problem },
      'nobody can tell whether this message was sent: look in the channel, it will not be sent again',
    );
    return true;
  }

  #sendingFailed(message: outbox.OwedMessage, error: unknown, now: Date, { step }: Progress): boolean {
    const trouble = readTrouble(error);
    if (trouble.kind === 'limited') {
      const { retryAfterSeconds } = trouble;
      if (step === 'asking') this.#heldUntil.set(message.drawing, later(now, retryAfterSeconds * secondMs));
      return this.#hold(message, retryAfterSeconds, now, true);
    }
    if (trouble.kind === 'bug')
      this.#log.error({ ...about(message), err: error }, 'a message could not be drawn or recorded');
    if (trouble.kind === 'unauthorized') return this.#putOff(message, trouble.problem, now, true);
    if (trouble.kind === 'unclear' || trouble.kind === 'bug')
      return this.#putOff(message, trouble.problem, now, step !== 'posting');
    const level = trouble.kind === 'unfit' ? 'error' : 'warn';
    this.#log[level]({ ...about(message), problem: trouble.problem }, 'Slack refuses a message for good');
    return this.#lose(message, trouble, now);
  }

  #lose(message: outbox.OwedMessage, loss: Loss, now: Date): true {
    try {
      // In one transaction: whoever has to hear of the loss hears of it, whatever happens in between.
      this.#db.transaction(() => {
        outbox.giveUp(this.#db, message, 'failed', loss.problem);
        this.#drawings.get(message.drawing)?.lost?.(message.subject, loss, now);
      });
    } catch (err) {
      this.#log.error({ ...about(message), err }, 'a loss could not be told and is put off');
      return this.#putOff(message, loss.problem, now, true);
    }
    return true;
  }

  #hold(message: outbox.OwedMessage, retryAfterSeconds: number, now: Date, certain: boolean): false {
    const until = later(now, retryAfterSeconds * secondMs);
    outbox.putOff(this.#db, message, until, 'ratelimited', certain);
    this.#heldUntil.set(message.address, until);
    outbox.holdAddress(this.#db, message.address, until);
    this.#log.info({ ...about(message), retryAfterSeconds }, 'Slack asks for a pause');
    return false;
  }

  #putOff(message: outbox.OwedMessage, problem: string, now: Date, certain: boolean): true {
    const pauseMs = Math.min(2 ** message.attempts * secondMs, longestPauseMs);
    outbox.putOff(this.#db, message, later(now, pauseMs), problem, certain);
    this.#log.warn({ ...about(message), problem, pauseMs }, 'a message could not be sent and is put off');
    return true;
  }
}

function about({ id, drawing, subject, address }: outbox.OwedMessage): Record<string, unknown> {
  return { message: id, drawing, subject, address };
}
