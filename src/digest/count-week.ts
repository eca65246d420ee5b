// Has a week counted in a thread of its own: nobody who clicks meanwhile waits for it.
import { Worker } from 'node:worker_threads';
import { minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Computed, computeWeek, type WeekTask } from './compute-figures.ts';

const quickStart = new URL('../quick-start.mjs', import.meta.url).href;

/** The largest workspace needs less than a second. */
const mostMs = 5 * minuteMs;

/** What no other thread can see is counted in this one. Throws when the counting failed; it can be tried again. */
export async function countWeek(db: Database, task: WeekTask): Promise<Computed> {
  if (db.file === null) return db.reading(() => computeWeek(db, task));
  const worker = new Worker(new URL('./figures-worker.ts', import.meta.url), {
    workerData: { file: db.file, task },
    // No settings, nor the flag that reads them: they hold our secrets.
    env: {},
    execArgv: ['--import', quickStart],
  });
  try {
    return await answerOf(worker);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<Computed> {
  return new Promise((resolve, reject) => {
    const fail = (because: string) => reject(new Error(`a week was not counted: ${because}`));
    const patience = setTimeout(() => fail('it took too long'), mostMs);
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(patience);
      fail('its thread ended');
    });
  });
}
