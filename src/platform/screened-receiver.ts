// Slack's HTTP receiver behind a screen: Bolt 5.1 falls over a body that is JSON's null, unheard and unanswered.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { HTTPReceiverOptions } from '@slack/bolt';
import { HTTPReceiver } from './bolt.ts';
import { bodyOf } from './routes.ts';

/** As much as Bolt would read. */
const mostBytes = 4 * 1024 * 1024;

export class ScreenedReceiver extends HTTPReceiver {
  constructor(options: HTTPReceiverOptions) {
    super(options);
    const toBolt = this.requestListener;
    this.requestListener = (request, response) => {
      if (request.method !== 'POST' || !request.url?.startsWith('/slack/events')) {
        return toBolt(request, response);
      }
      screen(request, response)
        .then((isFit) => isFit && toBolt(request, response))
        // The sender went away in the middle of what it said: nobody is left to answer.
        .catch(() => response.destroy());
    };
  }
}

/** False when it has been answered here. Bolt takes the body from where it is put. */
async function screen(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const body = await bodyOf(request, mostBytes);
  if (body && !isNull(request, body.toString())) {
    Object.assign(request, { rawBody: body });
    return true;
  }
  response.writeHead(body ? 400 : 413, { connection: 'close' }).end();
  return false;
}

function isNull({ headers }: IncomingMessage, text: string): boolean {
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const { payload = text } = isForm ? parse(text) : {};
  return typeof payload === 'string' && payload.trim() === 'null';
}
