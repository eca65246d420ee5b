// The parts that every room stands on, put together: Slack's client and door, inbox, outbox, ticker.
import type { AppOptions, Logger as BoltLogger, webApi } from '@slack/bolt';
import { Background } from './background.ts';
import { WebClient } from './bolt.ts';
import { quietLogger } from './bolt-log.ts';
import { type Clock, dayMs, later, type MonotonicClock } from './clock.ts';
import { CommitQueue } from './commit-queue.ts';
import { type Connection, httpConnection, socketConnection } from './connection.ts';
import type { Database } from './database.ts';
import { followToken } from './follow-token.ts';
import { GatedApp } from './gate.ts';
import { health } from './health.ts';
import { Inbox } from './inbox.ts';
import type { Logger } from './log.ts';
import { Lull } from './lull.ts';
import { Metrics } from './metrics.ts';
import { nextMessageDueAt } from './outbox.ts';
import { Pulse } from './pulse.ts';
import { sweepRequests } from './requests.ts';
import { Routes } from './routes.ts';
import { Sender } from './sender.ts';
import { clientOptions, readingOptions } from './slack-client.ts';
import { alarmAt, setAlarm, Ticker } from './ticker.ts';
import { listenForTraces } from './traces.ts';

export interface EngineParts {
  botToken: string;
  /** How Slack reaches the bot: a socket that it opens, or signed requests to a port. */
  delivery: { readonly appToken: string } | { readonly signingSecret: string };
  port: number;
  slackApiUrl: string | undefined;
  db: Database;
  clock: MonotonicClock;
  log: Logger;
}

export class Engine {
  readonly slack: webApi.WebClient;
  /** For reading many pages, at the pace that Slack sets. */
  readonly reader: webApi.WebClient;
  readonly ticker: Ticker;
  readonly inbox: Inbox;
  readonly sender: Sender;
  readonly background: Background;
  /** For what can wait while somebody waits for an answer. */
  readonly lull: Lull;
  /** Where whatever must be on the disk before Slack has its answer is committed. */
  readonly queue: CommitQueue;
  /** What the port answers beside Slack. */
  readonly routes: Routes;
  readonly app: GatedApp;
  readonly #pulse: Pulse;
  readonly #metrics: Metrics;
  readonly #connection: Connection;
  readonly #db: Database;

  constructor(parts: EngineParts) {
    const { botToken, slackApiUrl, db, clock, log } = parts;
    const logger = quietLogger(log);
    this.#db = db;
    this.slack = new WebClient(botToken, { ...clientOptions(slackApiUrl), logger });
    this.reader = new WebClient(botToken, { ...readingOptions(slackApiUrl), logger });
    this.ticker = new Ticker(db, log);
    this.inbox = new Inbox(db, log);
    this.sender = new Sender(db, this.slack, log, clock);
    this.background = new Background(log);
    this.lull = new Lull(this.background);
    this.queue = new CommitQueue(db);
    this.routes = new Routes(log);
    this.#pulse = new Pulse({ ticker: this.ticker, inbox: this.inbox, sender: this.sender, clock, log });
    const { token } = this.sender;
    followToken({ inbox: this.inbox, slack: this.slack, token });
    this.#metrics = new Metrics({ db, clock, token, lull: this.lull, tickedAt: () => this.#pulse.tickedAt });
    this.#beWatched(clock);
    this.#connection = connect(parts, this.routes, logger);
    this.app = new GatedApp(
      { ...appOptions(parts), receiver: this.#connection.receiver, logger },
      {
        inbox: this.inbox,
        queue: this.queue,
        metrics: this.#metrics,
        lull: this.lull,
        log,
        wake: () => this.wake(),
        now: () => clock.now(),
      },
    );
    this.app.error(async (err) => {
      log.error({ err }, 'a request failed outside its door');
      // Thrown on, so that it is not acknowledged: the person sees that it failed.
      throw err;
    });
    this.#sweepDaily(clock);
    listenForTraces(db, this.ticker, this.background);
  }

  /** Lets Slack in. Throws when it refuses the token or the port is taken, and has let go of everything then. */
  async open(): Promise<void> {
    try {
      await this.#connection.open();
      this.wake();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  port(): number {
    return this.#connection.port();
  }

  /** Looks whether something fell due, and sends what is owed. */
  wake(): void {
    this.#pulse.wake();
  }

  /** Resolves when nothing is left to do at this moment of the clock. */
  async settled(): Promise<void> {
    await this.app.answered();
    await this.#pulse.settled();
    await this.background.done();
  }

  /** When something falls due next; null when nothing will. */
  nextDueAt(): Date | null {
    const known = [this.ticker.nextDueAt(), nextMessageDueAt(this.#db)].filter((instant) => instant !== null);
    return known.length === 0 ? null : new Date(Math.min(...known.map((instant) => instant.getTime())));
  }

  /** Lets nothing new in, and finishes what is under way. */
  async stop(): Promise<void> {
    this.background.stop();
    await this.#connection.close();
    await this.app.answered();
    this.lull.stop();
    await this.#pulse.stop();
    this.#metrics.stop();
    await this.background.done();
  }

  /** GET /healthz and /metrics, for whoever runs it. */
  #beWatched(clock: Clock): void {
    const startedAt = clock.now();
    this.routes.add('GET', '/healthz', () => {
      const { movedAt, token } = this.sender;
      const { tickedAt } = this.#pulse;
      const signs = { db: this.#db, tickedAt, movedAt: movedAt ?? startedAt, tokenProblem: token.problem };
      return health(signs, clock.now());
    });
    this.routes.add('GET', '/metrics', () => this.#metrics.read());
  }

  /** Forgets what was kept only to recognize repetitions. */
  #sweepDaily(clock: Clock): void {
    const sweepDue = 'sweep due';
    const db = this.#db;
    this.ticker.on(sweepDue, (_key, now) => {
      sweepRequests(db, now);
      this.inbox.sweep(now);
      setAlarm(db, sweepDue, '', later(now, dayMs));
    });
    if (!alarmAt(db, sweepDue, '')) {
      db.transaction(() => setAlarm(db, sweepDue, '', later(clock.now(), dayMs)));
    }
  }
}

function appOptions({ botToken, slackApiUrl }: EngineParts): AppOptions {
  return {
    token: botToken,
    convoStore: false,
    // Only events can be our own, and the inbox has those.
    ignoreSelf: false,
    clientOptions: clientOptions(slackApiUrl),
    deferInitialization: true,
  };
}

function connect(parts: EngineParts, routes: Routes, boltLog: BoltLogger): Connection {
  const { delivery, port, slackApiUrl, log, clock } = parts;
  const wishes = { port, slackApiUrl, routes, log, boltLog, now: () => clock.now() };
  return 'appToken' in delivery
    ? socketConnection(delivery.appToken, wishes)
    : httpConnection(delivery.signingSecret, wishes);
}
