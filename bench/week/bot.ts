// The bot in a process of its own, with a clock that its parent moves: "go to then, and say how you are".
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { watchStalls } from '../measure.ts';
import type { Condition } from './condition.ts';

const config = readConfig(process.env);
const db = new Database(config.databasePath, { waitsBeside: true });
const problems: string[] = [];
const log = createLog('error', { write: (line) => void problems.push(line) });
let nowMs = Date.parse(process.env.STARTS_AT ?? '');
const chair = await startApp({
  config,
  db,
  clock: { now: () => new Date(nowMs), monotonicMs: () => nowMs },
  log,
});
let watch = await watchStalls();

/** As main does, but time goes to the next thing that is due instead of passing. */
async function travelTo(targetMs: number): Promise<void> {
  for (;;) {
    chair.wake();
    await chair.settled();
    const nextMs = chair.nextDueAt()?.getTime();
    if (nextMs === undefined || nextMs > targetMs) break;
    nowMs = Math.max(nowMs, nextMs);
  }
  nowMs = targetMs;
}

async function condition(): Promise<Condition> {
  const stallMs = await watch.stop();
  watch = await watchStalls();
  return { stallMs, heapUsedBytes: process.memoryUsage().heapUsed, problems };
}

process.on('message', async (target: number) => {
  await travelTo(target);
  process.send?.(await condition());
});
process.send?.({ port: chair.port() });
