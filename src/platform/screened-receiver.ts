// Slack's HTTP receiver behind a screen: what Slack did not sign, and what Bolt would fall over, does not reach Bolt.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ParsedUrlQuery, parse } from 'node:querystring';
import type { HTTPReceiverOptions } from '@slack/bolt';
import { HTTPReceiver } from './bolt.ts';
import { minuteMs } from './clock.ts';
import type { Logger } from './log.ts';
import { bodyOf } from './routes.ts';
import { isSigned } from './signature.ts';

/** As much as Bolt would read. */
const mostBytes = 4 * 1024 * 1024;

/** What is older may be a repetition, says Slack ("Verifying requests from Slack"). */
const toleranceMs = 5 * minuteMs;

interface Screen {
  signingSecret: string;
  now(): Date;
  log: Logger;
  /** Answers whatever is not Slack's. */
  elsewhere(request: IncomingMessage, response: ServerResponse): void;
}

export class ScreenedReceiver extends HTTPReceiver {
  constructor(screen: Screen, options: Omit<HTTPReceiverOptions, 'signingSecret' | 'dispatchErrorHandler'>) {
    // Bolt compares signatures under a fresh random key, which costs a sixth of all that it does to a request.
    super({ ...options, signingSecret: screen.signingSecret, signatureVerification: false });
    const toBolt = this.requestListener;
    this.requestListener = (request, response) => {
      // Bolt trusts what it is given, so another spelling of the path, which it would read as its own, is not let past.
      const [path] = (request.url ?? '').split('?', 1);
      if (request.method !== 'POST' || path !== '/slack/events') return screen.elsewhere(request, response);
      pass(screen, request, response)
        .then((mayPass) => mayPass && toBolt(request, response))
        // The sender went away in the middle of what it said: nobody is left to answer.
        .catch(() => response.destroy());
    };
  }
}

/** False when it has been answered here. Bolt takes the body from where it is put. */
async function pass(screen: Screen, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const body = await bodyOf(request, mostBytes);
  const status = body ? look(screen, request, body) : 413;
  if (status === 'fit') {
    Object.assign(request, { rawBody: body });
    return true;
  }
  response.writeHead(status, { connection: 'close' }).end();
  return false;
}

function look(
  { signingSecret, now, log }: Screen,
  { headers }: IncomingMessage,
  body: Buffer,
): 'fit' | number {
  const form = formOf(headers['content-type'], body);
  // Slack looks at our certificate without signing; whatever comes with it is not read.
  if (form?.ssl_check === '1') return 200;
  const header = (name: string) => String(headers[name] ?? '');
  const timestamp = header('x-slack-request-timestamp');
  const signature = header('x-slack-signature');
  if (!isSigned(signingSecret, { timestamp, signature, body }, now(), toleranceMs)) {
    log.warn('a request that Slack did not sign, or not lately, was turned away');
    return 401;
  }
  const json = form ? form.payload : body.toString();
  // Bolt 5.1 falls over JSON's null, unheard and unanswered.
  return typeof json === 'string' && json.trim() === 'null' ? 400 : 'fit';
}

function formOf(contentType: string | undefined, body: Buffer): ParsedUrlQuery | null {
  return contentType === 'application/x-www-form-urlencoded' ? parse(body.toString()) : null;
}
