// A week's digest beside years of history: what counting it costs, beside the same figures in one statement of SQL, and
// whether anybody who clicks meanwhile waits.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newDatabase } from '../sandbox/stage.ts';
import { keepThoughts } from '../src/decision/hit-rate-store.ts';
import { computeWeek, type WeekTask } from '../src/digest/compute-figures.ts';
import { countWeek } from '../src/digest/count-week.ts';
import type { Figures } from '../src/digest/figures.ts';
import { theSponsor } from '../src/digest/reader.ts';
import { keepTeams } from '../src/digest/team-store.ts';
import { weeksBefore, weekUntil } from '../src/digest/week.ts';
import { Database } from '../src/platform/database.ts';
import { claimRequest } from '../src/platform/requests.ts';
import { compare, say } from './compare.ts';
import { fill, full, type Size } from './history.ts';
import { madeOnce } from './kept.ts';
import { spread, tookFor } from './measure.ts';
import { oneStatement } from './one-statement.ts';

const until = new Date('2026-03-02T08:00:00Z');
const zone = 'Europe/Berlin';
const viewer = { personId: 'U1', conversationId: null, isSponsor: true, isGuest: false };
const week = weekUntil(until, zone, null);
const task: WeekTask = { week, zone, readers: [{ name: theSponsor, viewer }] };

/** As much happens in each of its weeks, but there are fewer of them. */
const short = ({ weeks, ...size }: Size): Size => ({ ...size, weeks: Math.max(13, Math.floor(weeks / 10)) });

export async function digest(size: Size = full, rounds = 11): Promise<void> {
  const isWhole = size.weeks >= full.weeks;
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-bench-digest-'));
  try {
    for (const one of isWhole ? [short(size), size] : [size]) {
      const path = made(one, isWhole ? tmpdir() : folder);
      await measureOne(one, path, rounds);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureOne(
  { rituals, weeks, voicesPerWeek }: Size,
  path: string,
  rounds: number,
): Promise<void> {
  const reading = new Database(path, { readOnly: true });
  const writing = newDatabase(path);
  const voices = count(voicesPerWeek * weeks);
  say(`${rituals} rituals, ${weeks} weeks, ${countAnswers(reading)} answers, ${voices} voices`);
  try {
    await compareFigures(reading, rounds);
    await beside(writing, rounds);
  } finally {
    reading.close();
    writing.close();
  }
}

const count = (number: number) => number.toLocaleString('en');

function countAnswers(db: Database): string {
  const sql = 'SELECT (SELECT count(*) FROM answer) + (SELECT count(*) FROM ballot) AS count';
  return count(db.one<{ count: number }>(sql)?.count ?? 0);
}

function made(size: Size, folder: string): string {
  return madeOnce({ folder, name: 'digest', size, madeBy: ['history.ts'] }, (db) => {
    fill(db, size, until);
    const startedAtMs = performance.now();
    const { weeks, thoughts } = computeWeek(db, task);
    say(`the first digest ever, of ${size.weeks} weeks: ${(performance.now() - startedAtMs).toFixed(0)} ms`);
    db.transaction(() => {
      for (const one of weeks) if (one.week !== week) keepTeams(db, one.week, one.teams);
      // The week's own were not counted by the digest before it.
      keepThoughts(db, thoughts.slice(0, Math.floor((thoughts.length * 51) / 52)));
    });
  });
}

async function compareFigures(db: Database, rounds: number): Promise<void> {
  const weeks = [week, ...weeksBefore(week, [], zone, 11)];
  const stated = oneStatement(db, weeks, viewer);
  const [told] = computeWeek(db, task).figures;
  if (!told) throw new Error('a digest has a reader');
  requireSame(told.figures, stated);
  await compare('the figures of a week', rounds, {
    'one statement of SQL, nothing kept': async () => ({
      ms: await tookFor(() => oneStatement(db, weeks, viewer)),
    }),
    'Empty Chair': async () => ({ ms: await tookFor(() => computeWeek(db, task)) }),
  });
}

/** A comparison of different figures would say nothing. */
function requireSame(
  { teams, voices, hitRate, trend }: Figures,
  stated: ReturnType<typeof oneStatement>,
): void {
  const kept = teams.reduce((sum, { now }) => sum + now.kept, 0);
  const answered = teams.reduce((sum, { now }) => sum + now.answered, 0);
  const same = {
    kept,
    answered,
    voices: voices.count,
    withoutFollowUp: voices.withoutFollowUp,
    reviewed: hitRate.n,
    hits: hitRate.hits,
    dislikes: trend.map(({ dislikeShare }) => dislikeShare?.toFixed(6)),
  };
  const theirs = { ...stated, dislikes: stated.dislikes.map((share) => share?.toFixed(6)) };
  if (JSON.stringify(same) !== JSON.stringify(theirs)) {
    throw new Error(`the figures differ: ${JSON.stringify(same)} and ${JSON.stringify(theirs)}`);
  }
}

/** Somebody clicks every few milliseconds: each click is a transaction of its own. */
async function beside(db: Database, rounds: number): Promise<void> {
  let clicks = 0;
  const click = async () => {
    const dueAtMs = performance.now() + 5;
    await setTimeout(5);
    clicks += 1;
    db.transaction(() => claimRequest(db, `bench ${process.pid} ${clicks}`, until));
    await db.durable();
    // With what it waited for the thread.
    return performance.now() - dueAtMs;
  };
  const measures = (tookMs: number[]) => {
    const { medianMs, p99Ms } = spread(tookMs);
    return { 'p50, ms': medianMs, 'p99, ms': p99Ms };
  };
  let asMany = 50;
  await compare('a click', rounds, {
    'at rest': async () => {
      const tookMs: number[] = [];
      while (tookMs.length < asMany) tookMs.push(await click());
      return measures(tookMs);
    },
    'while a digest is counted in its thread': async () => {
      const tookMs: number[] = [];
      let isCounting = true;
      const counting = countWeek(db, task).finally(() => {
        isCounting = false;
      });
      while (isCounting) tookMs.push(await click());
      await counting;
      asMany = tookMs.length;
      return measures(tookMs);
    },
  });
  db.transaction(() => db.run(`DELETE FROM request WHERE key LIKE 'bench ${process.pid} %'`));
}
