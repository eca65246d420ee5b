// Sends signed requests as Slack does: as fast as they are answered, or at a pace that waits for nobody.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { team } from './slack.ts';

export const signingSecret = 'a signing secret';

let sent = 0;

/** A slash command of one of the people; every trigger is another. */
export function command(typed: string, personId: string, channel: string, responseUrl: string): string {
  sent += 1;
  const [word = '', ...text] = typed.split(' ');
  return new URLSearchParams({
    command: word,
    text: text.join(' '),
    user_id: personId,
    team_id: team,
    channel_id: channel,
    trigger_id: `command ${sent}`,
    response_url: responseUrl,
  }).toString();
}

/** Somebody looks at the App Home. */
export function homeOpened(personId: string): string {
  sent += 1;
  const event = { type: 'app_home_opened', tab: 'home', user: personId, channel: `D${personId}` };
  return JSON.stringify({ type: 'event_callback', team_id: team, event_id: `Ev${sent}`, event });
}

/** A click on a button under a message. */
export function click(
  action: { id: string; value: string },
  personId: string,
  channel: string,
  responseUrl: string,
): string {
  sent += 1;
  const payload = {
    type: 'block_actions',
    user: { id: personId, team_id: team },
    team: { id: team },
    channel: { id: channel },
    container: { type: 'message', message_ts: '1700000000.000100', channel_id: channel },
    message: { ts: '1700000000.000100' },
    trigger_id: `click ${sent}`,
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: action.id, block_id: 'b', value: action.value }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** How long the answer took, in ms. Throws when it is not a 200, or says something else than it should. */
function send(agent: Agent, port: number, body: string, { expects, signedAt }: Asked): Promise<number> {
  const timestamp = String(Math.floor((signedAt?.getTime() ?? Date.now()) / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const startedAtMs = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${digest}`,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          const isFine = response.statusCode === 200 && expects.test(text) && !/went wrong/.test(text);
          if (isFine) resolve(performance.now() - startedAtMs);
          else reject(new Error(`${response.statusCode}: ${text}`));
        });
      },
    );
    asked.on('error', reject).end(body);
  });
}

/** What is asked: the nth request, and what each answer has to say. */
export interface Asked {
  body(number: number): string;
  expects: RegExp;
  /** The time of whoever is asked, where that is not the present. */
  signedAt?: Date;
}

/** Requests a second, with so many under way at any time. */
export async function flood(port: number, asked: Asked, requests: number, together = 32): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: together });
  let next = 0;
  const startedAtMs = performance.now();
  const one = async () => {
    while (next < requests) {
      next += 1;
      await send(agent, port, asked.body(next), asked);
    }
  };
  await Promise.all(Array.from({ length: together }, one));
  agent.destroy();
  return requests / ((performance.now() - startedAtMs) / 1000);
}

/**
 * Open loop: a request leaves when its moment has come, whether those before it are answered or not, and is timed from
 * that moment. Durations in ms.
 */
export async function pace(
  port: number,
  asked: Asked,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const startedAtMs = performance.now();
  const answers: Promise<number>[] = [];
  const total = perSecond * seconds;
  while (answers.length < total) {
    const passedMs = performance.now() - startedAtMs;
    while (answers.length < total && answers.length * (1000 / perSecond) <= passedMs) {
      const lateMs = passedMs - answers.length * (1000 / perSecond);
      const sent = send(agent, port, asked.body(answers.length + 1), asked);
      answers.push(sent.then((tookMs) => tookMs + lateMs));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const tookMs = await Promise.all(answers);
  agent.destroy();
  return tookMs;
}
