// Thousands of meetings end at the same minute: how soon all are asked within Slack's limits, and who waits meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { webApi } from '@slack/bolt';
import { newDatabase } from '../sandbox/stage.ts';
import { type EmptyChair, startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Database } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { clientOptions } from '../src/platform/slack-client.ts';
import { readTrouble } from '../src/platform/slack-errors.ts';
import { meetingEnds } from '../src/ritual/follow-schedule.ts';
import { compare, type Measures, say } from './compare.ts';
import { minuteMs, newMemory, type Shared, secondMs, sharedFigures } from './due/shared.ts';
import { watchStalls } from './measure.ts';
import { fillRituals } from './rituals.ts';

export interface DueSize {
  rounds: number;
  /** How many meetings end at once. */
  meetings: number;
  /** How many messages Slack takes for a workspace in a minute: it says "several hundred", and not how many. */
  perMinute: number;
}

const whole: DueSize = { rounds: 5, meetings: 10_000, perMinute: 300 };

/** A Monday; each round is an hour after the one before it. */
const startsAt = new Date('2026-03-02T06:00:00Z');
/** A call takes Slack a tenth of a second, and four are under way together. */
const callTakesMs = 25;
const lanes = 4;

type Shares = ReturnType<typeof sharedFigures>;

export async function due({ rounds, meetings, perMinute }: DueSize = whole): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-due-'));
  const db = newDatabase(join(folder, 'due.db'));
  const memory = newMemory();
  const figures = sharedFigures(memory);
  figures.set('nowMs', startsAt.getTime());
  const shared: Shared = { memory, channels: meetings, perMinute, callTakesMs };
  const slack = new Worker(new URL('./due/slack.ts', import.meta.url), { workerData: shared });
  try {
    const apiUrl = await new Promise<string>((resolve, reject) =>
      slack.once('message', resolve).once('error', reject),
    );
    fillRituals(db, meetings, startsAt);
    const problems: string[] = [];
    const chair = await begin(db, figures, apiUrl, problems);
    try {
      await chair.settled();
      say(`Slack takes ${perMinute} messages a minute; the clock is pretended`);
      const client = new webApi.WebClient('xoxb-bench', clientOptions(apiUrl));
      const measured = (drain: () => Promise<void>) => () => measure(figures, meetings, drain);
      await compare(`${meetings.toLocaleString('en')} meetings end at once`, rounds, {
        'posts alone, all waiting when Slack says so': measured(() => postBarely(client, figures, meetings)),
        'Empty Chair': measured(async () => {
          endMeetings(db, figures);
          await drain(chair, db, figures, meetings);
          if (problems.length > 0) throw new Error(problems.join(''));
        }),
      });
    } finally {
      await chair.stop();
    }
  } finally {
    await slack.terminate();
    db.close();
    rmSync(folder, { recursive: true });
  }
}

function begin(db: Database, figures: Shares, apiUrl: string, problems: string[]): Promise<EmptyChair> {
  const config = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: 'a signing secret',
    SLACK_API_URL: apiUrl,
    PORT: '0',
  });
  const clock = { now: () => new Date(figures.read('nowMs')), monotonicMs: () => performance.now() };
  const log = createLog('error', { write: (line) => void problems.push(line) });
  return startApp({ config, db, clock, log });
}

/** What it took for every meeting to be asked about once. The clock goes on with each call. */
async function measure(figures: Shares, meetings: number, drain: () => Promise<void>): Promise<Measures> {
  const startMs = Math.ceil(figures.read('nowMs') / (60 * minuteMs)) * 60 * minuteMs;
  figures.set('nowMs', startMs);
  figures.set('calls', 0);
  figures.set('posted', 0);
  const before = performance.eventLoopUtilization();
  const watch = await watchStalls();
  await drain();
  const stallMs = await watch.stop();
  const busyMs = performance.eventLoopUtilization(before).active;
  const posted = figures.read('posted');
  if (posted !== meetings) throw new Error(`${posted} messages were posted for ${meetings} meetings`);
  return {
    'minutes of Slack’s clock until the last is posted': (figures.read('nowMs') - startMs) / minuteMs,
    'calls for each message': figures.read('calls') / posted,
    'computing for each message, ms': busyMs / posted,
    'longest stall of the event loop, ms': stallMs,
  };
}

/** Moves the end of every meeting to this moment. */
function endMeetings(db: Database, figures: Shares): void {
  const now = new Date(figures.read('nowMs'));
  const inBerlin = new Date(now.getTime() + 60 * minuteMs).toISOString().slice(11, 16);
  db.transaction(() => {
    db.run("UPDATE schedule SET weekdays = '1', end_time = @inBerlin", { inBerlin });
    db.run('UPDATE alarm SET due_at = @now WHERE kind = @kind', {
      now: now.toISOString(),
      kind: meetingEnds,
    });
  });
}

/** As main does, but time goes to the next thing that is due instead of passing. */
async function drain(chair: EmptyChair, db: Database, figures: Shares, meetings: number): Promise<void> {
  const latestMs = figures.read('nowMs') + 24 * 60 * minuteMs;
  chair.wake();
  for (;;) {
    await chair.settled();
    if (figures.read('posted') >= meetings && countUnsent(db) === 0) return;
    const nextMs = chair.nextDueAt()?.getTime();
    if (nextMs === undefined || nextMs > latestMs) throw new Error('some are not posted after a day');
    figures.set('nowMs', Math.max(figures.read('nowMs'), nextMs));
    chair.wake();
  }
}

function countUnsent(db: Database): number {
  const sql = "SELECT count(*) AS count FROM message WHERE state <> 'sent'";
  return db.one<{ count: number }>(sql)?.count ?? 0;
}

/** Keeps nothing, so a crash would lose or repeat them: the least that could be done. */
async function postBarely(slack: webApi.WebClient, figures: Shares, meetings: number): Promise<void> {
  const waiting = Array.from({ length: meetings }, (_, index) => `C${index}`);
  while (waiting.length > 0) {
    let untilMs = 0;
    const lane = async () => {
      for (let channel = waiting.pop(); channel !== undefined; channel = waiting.pop()) {
        try {
          await slack.chat.postMessage({ channel, text: 'What would our best customers think?' });
        } catch (error) {
          const trouble = readTrouble(error);
          if (trouble.kind !== 'limited') throw error;
          waiting.push(channel);
          untilMs = figures.read('nowMs') + trouble.retryAfterSeconds * secondMs;
        }
        if (untilMs > 0) return;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    if (untilMs > 0) figures.set('nowMs', Math.max(untilMs, figures.read('nowMs')));
  }
}
