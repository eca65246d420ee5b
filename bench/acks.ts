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
import { million, voicesMade } from './voices.ts';

export interface AckSize {
  rounds: number;
  requests: number;
  perSecond: number;
  seconds: number;
  /** How many have been saved before, where the ack is compared with that on an empty table. */
  voices: number;
}

const whole: AckSize = { rounds: 5, requests: 4_000, perSecond: 200, seconds: 5, voices: million };

export async function acks(size: AckSize = whole): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-'));
  const slack = await stubSlack();
  const servers: Server[] = [];
  try {
    servers.push(await leastBot(slack, folder, 'NORMAL'), await leastBot(slack, folder, 'FULL'));
    servers.push(await bareBolt(slack));
    const chair = await emptyChair(slack, folder);
    servers.push(chair);
    for (const [what, asked] of Object.entries(acts(slack, chair.decisionId, 3))) {
      await measureOne(what, asked, servers, size);
    }
    requireKept(join(folder, 'chair.db'), size);
    servers.push(await fullChair(slack, size.voices, folder));
    await measureFull(slack, servers.slice(-2), size);
  } finally {
    for (const server of servers) server.stop();
    slack.close();
    rmSync(folder, { recursive: true });
  }
}

function acts({ responseUrl }: StubSlack, decisionId: number, seed: number): Record<string, Asked> {
  const person = (number: number) => people[number % people.length] ?? '';
  // Never the same again, as people's words are not.
  const sayings = new Sayings(seed);
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

async function fullChair(slack: StubSlack, voices: number, folder: string): Promise<Server> {
  const place = mkdtempSync(join(folder, 'full-'));
  const server = await emptyChair(slack, place, voicesMade(voices, place));
  return { ...server, name: `${voices.toLocaleString('en')} voices saved before` };
}

/** A capture must not be slower for all that was captured before it. */
async function measureFull(slack: StubSlack, servers: Server[], size: AckSize): Promise<void> {
  const { '/voc': asked } = acts(slack, 0, 4);
  if (asked) await measurePace('/voc again', asked, servers, size);
}

async function measureOne(what: string, asked: Asked, servers: Server[], size: AckSize): Promise<void> {
  await compare(
    `${what}: as many as are answered`,
    size.rounds,
    each(servers, async ({ port, rest }) => {
      const reached = { 'requests a second': await flood(port, asked, size.requests) };
      if (!rest) return reached;
      const answeredAtMs = performance.now();
      await rest();
      return { ...reached, 'until nothing is put off, ms': performance.now() - answeredAtMs };
    }),
  );
  await measurePace(what, asked, servers, size);
}

async function measurePace(what: string, asked: Asked, servers: Server[], size: AckSize): Promise<void> {
  const { rounds, perSecond, seconds } = size;
  await compare(
    `${what}: the ack at ${perSecond} a second`,
    rounds,
    each(servers, async ({ port, rest }) => {
      const { medianMs, p99Ms } = spread(await pace(port, asked, perSecond, seconds));
      await rest?.();
      return { 'p50, ms': medianMs, 'p99, ms': p99Ms };
    }),
  );
}

const each = (servers: Server[], run: (server: Server) => ReturnType<Contender>) =>
  Object.fromEntries(servers.map((server) => [server.name, () => run(server)]));
