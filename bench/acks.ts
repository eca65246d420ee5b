// What an ack costs: saving a voice and clicking a verdict, beside Bolt alone and the least bot that keeps anything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Body, click, command, flood, pace } from './acks/load.ts';
import { bareBolt, emptyChair, leastBot, type Server } from './acks/servers.ts';
import { channel, people, type StubSlack, stubSlack } from './acks/slack.ts';
import { compare, printCompared } from './compare.ts';
import { spread } from './measure.ts';
import { wordOf } from './sayings.ts';

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
    for (const [what, body] of Object.entries(bodies(slack, chair.decisionId))) {
      await measureOne(what, body, servers, size);
    }
  } finally {
    for (const server of servers) server.stop();
    slack.close();
    rmSync(folder, { recursive: true });
  }
}

function bodies({ responseUrl }: StubSlack, decisionId: number): Record<string, Body> {
  const person = (number: number) => people[number % people.length] ?? '';
  const words = (number: number) => [1, 7, 31, 127].map((step) => wordOf((number * step) % 20_000)).join(' ');
  const verdicts = ['love', 'accept', 'dislike', 'unsure'];
  return {
    '/voc': (number) => command(words(number), person(number), channel, responseUrl),
    'a verdict': (number) => {
      // Everybody changes their mind each time, so that every click writes.
      const id = `answer.${verdicts[Math.floor(number / people.length) % verdicts.length]}`;
      return click({ id, value: String(decisionId) }, person(number), channel, responseUrl);
    },
  };
}

async function measureOne(what: string, body: Body, servers: Server[], size: AckSize): Promise<void> {
  const { rounds, requests, perSecond, seconds } = size;
  for (const { port } of servers) await flood(port, body, requests / 4);
  const contend = (run: (server: Server) => Promise<number>) =>
    Object.fromEntries(servers.map((server) => [server.name, () => run(server)]));
  const floods = contend(({ port }) => flood(port, body, requests));
  printCompared(`${what}: as many as are answered`, 'a second', await compare(rounds, floods));
  const late = new Map<string, number[]>(servers.map(({ name }) => [name, []]));
  const paced = contend(async ({ name, port }) => {
    const { medianMs, p99Ms } = spread(await pace(port, body, perSecond, seconds));
    late.get(name)?.push(p99Ms);
    return medianMs;
  });
  printCompared(`${what}: ack at ${perSecond} a second, p50`, 'ms', await compare(rounds, paced));
  printCompared(`${what}: ack at ${perSecond} a second, p99`, 'ms', late);
}
