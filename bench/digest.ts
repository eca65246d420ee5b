// A week's digest beside years of history: what counting it costs, beside the same figures in one statement of SQL, and
// whether anybody who clicks meanwhile waits.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
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
import { fill, full, type Size } from './history.ts';
import { print, spread } from './measure.ts';
import { oneStatement } from './one-statement.ts';

const until = new Date('2026-03-02T08:00:00Z');
const zone = 'Europe/Berlin';
const viewer = { personId: 'U1', conversationId: null, isSponsor: true, isGuest: false };
const week = weekUntil(until, zone, null);
const task: WeekTask = { week, zone, readers: [{ name: theSponsor, viewer }] };

/** As much happens in each of its weeks, but there are fewer of them. */
const short = ({ weeks, ...size }: Size): Size => ({ ...size, weeks: Math.max(13, Math.floor(weeks / 10)) });

export async function digest(size: Size = full, rounds = 11): Promise<void> {
  for (const one of [short(size), size]) {
    const path = madeOnce(one);
    const reading = new Database(path, { readOnly: true });
    const writing = newDatabase(path);
    const { rituals, weeks, voicesPerWeek } = one;
    process.stdout.write(`  ${rituals} rituals, ${weeks} weeks, ${voicesPerWeek * weeks} voices\n`);
    try {
      compare(reading, rounds);
      await beside(writing, rounds);
    } finally {
      reading.close();
      writing.close();
    }
  }
}

/** Made once and used again by the next run; another schema or history makes another one. */
function madeOnce(size: Size): string {
  const migrations = join(import.meta.dirname, '../src/migrations');
  const files = readdirSync(migrations).map((file) => join(migrations, file));
  const sources = [...files.sort(), join(import.meta.dirname, 'history.ts')].map((file) =>
    readFileSync(file),
  );
  const hash = createHash('sha256');
  for (const source of [...sources, JSON.stringify(size)]) hash.update(source);
  const folder = join(tmpdir(), `empty-chair-bench-digest-${hash.digest('hex').slice(0, 12)}`);
  const path = join(folder, 'weeks.db');
  if (!existsSync(path)) make(folder, path, size);
  return path;
}

function make(folder: string, path: string, size: Size): void {
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.unfinished`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  const db = newDatabase(unfinished);
  fill(db, size, until);
  const startedAtMs = performance.now();
  const { weeks, thoughts } = computeWeek(db, task);
  const tookMs = performance.now() - startedAtMs;
  process.stdout.write(`  the first digest ever, of ${size.weeks} weeks: ${tookMs.toFixed(0)} ms\n`);
  db.transaction(() => {
    for (const one of weeks) if (one.week !== week) keepTeams(db, one.week, one.teams);
    // The week's own were not counted by the digest before it.
    keepThoughts(db, thoughts.slice(0, Math.floor((thoughts.length * 51) / 52)));
  });
  db.all('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  renameSync(unfinished, path);
}

/** In turn, so that a busy moment of the machine hits both. */
function compare(db: Database, rounds: number): void {
  const weeks = [week, ...weeksBefore(week, [], zone, 11)];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const startedAtMs = performance.now();
    const [told] = computeWeek(db, task).figures;
    const betweenMs = performance.now();
    const stated = oneStatement(db, weeks, viewer);
    const endedAtMs = performance.now();
    if (!told) throw new Error('a digest has a reader');
    requireSame(told.figures, stated);
    // The first one reads what the others find in memory.
    if (round === 0) continue;
    ours.push(betweenMs - startedAtMs);
    theirs.push(endedAtMs - betweenMs);
  }
  print('the figures of a week', spread(ours));
  print('  the same in one statement, nothing kept', spread(theirs));
  const ratio = spread(ours).medianMs / spread(theirs).medianMs;
  process.stdout.write(`  ratio ${ratio.toFixed(2)}, ${rounds} rounds in turn\n`);
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
  const click = async (tookMs: number[]) => {
    const dueAtMs = performance.now() + 5;
    await setTimeout(5);
    clicks += 1;
    db.transaction(() => claimRequest(db, `bench ${process.pid} ${clicks}`, until));
    // With what it waited for the thread.
    tookMs.push(performance.now() - dueAtMs);
  };
  const alone: number[] = [];
  const meanwhile: number[] = [];
  const countings: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = meanwhile.length;
    const startedAtMs = performance.now();
    let isCounting = true;
    const counting = countWeek(db, task).finally(() => {
      isCounting = false;
    });
    while (isCounting) await click(meanwhile);
    await counting;
    countings.push(performance.now() - startedAtMs);
    for (let index = before; index < meanwhile.length; index += 1) await click(alone);
  }
  db.transaction(() => db.run(`DELETE FROM request WHERE key LIKE 'bench ${process.pid} %'`));
  print('in a thread of its own, from start to end', spread(countings));
  print('a click while it counts', spread(meanwhile));
  print('  a click at rest', spread(alone));
}
