// Stands before Bolt at the port: only what Slack signed lately, and what Bolt does not fall over, gets in.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { type Logger, underReference } from './log.ts';
import { bodyOf } from './routes.ts';
import { isSigned, tellUnsigned, toleranceMs } from './signature.ts';

interface Screen {
  signingSecret: string;
  now(): Date;
  log: Logger;
  /** Answers whatever is not Slack's. */
  elsewhere: RequestListener;
}

/** As much as Bolt would read. */
const mostBytes = 4 * 1024 * 1024;

/** Slack's look at our certificate is shorter. */
const mostBytesUnsigned = 1024;

/** What `bolt`, which checks nothing itself, may hear of. */
export function screened(screen: Screen, bolt: RequestListener): RequestListener {
  return (request, response) => {
    // Bolt would take other spellings of its path as well: what is not this very one is not Slack's.
    const [path] = (request.url ?? '').split('?', 1);
    if (request.method !== 'POST' || path !== '/slack/events') return screen.elsewhere(request, response);
    underReference(() => pass(screen, request, response))
      .then((mayPass) => mayPass && bolt(request, response))
      .catch((err: unknown) => {
        // Where the sender went away in the middle of what it said, nobody is left to answer.
        const level = request.readableAborted ? 'debug' : 'error';
        screen.log[level]({ err }, 'a request of Slack’s broke off');
        response.destroy();
      });
  };
}

/** False when it has been answered here. Bolt takes the body from where it is put. */
async function pass(screen: Screen, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const body = await bodyOf(request, mostBytes);
  const status = body ? look(screen, request, body) : 413;
  if (status === 'fit') {
    Object.assign(request, { rawBody: body });
    return true;
  }
  response.writeHead(status, body ? {} : { connection: 'close' }).end();
  return false;
}

function look(screen: Screen, { headers }: IncomingMessage, body: Buffer): 'fit' | number {
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const header = (name: string) => String(headers[name] ?? '');
  const timestamp = header('x-slack-request-timestamp');
  const signature = header('x-slack-signature');
  if (!isSigned(screen.signingSecret, { timestamp, signature, body }, screen.now(), toleranceMs)) {
    // To take a long form to pieces costs much more than its signature: nobody may ask for that who does not sign.
    const isLook = isForm && body.length <= mostBytesUnsigned && parse(body.toString()).ssl_check === '1';
    if (isLook) return 200;
    tellUnsigned(screen.log, '/slack/events', timestamp, screen.now());
    return 401;
  }
  const json = isForm ? parse(body.toString()).payload : body.toString();
  // Bolt 5.1 falls over JSON's null, unheard and unanswered.
  return typeof json === 'string' && json.trim() === 'null' ? 400 : 'fit';
}
