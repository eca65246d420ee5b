// Bolt's App with our inbox before its door: events are on the disk first and acknowledged second.
import type { AppOptions, ReceiverEvent } from '@slack/bolt';
import { App } from './bolt.ts';
import { secondMs } from './clock.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Inbox, SlackEvent } from './inbox.ts';
import { type Logger, underSomeReference } from './log.ts';
import type { Lull } from './lull.ts';
import type { Metrics } from './metrics.ts';

/**
 * Slack tells people that something failed, and brings an event again, when it has no answer by then ("Handling user
 * interaction", "Events API").
 */
const patienceMs = 3 * secondMs;

interface EventEnvelope {
  type: 'event_callback';
  event_id: string;
  event: SlackEvent;
}

interface House {
  inbox: Inbox;
  queue: CommitQueue;
  metrics: Metrics;
  lull: Lull;
  log: Logger;
  now(): Date;
  /** Wakes whoever applies what came in. */
  wake(): void;
}

/**
 * Bolt acknowledges an event before its listeners run, so a crash in between would lose it. Here an event goes into
 * the inbox and never to a listener; everything else goes on to Bolt, whose listeners commit before they acknowledge.
 */
export class GatedApp extends App {
  readonly #house: House;
  readonly #inFlight = new Set<Promise<void>>();

  constructor(options: AppOptions, house: House) {
    super(options);
    this.#house = house;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const work = underSomeReference(() => this.#take(event));
    this.#inFlight.add(work);
    try {
      await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  async #take(event: ReceiverEvent): Promise<void> {
    const hasAnswer = this.#house.lull.arrived();
    try {
      const delivery = { ...event, ack: this.#answering(event, hasAnswer) };
      await (isEvent(event.body) ? this.#keep(delivery, event.body) : this.#serve(delivery));
    } finally {
      hasAnswer();
    }
  }

  /** Resolves when every request that came in has been answered and all that follows its answer is done. */
  async answered(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight);
  }

  /** A socket may close before the answer: what was asked for is done all the same, and what follows must follow. */
  #answering(event: ReceiverEvent, hasAnswer: () => void): ReceiverEvent['ack'] {
    const { metrics, log, now } = this.#house;
    const ack = metrics.timeAck(event);
    // From when it was read: how long it lay at a busy thread before, nobody knows.
    const cameAt = now();
    return async (response) => {
      const tookMs = now().getTime() - cameAt.getTime();
      if (tookMs > patienceMs) log.warn({ tookMs }, 'an answer came later than Slack waits for it');
      try {
        await ack(response);
      } catch (err) {
        if (!isHungUp(err)) throw err;
        log.warn({ err }, 'the socket closed before Slack had its answer');
        await this.#tellLate(event.body, response);
      } finally {
        hasAnswer();
      }
    };
  }

  /** The answer to a command holds what the person is told: that can go where later words go. */
  async #tellLate({ response_url: address }: ReceiverEvent['body'], response: unknown): Promise<void> {
    if (typeof address !== 'string' || typeof response !== 'object' || response === null) return;
    try {
      const headers = { 'content-type': 'application/json' };
      const signal = AbortSignal.timeout(10 * secondMs);
      const { status } = await fetch(address, {
        method: 'POST',
        headers,
        body: JSON.stringify(response),
        signal,
      });
      if (status !== 200) throw new Error(`Slack answered ${status}`);
    } catch (err) {
      this.#house.log.warn({ err }, 'a late answer was not delivered');
    }
  }

  /** What nobody listens for, such as a button of an older version, is answered all the same. */
  async #serve(delivery: ReceiverEvent): Promise<void> {
    let isAnswered = false;
    const ack: ReceiverEvent['ack'] = async (response) => {
      isAnswered = true;
      await delivery.ack(response);
    };
    await super.processEvent({ ...delivery, ack });
    if (!isAnswered) await delivery.ack();
  }

  async #keep(delivery: ReceiverEvent, { event_id: id, event }: EventEnvelope): Promise<void> {
    const { inbox, queue, log, now, wake } = this.#house;
    try {
      if (inbox.wants(event)) await queue.run(() => inbox.receive(id, event, now()));
    } catch (err) {
      log.error(
        { err, event: id, kind: event.type },
        'an event could not be kept; without an answer Slack brings it again',
      );
      throw err;
    }
    await delivery.ack();
    wake();
  }
}

function isHungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('slack_socket_mode_');
}

function isEvent(body: ReceiverEvent['body']): body is EventEnvelope {
  return (
    body.type === 'event_callback' &&
    typeof body.event_id === 'string' &&
    typeof body.event?.type === 'string'
  );
}
