// Long work on the database of a running bot: a slice, and then a pause in which the bot gets its turn.
import { setTimeout } from 'node:timers/promises';
import type { Database } from '../platform/database.ts';
import { isBusy } from '../platform/storage-trouble.ts';
import type { House } from './house.ts';

/** SQLite's waiters do not queue: each looks again after a while, of 0.1 s at the most (sqliteDefaultBusyCallback). */
const longestPauseMs = 100;
const shortestPauseMs = 5;

/**
 * One slice in a transaction, and a pause as long as that took: whoever waits finds half of the time free, however slow
 * the disk is. False when the slice says that nothing is left.
 */
export async function besideTheBot(db: Database, { now }: House, slice: () => boolean): Promise<boolean> {
  const startedAtMs = now().getTime();
  const isMore = goesOn(db, slice);
  const tookMs = now().getTime() - startedAtMs;
  await setTimeout(Math.min(longestPauseMs, Math.max(shortestPauseMs, tookMs)));
  return isMore;
}

function goesOn(db: Database, slice: () => boolean): boolean {
  try {
    return db.transaction(slice);
  } catch (error) {
    // The bot is writing: later, then.
    if (isBusy(error)) return true;
    throw error;
  }
}
