// The least of Slack that a bot needs while it is measured: who is there, and a yes to whatever it sends.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const team = 'T0BENCH';
export const channel = 'C0BENCH';
export const people = Array.from({ length: 400 }, (_, index) => `U${String(index).padStart(6, '0')}`);

const bot = 'U0BOT';

/** Who is in the workspace, and who of them in which channel. */
export interface Company {
  people: readonly string[];
  channels: ReadonlyMap<string, readonly string[]>;
}

export interface StubSlack {
  apiUrl: string;
  /** Where private receipts go. */
  responseUrl: string;
  close(): void;
}

/** Slack's "Retry-After", in seconds, for a call that is refused; null for one that is answered. */
export type Limit = (method: string, args: URLSearchParams) => number | null;

export async function stubSlack(
  company: Company = { people, channels: new Map([[channel, people]]) },
  limit: Limit = () => null,
): Promise<StubSlack> {
  const answer = answering(company);
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    const args = await argsOf(request);
    const retryAfterSeconds = limit(method, args);
    response.setHeader('content-type', 'application/json');
    if (retryAfterSeconds === null) {
      response.end(JSON.stringify({ ok: true, ...answer(method, args) }));
    } else {
      response.writeHead(429, { 'retry-after': String(retryAfterSeconds) });
      response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiUrl: `${origin}/api/`,
    responseUrl: `${origin}/response/1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function argsOf(request: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return new URLSearchParams(body);
}

function answering({ people, channels }: Company) {
  let posted = 0;
  const user = (id: string) => ({ id, team_id: team, name: id.toLowerCase(), tz: 'UTC' });
  const methods: Record<string, (args: URLSearchParams) => object> = {
    'auth.test': () => ({ user_id: bot, bot_id: 'B0BOT', team_id: team, url: 'https://bench.slack.com/' }),
    'users.list': () => ({ members: [...people.map(user), { ...user(bot), is_bot: true }] }),
    'users.info': (args) => ({ user: user(args.get('user') ?? '') }),
    'users.conversations': () => ({
      channels: [...channels.keys()].map((id) => ({ id, name: id.toLowerCase(), is_private: false })),
    }),
    'conversations.members': (args) => ({
      members: [...(channels.get(args.get('channel') ?? '') ?? []), bot],
    }),
    'conversations.open': (args) => ({ channel: { id: `D${args.get('users')}` } }),
    'chat.postMessage': (args) => {
      posted += 1;
      return { ts: `${1_700_000_000 + posted}.000100`, channel: args.get('channel') };
    },
    'chat.update': (args) => ({ ts: args.get('ts'), channel: args.get('channel') }),
    'chat.getPermalink': () => ({ permalink: 'https://bench.slack.com/archives/C/p1' }),
  };
  return (method: string, args: URLSearchParams): object => methods[method]?.(args) ?? {};
}
