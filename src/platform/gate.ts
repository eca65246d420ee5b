// Bolt's App with our inbox before its door: events are committed first and acknowledged second.
import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import type { CommitQueue } from './commit-queue.ts';
import type { Inbox, SlackEvent } from './inbox.ts';

interface EventEnvelope {
  type: 'event_callback';
  event_id: string;
  event: SlackEvent;
}

interface House {
  inbox: Inbox;
  queue: CommitQueue;
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
    const work = isEvent(event.body) ? this.#keep(event, event.body) : super.processEvent(event);
    this.#inFlight.add(work);
    try {
      await work;
    } finally {
      this.#inFlight.delete(work);
    }
  }

  /** Resolves when every request that came in has been answered and all that follows its answer is done. */
  async answered(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight);
  }

  async #keep(delivery: ReceiverEvent, { event_id: id, event }: EventEnvelope): Promise<void> {
    // A failure here leaves the event unacknowledged, so that Slack delivers it again.
    const { inbox, queue, now, wake } = this.#house;
    if (inbox.wants(event)) await queue.run(() => inbox.receive(id, event, now()));
    await delivery.ack();
    wake();
  }
}

function isEvent(body: ReceiverEvent['body']): body is EventEnvelope {
  return (
    body.type === 'event_callback' &&
    typeof body.event_id === 'string' &&
    typeof body.event?.type === 'string'
  );
}
