// From the command to the first ack it could give, and the memory held when nothing happens, beside Bolt alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bareBolt, emptyChair, heldMegabytes, leastBot, type Server } from './acks/servers.ts';
import { stubSlack } from './acks/slack.ts';
import { compare } from './compare.ts';

export interface StartSize {
  rounds: number;
  idleMs: number;
}

const whole: StartSize = { rounds: 7, idleMs: 3_000 };

export async function start({ rounds, idleMs }: StartSize = whole): Promise<void> {
  const slack = await stubSlack();
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-start-'));
  const freshFolder = () => mkdtempSync(join(folder, 'fresh-'));
  const looked = (begin: () => Promise<Server>) => async () => {
    const server = await begin();
    try {
      await setTimeout(idleMs);
      return {
        'from the command to ready, ms': server.readyMs,
        'idle memory (RSS), MB': heldMegabytes(server.pid),
      };
    } finally {
      await server.end();
    }
  };
  try {
    await compare(`${idleMs / 1000} s after it was ready`, rounds, {
      'Bolt alone': looked(() => bareBolt(slack)),
      'Bolt and a database': looked(() => leastBot(slack, freshFolder(), 'FULL')),
      'Empty Chair': looked(() => emptyChair(slack, freshFolder())),
    });
  } finally {
    slack.close();
    rmSync(folder, { recursive: true });
  }
}
