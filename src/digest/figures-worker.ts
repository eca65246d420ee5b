// The thread in which a week is counted, on a connection of its own that only reads.
import { parentPort, workerData } from 'node:worker_threads';
import { Database } from '../platform/database.ts';
import { computeWeek, type WeekTask } from './compute-figures.ts';

const { file, task } = workerData as { file: string; task: WeekTask };
const db = new Database(file, { readOnly: true });
try {
  parentPort?.postMessage(db.reading(() => computeWeek(db, task)));
} finally {
  db.close();
}
