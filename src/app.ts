// Introduces the rooms to Slack: tests, the sandbox and main all start the same app with a database and a clock.
import { type Logger as BoltLogger, webApi } from '@slack/bolt';
import type { Config } from './config.ts';
import * as decision from './decision/listeners.ts';
import * as matters from './decision/matter-listeners.ts';
import * as digest from './digest/listeners.ts';
import * as home from './home/listeners.ts';
import * as people from './people/listeners.ts';
import { readDirectory, type Self } from './people/read-directory.ts';
import { Reading } from './people/reading.ts';
import { suggestSettings } from './people/settings-store.ts';
import { conversationIdsWithBot, findPerson } from './people/store.ts';
import { quietLogger } from './platform/bolt-log.ts';
import { type Clock, dayMs, later, minuteMs, secondMs } from './platform/clock.ts';
import { type Connection, httpConnection, socketConnection } from './platform/connection.ts';
import type { Database } from './platform/database.ts';
import { Doors } from './platform/doors.ts';
import { GatedApp } from './platform/gate.ts';
import { Inbox } from './platform/inbox.ts';
import type { Logger } from './platform/log.ts';
import { nextMessageDueAt } from './platform/outbox.ts';
import { Pulse } from './platform/pulse.ts';
import { sweepRequests } from './platform/requests.ts';
import { Sender } from './platform/sender.ts';
import { setAlarm, Ticker } from './platform/ticker.ts';
import * as ritual from './ritual/listeners.ts';
import * as voc from './voc/listeners.ts';

export interface Parts {
  config: Config;
  db: Database;
  clock: Clock;
  log: Logger;
}

export interface EmptyChair {
  /** What the code listens to, for comparing it with the manifest. */
  readonly listensTo: { commands: string[]; shortcuts: string[]; events: string[] };
  /** The port that answers /healthz. */
  port(): number;
  /** Looks whether something fell due, and sends what is owed. */
  wake(): void;
  /** Resolves when nothing is left to do at this moment of the clock. */
  settled(): Promise<void>;
  /** When something falls due next; null when nothing will. */
  nextDueAt(): Date | null;
  /** Finishes what is under way, lets nothing new in. */
  stop(): Promise<void>;
}

/** Slack's own client: the outbox owns retries, because the client's would post twice when a reply is lost. */
function clientOptions(config: Config): webApi.WebClientOptions {
  return {
    ...(config.slackApiUrl ? { slackApiUrl: config.slackApiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10 * secondMs,
  };
}

/** For reading many pages: a read can be repeated, so the client waits out Slack's limits by itself. */
function readingOptions(config: Config): webApi.WebClientOptions {
  return { ...clientOptions(config), retryConfig: { retries: 3 }, rejectRateLimitedCalls: false };
}

/** Starts the bot. Throws when Slack refuses the token or the port is taken; the database stays the caller's. */
export async function startApp({ config, db, clock, log }: Parts): Promise<EmptyChair> {
  const boltLog = quietLogger(log);
  const slack = new webApi.WebClient(config.botToken, { ...clientOptions(config), logger: boltLog });
  const reader = new webApi.WebClient(config.botToken, { ...readingOptions(config), logger: boltLog });
  const identity = await slack.auth.test();
  const self: Self = { botUserId: identity.user_id ?? '', teamId: identity.team_id ?? '' };
  db.transaction(() => suggestSettings(db, { sponsorId: config.sponsorId, timeZone: config.timeZone }));

  const ticker = new Ticker(db, log);
  const inbox = new Inbox(db, log);
  const sender = new Sender(db, slack, log);
  const pulse = new Pulse({ ticker, inbox, sender, clock, log });
  const wake = () => pulse.wake();
  const connection = connect(config, { log, boltLog, pulse, clock });
  const options = {
    receiver: connection.receiver,
    token: config.botToken,
    logger: boltLog,
    convoStore: false as const,
  };
  const app = new GatedApp(
    { ...options, clientOptions: { ...clientOptions(config) }, deferInitialization: true },
    { inbox, wake, now: () => clock.now() },
  );
  const doors = new Doors({
    app,
    db,
    clock,
    log,
    wake,
    isOutsider: (personId, teamId) =>
      (teamId !== undefined && teamId !== self.teamId) || findPerson(db, personId)?.kind === 'outsider',
  });
  app.error(async (err) => log.error({ err }, 'a request failed outside its door'));

  const directory = { db, slack: reader, clock, self };
  const reading = new Reading(() => readDirectory(directory), { db, clock, log, wake });
  const house = { db, clock, slack, log, doors, inbox, sender, ticker };
  people.listen({ directory, inbox, ticker, refresh: () => reading.start() });
  ritual.listen(house);
  decision.listen(house);
  matters.listen(house);
  voc.listen(house);
  digest.listen({ ...house, now: clock.now() });
  home.listen(house);
  introduceCommands(doors);
  sweepDaily({ db, ticker, inbox, clock });

  await app.init();
  reading.start();
  // Without a mirror nobody is a member of anything; with yesterday's the bot can work while it is read again.
  if (conversationIdsWithBot(db).length === 0) await reading.done();
  const chair: EmptyChair = {
    listensTo: { commands: doors.commands, shortcuts: doors.shortcuts, events: inbox.kinds },
    port: connection.port,
    wake,
    settled: async () => {
      await app.answered();
      await reading.done();
      await pulse.settled();
    },
    nextDueAt: () => earliest(ticker.nextDueAt(), nextMessageDueAt(db)),
    stop: async () => {
      await connection.close();
      await app.answered();
      await reading.done();
      await pulse.stop();
    },
  };
  try {
    await connection.open();
  } catch (error) {
    await chair.stop();
    throw error;
  }
  wake();
  return chair;
}

function introduceCommands(doors: Doors): void {
  doors.command('/ritual', 'I ask this channel what its best customers would think, when its meeting ends.');
}

interface Watch {
  log: Logger;
  boltLog: BoltLogger;
  pulse: Pulse;
  clock: Clock;
}

/** A heart that has not beaten for this long is stuck, though one send may take ten seconds and a page of them more. */
const stuckMs = 5 * minuteMs;

function connect(config: Config, { log, boltLog, pulse, clock }: Watch): Connection {
  const health = () => {
    const silentMs = clock.now().getTime() - pulse.beatAt.getTime();
    return silentMs < stuckMs
      ? { ok: true, says: 'ok' }
      : {
          ok: false,
          says: `stuck: nothing was sent or noticed for ${Math.round(silentMs / secondMs)} seconds`,
        };
  };
  const wishes = { port: config.port, slackApiUrl: config.slackApiUrl, health, log, boltLog };
  return 'appToken' in config.delivery
    ? socketConnection(config.delivery.appToken, wishes)
    : httpConnection(config.delivery.signingSecret, wishes);
}

/** Forgets what was kept only to recognize repetitions. */
function sweepDaily({
  db,
  ticker,
  inbox,
  clock,
}: {
  db: Database;
  ticker: Ticker;
  inbox: Inbox;
  clock: Clock;
}): void {
  const sweepDue = 'sweep due';
  ticker.on(sweepDue, (_key, now) => {
    sweepRequests(db, now);
    inbox.sweep(now);
    setAlarm(db, sweepDue, '', later(now, dayMs));
  });
  db.transaction(() => setAlarm(db, sweepDue, '', later(clock.now(), dayMs)));
}

function earliest(...instants: (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : new Date(Math.min(...known.map((instant) => instant.getTime())));
}
