// Starts the bot in a process of its own, lets time pass for it, and asks how it is.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startFlags } from '../../sandbox/node-flags.ts';
import { signingSecret } from '../acks/load.ts';
import { heldMegabytes } from '../acks/servers.ts';
import type { Condition } from './condition.ts';

export interface Bot {
  port: number;
  /** What is due on the way happens. Throws when the bot wrote an error to its log. */
  travelTo(instant: Date): Promise<Condition>;
  heldMegabytes(): number;
  stop(): void;
}

export async function startBot(databasePath: string, apiUrl: string, startsAt: Date): Promise<Bot> {
  const child = fork(join(import.meta.dirname, 'bot.ts'), {
    execArgv: [...startFlags],
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: apiUrl,
      DATABASE_PATH: databasePath,
      SPONSOR_USER_ID: 'U000000',
      STARTS_AT: startsAt.toISOString(),
    },
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bot ended with ${code}`)));
  });
  // It is looked at only while the bot is waited for.
  ended.catch(() => {});
  const told = async () => (await Promise.race([once(child, 'message'), ended]))[0];
  const { port } = await told();
  return {
    port,
    travelTo: async (instant) => {
      child.send(instant.getTime());
      const condition: Condition = await told();
      if (condition.problems.length > 0) throw new Error(condition.problems.join(''));
      return condition;
    },
    heldMegabytes: () => heldMegabytes(child.pid ?? 0),
    stop: () => child.kill('SIGKILL'),
  };
}
