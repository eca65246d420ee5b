// What an ack costs: saving a voice and clicking a verdict, beside Bolt alone and the least bot that keeps anything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../src/platform/database.ts';
import { type Asked, click, command, flood, pace } from './acks/load.ts';
import { bareBolt, emptyChair, leastBot, type Server } from './acks/servers.ts';
import { channel, people, type StubSlack, stubSlack } from './acks/slack.ts';
import { type Contender, compare } from './compare.ts';
import { spread } from './measure.ts';
import { Sayings } from './sayings.ts';

export interface AckSize {
  rounds: number;
  requests: number;
  perSecond: number;
  seconds: number;
}

const whole: AckSize = { rounds: 5, requests: 2_000, perSecond: 200, seconds: 5 };

export async function acks(size: AckSize = whole): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  const slack = await stubSlack();
  const servers: Server[] = [];
  try {
    servers.push(await leastBot(slack, folder, 'NORMAL'), await leastBot(slack, folder, 'FULL'));
    servers.push(await bareBolt(slack));
    const chair = await emptyChair(slack, folder);
    servers.push(chair);
    for (const [what, asked] of Object.entries(acts(slack, chair.decisionId))) {
      await measureOne(what, asked, servers, size);
    }
    requireKept(join(folder, 'chair.db'), size);
  } finally {
    for (const server of servers) server.stop();
    slack.close();
    rmSync(folder, { recursive: true });
  }
}

function acts({ responseUrl }: StubSlack, decisionId: number): Record<string, Asked> {
  const person = (number: number) => people[number % people.length] ?? '';
  // Never the same again, as people's words are not.
  const sayings = new Sayings(3);
  const verdicts = ['love', 'accept', 'dislike', 'unsure'];
  return {
    '/voc': {
      body: (number) => {
        const { words } = sayings.voice('', new Date(0));
        return command(`/voc ${words}`, person(number), channel, responseUrl);
      },
      expects: /Saved/,
    },
    'a verdict': {
      body: (number) => {
        // Everybody changes their mind each time, so that every click writes.
        const id = `answer.${verdicts[Math.floor(number / people.length) % verdicts.length]}`;
        return click({ id, value: String(decisionId) }, person(number), channel, responseUrl);
      },
      // What it says comes to the response_url, after the ack.
      expects: /^$/,
    },
  };
}

/** An ack for something that was not kept would be quick for nothing. */
function requireKept(path: string, size: AckSize): void {
  const db = new Database(path, { readOnly: true });
  const count = (table: string) => db.one<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count;
  const kept = { voices: count('voice'), answers: count('answer') };
  db.close();
  const paced = size.perSecond * size.seconds;
  const expected = {
    voices: (size.rounds + 1) * (size.requests + paced),
    answers: Math.min(people.length, Math.max(size.requests, paced)),
  };
  if (JSON.stringify(kept) !== JSON.stringify(expected)) {
    throw new Error(`kept ${JSON.stringify(kept)}, and should have kept ${JSON.stringify(expected)}`);
  }
}

async function measureOne(what: string, asked: Asked, servers: Server[], size: AckSize): Promise<void> {
  const { rounds, requests, perSecond, seconds } = size;
  const each = (run: (server: Server) => ReturnType<Contender>) =>
    Object.fromEntries(servers.map((server) => [server.name, () => run(server)]));
  await compare(
    `${what}: as many as are answered`,
    rounds,
    each(async ({ port }) => ({ 'requests a second': await flood(port, asked, requests) })),
  );
  await compare(
    `${what}: the ack at ${perSecond} a second`,
    rounds,
    each(async ({ port }) => {
      const { medianMs, p99Ms } = spread(await pace(port, asked, perSecond, seconds));
      return { 'p50, ms': medianMs, 'p99, ms': p99Ms };
    }),
  );
}
