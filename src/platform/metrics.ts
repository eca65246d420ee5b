// What Prometheus reads at /metrics: numbers only, never a person or a word.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ReceiverEvent } from '@slack/bolt';
import type { Gauge, Histogram, Registry } from 'prom-client';
import { type Clock, secondMs } from './clock.ts';
import type { Database } from './database.ts';
import { readLoad } from './load.ts';
import type { Lull } from './lull.ts';
import type { RouteAnswer } from './routes.ts';
import type { TokenWatch } from './token-watch.ts';

interface House {
  db: Database;
  clock: Clock;
  token: TokenWatch;
  /** When we last looked what fell due. */
  tickedAt(): Date;
  lull: Lull;
}

const prefix = 'empty_chair_';
/** Slack waits for three seconds. */
const ackBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
/** The thread is timed this often, and the time itself is no delay. */
const resolutionMs = 10;
const nanosecondsInMs = 1e6;

interface Loaded {
  registry: Registry;
  gauge(name: string, help: string): Gauge;
}

/** Nothing is measured before it is read for the first time: the library takes memory, and counters may begin anywhere. */
export class Metrics {
  readonly #house: House;
  #loading: Promise<Loaded> | null = null;
  #acks: Histogram<'kind'> | null = null;
  #delay: ReturnType<typeof monitorEventLoopDelay> | null = null;

  constructor(house: House) {
    this.#house = house;
  }

  /** The request's own ack, which also notes how long after its coming in it was given. */
  timeAck({ ack, body }: Pick<ReceiverEvent, 'ack' | 'body'>): ReceiverEvent['ack'] {
    const stop = this.#acks?.startTimer({ kind: kindOf(body) });
    if (!stop) return ack;
    return async (response) => {
      await ack(response);
      stop();
    };
  }

  async read(): Promise<RouteAnswer> {
    this.#loading ??= this.#load();
    const { registry, gauge } = await this.#loading;
    for (const [name, help, value] of [...this.#loads(), ...this.#process()]) gauge(name, help).set(value);
    return { status: 200, says: (await registry.metrics()).trimEnd(), contentType: registry.contentType };
  }

  stop(): void {
    this.#delay?.disable();
  }

  async #load(): Promise<Loaded> {
    const { Gauge, Histogram, Registry } = await import('prom-client');
    const registry = new Registry();
    const registers = [registry];
    this.#delay = monitorEventLoopDelay({ resolution: resolutionMs });
    this.#delay.enable();
    const help = 'From a request of Slack to its answer';
    const labelNames = ['kind'] as const;
    this.#acks = new Histogram({
      name: `${prefix}ack_seconds`,
      help,
      labelNames,
      buckets: ackBuckets,
      registers,
    });
    const gauges = new Map<string, Gauge>();
    const gauge = (name: string, help: string) => {
      const known = gauges.get(name) ?? new Gauge({ name: `${prefix}${name}`, help, registers });
      gauges.set(name, known);
      return known;
    };
    return { registry, gauge };
  }

  #loads(): [string, string, number][] {
    const { db, clock, tickedAt, lull, token } = this.#house;
    const now = clock.now();
    const load = readLoad(db, now);
    const silentSeconds = (now.getTime() - tickedAt().getTime()) / secondMs;
    return [
      ['outbox_messages', 'Messages that wait to be sent', load.owed],
      [
        'outbox_oldest_seconds',
        'For how long the oldest of them that could go has been due',
        load.owedSeconds,
      ],
      ['outbox_unknown_messages', 'Messages of which nobody can tell whether they were sent', load.unknown],
      ['inbox_events', 'Events of Slack that wait to be applied', load.events],
      ['inbox_oldest_seconds', 'For how long the oldest of them has been due', load.eventSeconds],
      ['ticker_lag_seconds', 'For how long the oldest alarm has been due', load.alarmSeconds],
      ['ticker_silence_seconds', 'How long ago it was last looked what fell due', silentSeconds],
      ['put_off', 'How much waits until nobody waits for an answer', lull.putOff],
      ['database_bytes', 'The size of the database', load.bytes],
      ['token_refused', '1 while Slack refuses the bot’s token', token.problem ? 1 : 0],
    ];
  }

  #process(): [string, string, number][] {
    const delaySeconds = (nanoseconds = 0) =>
      Math.max(0, nanoseconds / nanosecondsInMs - resolutionMs) / secondMs;
    const p99 = delaySeconds(this.#delay?.percentile(99));
    const longest = delaySeconds(this.#delay?.max);
    this.#delay?.reset();
    return [
      ['event_loop_delay_p99_seconds', 'How late the thread got to its work since this was last read', p99],
      ['event_loop_delay_max_seconds', 'The latest it got to its work since this was last read', longest],
      ['resident_memory_bytes', 'Memory that the process holds', process.memoryUsage.rss()],
    ];
  }
}

const kinds: Record<string, string> = {
  event_callback: 'event',
  block_actions: 'click',
  view_submission: 'form',
  view_closed: 'form',
  block_suggestion: 'choices',
  shortcut: 'shortcut',
  message_action: 'shortcut',
};

/** One of a few words, whatever a request says of itself. */
function kindOf(body: ReceiverEvent['body']): string {
  if (typeof body.command === 'string') return 'command';
  return kinds[String(body.type)] ?? 'other';
}
