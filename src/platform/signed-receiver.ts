// Slack's requests at the port, for Bolt: only what Slack signed lately gets in.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { type Logger, underReference } from './log.ts';
import { bodyOf } from './routes.ts';
import { isSigned, tellUnsigned, toleranceMs } from './signature.ts';

interface Gateway {
  signingSecret: string;
  now(): Date;
  log: Logger;
  /** Answers whatever is not Slack's. */
  elsewhere: RequestListener;
}

type Told = ReceiverEvent['body'];

/** Slack's requests are much shorter. */
const mostBytes = 4 * 1024 * 1024;

/** Slack's look at our certificate is shorter. */
const mostBytesUnsigned = 1024;

/**
 * Bolt's own compares signatures under a fresh random key, a sixth of all that it does to a request, and takes each to
 * pieces more than once. Whoever owns the server starts and stops it.
 */
export class SignedReceiver implements Receiver {
  readonly #gateway: Gateway;
  #app: App | undefined;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  readonly listener: RequestListener = (request, response) => {
    const { log, elsewhere } = this.#gateway;
    const [path] = (request.url ?? '').split('?', 1);
    if (request.method !== 'POST' || path !== '/slack/events') return elsewhere(request, response);
    underReference(() => this.#take(request, response)).catch((err: unknown) => {
      // Where the sender went away in the middle of what it said, nobody is left to answer.
      const level = request.readableAborted ? 'debug' : 'error';
      log[level]({ err }, 'a request of Slack’s broke off');
      response.destroy();
    });
  };

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request, mostBytes);
    if (!body) return answer(response, 413, { connection: 'close' });
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
    // Slack signs none of its looks at our certificate, and nothing comes of them.
    if (isForm && isLook(body)) return answer(response, 200);
    if (!this.#isSigned(request, body)) return answer(response, 401);
    const told = readTold(body.toString(), isForm);
    if (!told) return answer(response, 400);
    // Slack asks so once, when the address is typed into the app's page.
    if (told.type === 'url_verification') return say(response, { challenge: told.challenge });
    await this.#deliver(told, request, response);
  }

  #isSigned({ headers }: IncomingMessage, body: Buffer): boolean {
    const { signingSecret, now, log } = this.#gateway;
    const header = (name: string) => String(headers[name] ?? '');
    const timestamp = header('x-slack-request-timestamp');
    const signature = header('x-slack-signature');
    const isFine = isSigned(signingSecret, { timestamp, signature, body }, now(), toleranceMs);
    if (!isFine) tellUnsigned(log, '/slack/events', timestamp, now());
    return isFine;
  }

  async #deliver(body: Told, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { 'x-slack-retry-num': retryNum, 'x-slack-retry-reason': retryReason } = headers;
    try {
      if (!this.#app) throw new Error('no app has this receiver');
      await this.#app.processEvent({
        body,
        ack: async (told) => say(response, told),
        ...(retryNum === undefined ? {} : { retryNum: Number(retryNum) }),
        ...(retryReason === undefined ? {} : { retryReason: String(retryReason) }),
      });
    } catch (err) {
      // Slack brings an event again, and tells a person that what they did has failed.
      this.#gateway.log.error({ err }, 'a request of Slack’s failed');
      if (!response.headersSent) answer(response, 500);
    }
  }
}

/** To take a long form to pieces costs much more than its signature: nobody may ask for that who does not sign. */
function isLook(body: Buffer): boolean {
  const isShort = body.length <= mostBytesUnsigned;
  return isShort && body.includes('ssl_check') && parse(body.toString()).ssl_check === '1';
}

/** What a request says; undefined where it says nothing that can be read. */
function readTold(text: string, isForm: boolean): Told | undefined {
  const fields = isForm ? parse(text) : { payload: text };
  if (typeof fields.payload !== 'string') return fields;
  try {
    const told: unknown = JSON.parse(fields.payload);
    return typeof told === 'object' && told !== null && !Array.isArray(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

/** What a command tells its person, what becomes of a form, or the choices of a menu: an object, or nothing. */
function say(response: ServerResponse, told: unknown): void {
  if (told && typeof told === 'object') {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(told));
  } else answer(response, 200);
}

function answer(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}
