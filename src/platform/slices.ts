// Long work on the database, a short transaction at a time, with people's requests in between.
import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';

/** A request comes in over several turns of the event loop; with one turn only it would wait for a slice at each. */
const turnsBetween = 8;

/** Lets whoever waits have their turn. */
export async function giveWay(): Promise<void> {
  for (let turn = 0; turn < turnsBetween; turn += 1) await setImmediate();
}

/**
 * Goes on until `work` says that nothing is left, or somebody asks it to stop. True when nothing is left. What was lost
 * in a power cut, `work` must find and do again.
 */
export async function inSlices(
  db: Database,
  work: () => boolean,
  isStopping: () => boolean,
): Promise<boolean> {
  while (!isStopping()) {
    if (!db.repeatable(work)) return true;
    await giveWay();
  }
  return false;
}
