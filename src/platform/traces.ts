// Sees to it that the write-ahead log, which keeps what was written and in which order, keeps none of what must be gone.
import type { Background } from './background.ts';
import { later, secondMs } from './clock.ts';
import type { Database } from './database.ts';
import { clearAlarm, setAlarm, type Ticker } from './ticker.ts';

/** The kind of alarm at which the log is folded away. */
export const tracesLeft = 'traces left';

/**
 * Belongs in the transaction of whatever leaves something behind that nobody may find: removed words, the order of
 * ballots. A crash before the folding is followed by one.
 */
export function leaveTraces(db: Database, now: Date): void {
  setAlarm(db, tracesLeft, '', now);
}

/** Outside of any transaction. Whatever was written until now leaves no trace but itself. */
export function foldTraces(db: Database): void {
  if (db.foldLog()) db.transaction(() => clearAlarm(db, tracesLeft, ''));
}

/**
 * The next alarm is set before anything is tried: the log cannot be emptied while somebody reads beside us, such as a
 * backup.
 */
export function listenForTraces(db: Database, ticker: Ticker, background: Background): void {
  ticker.on(tracesLeft, (_key, now) => {
    setAlarm(db, tracesLeft, '', later(now, secondMs));
    background.run('fold the traces away', async () => {
      await afterThisTransaction();
      foldTraces(db);
    });
  });
}

const afterThisTransaction = () => new Promise((resolve) => setImmediate(resolve));
