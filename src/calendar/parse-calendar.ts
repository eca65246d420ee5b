// Has a calendar read in a thread of its own, within limits of time and memory.
import { Worker } from 'node:worker_threads';
import { secondMs } from '../platform/clock.ts';
import { FeedFailure } from '../platform/guarded-address.ts';
import type { CalendarContent, ReadingFrame } from './events.ts';
import type { CalendarWork } from './read-body.ts';

const quickStart = new URL('../quick-start.mjs', import.meta.url).href;

type Part = 'start' | 'text' | 'titles' | 'dates';

export type WorkerSays =
  | { reached: Part }
  | { content: CalendarContent }
  /** The end of a sentence. */
  | { problem: string };

const tooMuch: Record<Part, string> = {
  start: 'I was too busy to read it',
  text: 'it takes too long to read',
  titles: 'comparing its titles with the pattern takes too long',
  dates: 'its events repeat too often to read them all',
};

/** Each part of the work may take so long; a calendar of people needs a twentieth of it. */
const mostPartMs = 5 * secondMs;
const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/**
 * Throws a FeedFailure for what is no calendar, or more than one may ask us to read: `partMs` is how long each part of
 * the reading may take.
 */
export async function parseCalendar(
  body: Uint8Array,
  frame: ReadingFrame,
  partMs = mostPartMs,
): Promise<CalendarContent> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { body, frame } satisfies CalendarWork,
    resourceLimits: limits,
    // No settings, nor the flag that reads them: they hold our secrets.
    env: {},
    execArgv: ['--import', quickStart],
    // The parser's warnings quote the calendar.
    stdout: true,
    stderr: true,
  });
  try {
    return await contentFrom(worker, partMs);
  } finally {
    await worker.terminate();
  }
}

function contentFrom(worker: Worker, partMs: number): Promise<CalendarContent> {
  return new Promise((resolve, reject) => {
    let part: Part = 'start';
    const fail = (because: string) => reject(new FeedFailure(because));
    const patience = setTimeout(() => fail(tooMuch[part]), partMs);
    worker.on('message', (said: WorkerSays) => {
      if ('content' in said) resolve(said.content);
      else if ('problem' in said) fail(said.problem);
      else {
        part = said.reached;
        patience.refresh();
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fail('it takes too much memory to read');
      else reject(error);
    });
    worker.on('exit', () => {
      clearTimeout(patience);
      fail('the reading of it was broken off');
    });
  });
}
