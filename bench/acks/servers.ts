// Starts the bot and what it is measured against, each in a process of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFlags, startFlags } from '../../sandbox/node-flags.ts';
import { newDatabase } from '../../sandbox/stage.ts';
import { recordDecision } from '../../src/decision/record-decision.ts';
import { addMember, saveConversation, savePerson } from '../../src/people/store.ts';
import { signingSecret } from './load.ts';
import { channel, people, type StubSlack } from './slack.ts';

export interface Server {
  name: string;
  port: number;
  pid: number;
  /** From the command to the first ack it could give. */
  readyMs: number;
  /** Resolves when all has begun that it puts off until nobody waits for an answer. */
  rest?(): Promise<void>;
  stop(): void;
  /** Asks it to stop, so that it keeps what Node has compiled for its next start; resolves when it has. */
  end(): Promise<void>;
}

async function start(
  name: string,
  file: string,
  isReady: RegExp,
  settings: Record<string, string>,
  flags = nodeFlags,
): Promise<Server> {
  const startedAtMs = performance.now();
  const env = { PATH: process.env.PATH ?? '', PORT: '0', ...settings };
  const child: ChildProcess = spawn(process.execPath, [...flags, file], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const [, port] = isReady.exec(text) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    child.on('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  const readyMs = performance.now() - startedAtMs;
  return {
    name,
    port,
    pid: child.pid ?? 0,
    readyMs,
    stop: () => child.kill('SIGKILL'),
    end: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const least = join(import.meta.dirname, 'least.ts');
const leastReady = /ready on (\d+)/;

export function bareBolt({ apiUrl }: StubSlack): Promise<Server> {
  return start('Bolt alone', least, leastReady, { SLACK_API_URL: apiUrl, SIGNING_SECRET: signingSecret });
}

export function leastBot(slack: StubSlack, folder: string, synchronous: 'NORMAL' | 'FULL'): Promise<Server> {
  return start(`Bolt and one insert, synchronous ${synchronous}`, least, leastReady, {
    SLACK_API_URL: slack.apiUrl,
    SIGNING_SECRET: signingSecret,
    DATABASE_PATH: join(folder, `${synchronous}.db`),
    SYNCHRONOUS: synchronous,
  });
}

/**
 * The bot, with a channel of four hundred people in the middle of a round; `decisionId` is what they answer. It begins
 * with a copy of the database at `from`, or with nothing.
 */
export async function emptyChair(
  { apiUrl }: StubSlack,
  folder: string,
  from?: string,
): Promise<Server & { decisionId: number }> {
  const path = join(folder, 'chair.db');
  if (from) copyFileSync(from, path);
  const decisionId = fill(path);
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    DATABASE_PATH: path,
  };
  const main = join(import.meta.dirname, '../../src/main.ts');
  const server = await start(
    'Empty Chair',
    main,
    /"port":(\d+),"msg":"Empty Chair is ready"/,
    settings,
    startFlags,
  );
  return { ...server, decisionId, rest: () => nothingPutOff(server.port) };
}

async function nothingPutOff(port: number): Promise<void> {
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (/^empty_chair_put_off 0$/m.test(await metrics.text())) return;
  await new Promise((resolve) => setTimeout(resolve, 10));
  await nothingPutOff(port);
}

function fill(path: string): number {
  const db = newDatabase(path);
  try {
    return db.transaction(() => {
      saveConversation(db, {
        id: channel,
        name: 'bench',
        isPrivate: false,
        isShared: false,
        isArchived: false,
        hasBot: true,
      });
      for (const id of people) {
        savePerson(db, { id, name: id, timeZone: 'UTC', kind: 'member', rank: 'none', leftAt: null });
        addMember(db, channel, id);
      }
      const wishes = { statement: 'Drop phone support', segments: [], reviewOn: null, changesId: null };
      const [asker = ''] = people;
      const where = { conversationId: channel };
      return recordDecision(db, new Date(), asker, where, { ...wishes, ownerId: asker }).id;
    });
  } finally {
    db.close();
  }
}

/** As the operating system counts it (ps, "rss", in KiB). */
export function heldMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
