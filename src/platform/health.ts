// Whether anything is stuck: for whoever watches the bot from outside, each part by its name.
import { later, minuteMs, secondMs } from './clock.ts';
import type { Database } from './database.ts';
import { readLoad } from './load.ts';
import type { RouteAnswer } from './routes.ts';

interface Signs {
  db: Database;
  /** When we last looked what fell due. */
  tickedAt: Date;
  /** When the sender last had nothing to do or had done something. */
  movedAt: Date;
  /** Why Slack refuses the token; null: it does not. */
  tokenProblem: string | null;
}

/** We look every second; not to have looked for this long is to be stuck. */
const stuckMs = 2 * minuteMs;
/**
 * What is put off, because Slack is away or asks for a pause, is due later; so what has been due for this long was not
 * even tried, and where nothing at all was tried meanwhile, the sender is stuck.
 */
const untriedMs = 10 * minuteMs;

export function health({ db, tickedAt, movedAt, tokenProblem }: Signs, now: Date): RouteAnswer {
  const load = readLoad(db, now);
  const untriedSince = later(now, -untriedMs);
  const minutes = (seconds: number) => Math.floor((seconds * secondMs) / minuteMs);
  const silentMs = now.getTime() - tickedAt.getTime();
  const problems: string[] = [];
  if (silentMs >= stuckMs) {
    problems.push(`ticker: nothing that fell due was noticed for ${Math.round(silentMs / secondMs)} seconds`);
  }
  if (load.owedSeconds * secondMs >= untriedMs && movedAt <= untriedSince) {
    problems.push(`outbox: nothing was sent for ${minutes(load.owedSeconds)} minutes, and ${load.owed} wait`);
  }
  if (load.eventSeconds * secondMs >= untriedMs) {
    problems.push(`inbox: no event was applied for ${minutes(load.eventSeconds)} minutes`);
  }
  if (tokenProblem) problems.push(`token: Slack refuses it (${tokenProblem}), nothing is sent`);
  return problems.length === 0
    ? { status: 200, says: 'ok' }
    : { status: 503, says: problems.map((problem) => `stuck: ${problem}`).join('\n') };
}
