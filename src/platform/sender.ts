// Sends what the outbox owes, each message once, and finds out what became of a send whose reply was lost.
import type { webApi } from '@slack/bolt';
import type { MonotonicClock } from './clock.ts';
import type { Database } from './database.ts';
import { deliver } from './deliver.ts';
import type { Drawing } from './drawing.ts';
import { DurabilityInDoubt } from './durability.ts';
import { heldSince } from './hold.ts';
import { inLanes } from './lanes.ts';
import type { Logger } from './log.ts';
import { OnTheWay } from './on-the-way.ts';
import * as outbox from './outbox.ts';
import { Pauses } from './pauses.ts';
import { isUnderUnknown, lookFor, lookOf } from './places.ts';
import { forOperator } from './reply.ts';
import { type Loss, readTrouble, type SendTrouble } from './slack-errors.ts';
import { Calls, Held } from './slack-limits.ts';
import { TokenWatch } from './token-watch.ts';
import { Unsent } from './unsent.ts';

interface Failure {
  error: unknown;
  calls: Calls;
  /** It failed while it was looked for, not while it was sent. */
  isLooking: boolean;
}

type Trouble = Exclude<SendTrouble, { kind: 'limited' }>;

const nowhere: Loss = { kind: 'refused', problem: 'root_unknown' };

export class Sender {
  readonly #db: Database;
  readonly #slack: webApi.WebClient;
  readonly #log: Logger;
  readonly #clock: MonotonicClock;
  readonly #onTheWay: OnTheWay;
  readonly #drawings = new Map<string, Drawing>();
  readonly #unsent: Unsent;
  readonly token: TokenWatch;
  readonly #pauses: Pauses;
  /** More than an address is held since what is due was read: it is read anew. */
  #isStale = false;
  #stopping = false;
  /** When it last had nothing to do, or had done something; null: not yet. */
  movedAt: Date | null = null;

  constructor(db: Database, slack: webApi.WebClient, log: Logger, clock: MonotonicClock) {
    this.#db = db;
    this.#slack = slack;
    this.#log = log;
    this.#clock = clock;
    this.#onTheWay = new OnTheWay(clock);
    this.#unsent = new Unsent(db, log, this.#drawings);
    this.token = new TokenWatch(log);
    this.#pauses = new Pauses(db, this.token, log);
  }

  on(name: string, drawing: Drawing): void {
    this.#drawings.set(name, drawing);
  }

  /** Nothing new is started; what is under way finishes. */
  stop(): void {
    this.#stopping = true;
  }

  /**
   * Sends all that is due, and says how many it tried. Addresses go side by side, the messages of one address one after
   * another.
   */
  async drain(): Promise<number> {
    let tried = 0;
    while (!this.#stopping) {
      await this.#pauses.apply(this.#clock.now());
      const due = outbox.dueMessages(this.#db, this.#clock.now());
      if (due.length === 0) {
        this.movedAt = this.#clock.now();
        return tried;
      }
      const taken = this.#pauses.holds.onTrial(this.#clock.now()) ? due.slice(0, 1) : due;
      tried += taken.length;
      this.#isStale = false;
      // All of them come to rest before anything is told: a send still under way would be taken for a lost one.
      await inLanes(
        taken,
        ({ address }) => address,
        (messages) => this.#lane(messages),
      );
    }
    return tried;
  }

  async #lane(messages: outbox.OwedMessage[]): Promise<void> {
    for (const message of messages) {
      if (this.#stopping || this.#isStale) return;
      if (this.#pauses.applyTo(message.address, this.#clock.now())) return;
      const goesOn = await this.#send(message);
      this.movedAt = this.#clock.now();
      if (!goesOn) return;
    }
  }

  /** False when the rest of this address has to wait. */
  async #send(message: outbox.OwedMessage): Promise<boolean> {
    const now = () => this.#clock.now();
    if (isUnderUnknown(this.#db, message)) return this.#unsent.lose(message, nowhere, now());
    const calls = new Calls(this.#pauses.holds, now);
    const drawing = this.#drawings.get(message.drawing);
    const since = heldSince(this.#db, message, drawing, now());
    let isLooking = !message.ts && (message.state === 'sending' || since !== null);
    try {
      if (isLooking) {
        const leftMs = this.#onTheWay.leftMs(message.id);
        const look = lookOf(message, since, leftMs === 0, now());
        const found = await lookFor(this.#db, this.#slack, calls, message, look);
        calls.answered();
        if (found) return this.#stands(message, found, 0, now());
        if (leftMs > 0) return this.#unsent.mayCome(message, now(), leftMs);
        isLooking = false;
      }
      const errand = { db: this.#db, slack: this.#slack, drawing, calls };
      const place = await deliver(errand, message, now);
      calls.answered();
      if (place) return this.#stands(message, place, message.wanted, now());
      outbox.giveUp(this.#db, message, 'dropped', 'nothing left to say');
      return true;
    } catch (error) {
      return this.#failed(message, { error, calls, isLooking }, now());
    }
  }

  #stands(message: outbox.OwedMessage, place: outbox.Place, drawn: number, now: Date): true {
    // An edit that was given up can arrive after this one, and undo what it drew.
    const leftMs = message.ts !== null && message.tried_at !== null ? this.#onTheWay.leftMs(message.id) : 0;
    outbox.markSent(this.#db, message, place, drawn, now, leftMs);
    this.token.accepted();
    return true;
  }

  #failed(message: outbox.OwedMessage, { error, calls, isLooking }: Failure, now: Date): boolean {
    if (error instanceof Held) {
      outbox.wait(this.#db, message, error.until, 'ratelimited');
      return true;
    }
    if (error instanceof DurabilityInDoubt) {
      this.#log.error({ ...outbox.about(message), err: error }, forOperator['in doubt']);
      return this.#unsent.putOff(message, 'in doubt', now, true);
    }
    const trouble = readTrouble(error);
    if (this.token.hear(trouble, now)) this.#isStale = true;
    if (trouble.kind === 'limited') {
      // What was only looked for is as it was.
      const isCertain = !isLooking || message.state === 'due';
      const held = this.#pauses.begin(message, calls, trouble.retryAfterSeconds, now, isCertain);
      if (held === 'more') this.#isStale = true;
      return false;
    }
    calls.answered();
    if (trouble.kind === 'bug' && !isLooking)
      this.#log.error({ ...outbox.about(message), err: error }, 'a message could not be drawn or recorded');
    if (isLooking) return this.#lookingFailed(message, trouble, now);
    return this.#sendingFailed(message, trouble, now, calls.wentOut);
  }

  #lookingFailed(message: outbox.OwedMessage, trouble: Trouble, now: Date): true {
    const unreadable =
      trouble.kind === 'refused' || trouble.kind === 'unfit' || trouble.problem === 'missing_scope';
    if (!unreadable) return this.#unsent.putOff(message, trouble.problem, now, message.state === 'due');
    return this.#unsent.leave(message, trouble.problem);
  }

  #sendingFailed(message: outbox.OwedMessage, trouble: Trouble, now: Date, wentOut: boolean): true {
    const { problem } = trouble;
    if (trouble.kind !== 'refused' && trouble.kind !== 'unfit') {
      const isCertain = trouble.kind === 'unauthorized' || trouble.kind === 'unreached' || !wentOut;
      if (!isCertain)
        this.#onTheWay.inDoubt(message.id, trouble.kind === 'unclear' ? 'unclear' : 'unanswered');
      return this.#unsent.putOff(message, problem, now, isCertain);
    }
    const level = trouble.kind === 'unfit' ? 'error' : 'warn';
    this.#log[level]({ ...outbox.about(message), problem }, 'Slack refuses a message as it is');
    return this.#unsent.lose(message, trouble, now);
  }
}
