// The thread in which a stranger's calendar is read: it may be ended at any moment, and nothing else suffers.
import { parentPort, workerData } from 'node:worker_threads';
import { type CalendarWork, readBody } from './read-body.ts';

readBody(workerData as CalendarWork, (word) => parentPort?.postMessage(word));
