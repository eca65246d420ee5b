// Sends what the outbox owes, each message once, and finds out what became of a send whose reply was lost.
import type { webApi } from '@slack/bolt';
import { later, minuteMs, secondMs } from './clock.ts';
import type { Database } from './database.ts';
import type { Drawing } from './drawing.ts';
import { heldSince, lookedForSince } from './hold.ts';
import { inLanes } from './lanes.ts';
import type { Logger } from './log.ts';
import * as outbox from './outbox.ts';
import { channelOf, editsArriveUntil, lookFor, mayStillCome, post } from './places.ts';
import { type Loss, readTrouble } from './slack-errors.ts';
import { TokenWatch } from './token-watch.ts';

const longestPauseMs = 5 * minuteMs;
/** How far a message has come: what its drawing asks before, its direct message opened, the post or edit itself. */
type Progress = { step: 'asking' | 'opening' | 'posting' | 'editing' };

const nowhere: Loss = { kind: 'refused', problem: 'root_unknown' };

export class Sender {
  readonly #db: Database;
  readonly #slack: webApi.WebClient;
  readonly #log: Logger;
  readonly #drawings = new Map<string, Drawing>();
  /** Until when Slack asked us to leave alone an address, or what a drawing asks before: also for what is owed meanwhile. */
  readonly #heldUntil = new Map<string, Date>();
  readonly token: TokenWatch;
  #stopping = false;
  /** When it last had nothing to do, or had done something; null: not yet. */
  movedAt: Date | null = null;

  constructor(db: Database, slack: webApi.WebClient, log: Logger) {
    this.#db = db;
    this.#slack = slack;
    this.#log = log;
    this.token = new TokenWatch(log);
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
      if (due.length === 0) {
        this.movedAt = now();
        return tried;
      }
      tried += due.length;
      // All of them come to rest before anything is told: a send still under way would be taken for a lost one.
      await inLanes(
        due,
        ({ address }) => address,
        (messages) => this.#lane(messages, now),
      );
    }
    return tried;
  }

  async #lane(messages: outbox.OwedMessage[], now: () => Date): Promise<void> {
    for (const message of messages) {
      if (this.#stopping) return;
      const held = this.#heldFor(message, now());
      if (held) return outbox.holdAddress(this.#db, message.address, held);
      const goesOn = await this.#send(message, now);
      this.movedAt = now();
      if (!goesOn) return;
    }
  }

  #heldFor({ address, drawing }: outbox.OwedMessage, now: Date): Date | undefined {
    const holds = [this.token.heldUntil, ...[address, drawing].map((name) => this.#heldUntil.get(name))];
    return holds.find((until) => until && until > now);
  }

  /** False when the rest of this address has to wait. */
  async #send(message: outbox.OwedMessage, now: () => Date): Promise<boolean> {
    if (outbox.isUnderUnknown(this.#db, message)) return this.#lose(message, nowhere, now());
    const since = heldSince(this.#db, message, this.#drawings.get(message.drawing), now());
    if (!message.ts && (message.state === 'sending' || since)) {
      try {
        const found = await lookFor(this.#db, this.#slack, lookedForSince(message, since), now());
        if (found) return this.#stands(message, found, 0, now());
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

  #stands(message: outbox.OwedMessage, place: outbox.Place, drawn: number, now: Date): true {
    outbox.markSent(this.#db, message, place, drawn, now, editsArriveUntil(message, now));
    this.token.accepted();
    return true;
  }

  async #postOrEdit(message: outbox.OwedMessage, now: () => Date, progress: Progress): Promise<unknown> {
    const drawing = this.#drawings.get(message.drawing);
    if (!drawing) throw new Error(`nobody draws ${message.drawing}`);
    if (!message.ts) await drawing.before?.(message.subject, now());
    progress.step = 'opening';
    const drawn = drawing.draw(message.subject, now());
    if (!drawn) return outbox.giveUp(this.#db, message, 'dropped', 'nothing left to say');
    const content = { text: drawn.text, blocks: drawn.blocks };
    if (message.ts && message.channel_id) {
      progress.step = 'editing';
      await this.#slack.chat.update({ channel: message.channel_id, ts: message.ts, ...content });
      return this.#stands(message, { channelId: message.channel_id, ts: message.ts }, message.wanted, now());
    }
    const channel = await channelOf(this.#db, this.#slack, message);
    outbox.markSending(this.#db, message, now());
    progress.step = 'posting';
    const place = await post(this.#db, this.#slack, message, channel, content);
    return this.#stands(message, place, message.wanted, now());
  }

  #lookingFailed(message: outbox.OwedMessage, error: unknown, now: Date): boolean {
    const trouble = readTrouble(error);
    this.token.hear(trouble, now);
    if (trouble.kind === 'limited') return this.#hold(message, trouble.retryAfterSeconds, now, false);
    const unreadable =
      trouble.kind === 'refused' || trouble.kind === 'unfit' || trouble.problem === 'missing_scope';
    if (!unreadable) return this.#putOff(message, trouble.problem, now, false);
    // Neither sent again (it might stand twice) nor forgotten: the operator is told.
    outbox.giveUp(this.#db, message, 'unknown', trouble.problem);
    this.#log.error(
      { ...outbox.about(message), problem: trouble.problem },
      'nobody can tell whether this message was sent: look in the channel, it will not be sent again',
    );
    return true;
  }

  #sendingFailed(message: outbox.OwedMessage, error: unknown, now: Date, { step }: Progress): boolean {
    const trouble = readTrouble(error);
    this.token.hear(trouble, now);
    if (trouble.kind === 'limited') {
      const { retryAfterSeconds } = trouble;
      if (step === 'asking') this.#heldUntil.set(message.drawing, later(now, retryAfterSeconds * secondMs));
      return this.#hold(message, retryAfterSeconds, now, true);
    }
    const about = outbox.about(message);
    if (trouble.kind === 'bug')
      this.#log.error({ ...about, err: error }, 'a message could not be drawn or recorded');
    const isCertain = trouble.kind === 'unauthorized' || (step !== 'posting' && step !== 'editing');
    if (trouble.kind !== 'refused' && trouble.kind !== 'unfit')
      return this.#putOff(message, trouble.problem, now, isCertain);
    const level = trouble.kind === 'unfit' ? 'error' : 'warn';
    this.#log[level]({ ...about, problem: trouble.problem }, 'Slack refuses a message as it is');
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
      this.#log.error({ ...outbox.about(message), err }, 'a loss could not be told and is put off');
      return this.#putOff(message, loss.problem, now, true);
    }
    return true;
  }

  #hold(message: outbox.OwedMessage, retryAfterSeconds: number, now: Date, certain: boolean): false {
    const until = later(now, retryAfterSeconds * secondMs);
    outbox.putOff(this.#db, message, until, 'ratelimited', certain, now);
    this.#heldUntil.set(message.address, until);
    outbox.holdAddress(this.#db, message.address, until);
    this.#log.info({ ...outbox.about(message), retryAfterSeconds }, 'Slack asks for a pause');
    return false;
  }

  #putOff(message: outbox.OwedMessage, problem: string, now: Date, certain: boolean): true {
    const pauseMs = Math.min(2 ** message.attempts * secondMs, longestPauseMs);
    outbox.putOff(this.#db, message, later(now, pauseMs), problem, certain, now);
    const about = { ...outbox.about(message), problem, pauseMs };
    this.#log.warn(about, 'a message could not be sent and is put off');
    return true;
  }
}
