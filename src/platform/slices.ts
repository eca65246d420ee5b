// Long work on the database, a short transaction at a time, with people's requests in between.
import { setImmediate } from 'node:timers/promises';
import type { Clock } from './clock.ts';
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
    if (!db.transaction(work)) return true;
    await giveWay();
  }
  return false;
}

/** How many at least and at most are done in a slice. */
interface Bounds {
  least: number;
  most: number;
}

/** Nobody notices so long a wait; with shorter slices more of the time goes into beginning and ending them. */
const wantedMs = 15;

/** As inSlices, for `work` that is told how much to do: as much as this machine does in some milliseconds. */
export async function inPacedSlices(
  { db, clock }: { db: Database; clock: Clock },
  { least, most }: Bounds,
  work: (size: number) => boolean,
  isStopping: () => boolean,
): Promise<boolean> {
  let size = least;
  const step = () => {
    const startedAtMs = clock.now().getTime();
    const isMore = db.transaction(() => work(size));
    const tookMs = clock.now().getTime() - startedAtMs;
    const pace = Math.min(1.5, Math.max(0.5, wantedMs / Math.max(1, tookMs)));
    size = Math.min(most, Math.max(least, Math.round(size * pace)));
    return isMore;
  };
  while (!isStopping()) {
    if (!step()) return true;
    await giveWay();
  }
  return false;
}
