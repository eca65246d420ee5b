// The thread in which a stranger's calendar is read: it may be ended at any moment, and nothing else suffers.
import { parentPort, workerData } from 'node:worker_threads';
import { type ReadingFrame, readEvents } from './events.ts';
import type { WorkerSays } from './parse-calendar.ts';
import { UnreadableCalendar } from './text.ts';

const say = (word: WorkerSays) => parentPort?.postMessage(word);
const { body, frame } = workerData as { body: Uint8Array; frame: ReadingFrame };

say({ reached: 'text' });
try {
  const text = new TextDecoder().decode(body);
  say({ content: readEvents(text, frame, (part) => say({ reached: part })) });
} catch (error) {
  if (!(error instanceof UnreadableCalendar)) throw error;
  say({ problem: error.message });
}
