// Long work on the database, a short transaction at a time, with people's requests in between.
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';

/** Goes on until `work` says that nothing is left, or somebody asks it to stop. True when nothing is left. */
export async function inSlices(
  db: Database,
  work: () => boolean,
  isStopping: () => boolean,
): Promise<boolean> {
  while (!isStopping()) {
    if (!db.transaction(work)) return true;
    await setImmediate();
  }
  return false;
}
