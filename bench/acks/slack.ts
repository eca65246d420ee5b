// The least of Slack that a bot needs while it is measured: who is there, and a yes to whatever it sends.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const team = 'T0BENCH';
export const channel = 'C0BENCH';
export const people = Array.from({ length: 400 }, (_, index) => `U${String(index).padStart(6, '0')}`);

const known: Record<string, object> = {
  'auth.test': { user_id: 'U0BOT', bot_id: 'B0BOT', team_id: team, url: 'https://bench.slack.com/' },
  'users.list': {
    members: [
      ...people.map((id) => ({ id, team_id: team, name: id.toLowerCase(), tz: 'UTC' })),
      { id: 'U0BOT', team_id: team, name: 'chair', is_bot: true },
    ],
  },
  'users.conversations': { channels: [{ id: channel, name: 'bench', is_private: false }] },
  'conversations.members': { members: [...people, 'U0BOT'] },
  'chat.postMessage': { ts: '1700000000.000100', channel },
};

export interface StubSlack {
  apiUrl: string;
  /** Where private receipts go. */
  responseUrl: string;
  close(): void;
}

export async function stubSlack(): Promise<StubSlack> {
  const server = createServer((request, response) => {
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ...known[method] }));
    });
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
