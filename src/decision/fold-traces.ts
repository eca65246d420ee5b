// Sees to it that the write-ahead log, which keeps the order of what was written, keeps none of ballots.
import { later, secondMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';

/** The kind of alarm at which the log is folded away. */
export const tracesLeft = 'traces of ballots';

/** Belongs in the transaction of every ballot and of the reveal: a crash before the folding is followed by one. */
export function leaveTraces(db: Database, now: Date): void {
  setAlarm(db, tracesLeft, '', now);
}

/**
 * The alarm has come: the next one is set before anything is tried, for the log cannot be emptied while somebody reads
 * beside us, such as a backup.
 */
export function expectTraces(db: Database, now: Date): void {
  setAlarm(db, tracesLeft, '', later(now, secondMs));
}

/** Outside of any transaction. Whatever was cast until now leaves no trace of its order. */
export function foldTraces(db: Database): void {
  if (db.foldLog()) db.transaction(() => clearAlarm(db, tracesLeft, ''));
}
