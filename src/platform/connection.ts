// How Slack reaches us: a socket that we keep open, or signed requests to a port. Both serve our own paths.
import { createServer, type Server } from 'node:http';
import type { Logger as BoltLogger, Receiver } from '@slack/bolt';
import { type SocketModeReceiver, socketModeReceiver, WebAPIPlatformError } from './bolt.ts';
import { minuteMs, secondMs } from './clock.ts';
import type { Logger } from './log.ts';
import { type Routes, requestTimeoutMs } from './routes.ts';
import { SignedReceiver } from './signed-receiver.ts';

export interface Connection {
  receiver: Receiver;
  /** Opens the door. Throws when Slack refuses the token or the port is taken. */
  open(): Promise<void>;
  /** Lets nothing new in. */
  close(): Promise<void>;
  /** The port that answers our own paths (and Slack, in HTTP mode), once open. */
  port(): number;
}

interface Wishes {
  port: number;
  slackApiUrl: string | undefined;
  /** What the port answers beside Slack. */
  routes: Routes;
  log: Logger;
  boltLog: BoltLogger;
  now(): Date;
}

function portOf(server: Server): number {
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
}

/** Signed requests to POST /slack/events on the port. */
export function httpConnection(signingSecret: string, wishes: Wishes): Connection {
  const { port, routes, now, log } = wishes;
  const elsewhere = routes.serve.bind(routes);
  const receiver = new SignedReceiver({ signingSecret, now, log, elsewhere });
  const server = createServer({ requestTimeout: requestTimeoutMs }, receiver.listener);
  return {
    receiver,
    open: () => listen(server, port, log),
    close: () => closed(server),
    port: () => portOf(server),
  };
}

/** A socket to Slack that is opened again whenever it closes, for as long as it takes. */
export function socketConnection(appToken: string, wishes: Wishes): Connection {
  const Receiver = socketModeReceiver();
  const receiver = new Receiver({
    appToken,
    // It tells of every break as an error; the keeper below mends them, and requests that fail tell of themselves.
    logger: { ...wishes.boltLog, error: wishes.boltLog.warn },
    // Its own options: the client writes into what it is given, and its own reconnect would end the process with an
    // unhandled rejection when Slack is away.
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        ...(wishes.slackApiUrl ? { slackApiUrl: wishes.slackApiUrl } : {}),
        retryConfig: { retries: 0 },
        timeout: 10 * secondMs,
      },
    },
  });
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    wishes.routes.serve(request, response);
  });
  const keeper = new SocketKeeper(receiver, wishes.log);
  return {
    receiver,
    open: async () => {
      await listen(server, wishes.port, wishes.log);
      await keeper.open();
    },
    close: async () => {
      await keeper.close();
      await closed(server);
    },
    port: () => portOf(server),
  };
}

function listen(server: Server, port: number, log: Logger): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, () => {
      server.removeListener('error', reject);
      // Such as no room for one more connection: unheard, it would end the process.
      server.on('error', (err) => log.error({ err }, 'the port could not take a connection'));
      resolve();
    });
  });
}

async function closed(server: Server): Promise<void> {
  if (server.listening) await new Promise((resolve) => server.close(resolve));
}

const longestPauseMs = minuteMs / 2;

class SocketKeeper {
  readonly #receiver: SocketModeReceiver;
  readonly #log: Logger;
  #closing = false;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;

  constructor(receiver: SocketModeReceiver, log: Logger) {
    this.#receiver = receiver;
    this.#log = log;
  }

  async open(): Promise<void> {
    this.#receiver.client.on('disconnected', () => this.#again());
    try {
      await this.#receiver.start();
    } catch (error) {
      // A wrong token stays wrong; anything else passes.
      if (error instanceof WebAPIPlatformError) throw error;
      this.#failures += 1;
      this.#again();
    }
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#timer);
    // The receiver's own stop() does not wait until the socket is closed.
    await this.#receiver.client.disconnect();
  }

  #again(): void {
    if (this.#closing || this.#timer) return;
    const pauseMs = this.#failures === 0 ? 0 : Math.min(2 ** this.#failures * secondMs, longestPauseMs);
    this.#timer = setTimeout(() => void this.#reconnect(), pauseMs);
  }

  async #reconnect(): Promise<void> {
    this.#timer = undefined;
    try {
      await this.#receiver.start();
      this.#failures = 0;
      this.#log.info('connected to Slack again');
    } catch (err) {
      this.#failures += 1;
      const isRefused = err instanceof WebAPIPlatformError;
      const says = isRefused
        ? 'Slack refuses the app-level token: put a new one into SLACK_APP_TOKEN and restart'
        : 'Slack cannot be reached, trying again';
      this.#log.warn({ err, failures: this.#failures }, says);
      this.#again();
    }
  }
}
