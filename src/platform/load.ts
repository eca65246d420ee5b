// How much waits in the database, and for how long: cheap enough to ask every few seconds.
import { secondMs, stored } from './clock.ts';
import type { Database } from './database.ts';
import { nextMessageDueAt } from './outbox.ts';

export interface Load {
  /** Messages that wait to be sent, and for how long the oldest that could go has been due. */
  owed: number;
  owedSeconds: number;
  /** Messages of which nobody can tell whether they were sent. */
  unknown: number;
  /** Events that wait to be applied, and for how long the oldest has been due. */
  events: number;
  eventSeconds: number;
  /** For how long the oldest alarm has been due. */
  alarmSeconds: number;
  bytes: number;
}

export function readLoad(db: Database, now: Date): Load {
  const count = (what: string) => db.one<{ n: number }>(`SELECT count(*) AS n FROM ${what}`)?.n ?? 0;
  const seconds = (since: Date | null | undefined) =>
    since ? Math.max(0, (now.getTime() - since.getTime()) / secondMs) : 0;
  const oldest = (at: string, from: string) => {
    const row = db.one<{ at: string | null }>(`SELECT min(${at}) AS at FROM ${from}`);
    return row?.at && row.at <= stored(now) ? new Date(row.at) : null;
  };
  const size = db.one<{ bytes: number }>(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  );
  return {
    owed: count("message WHERE state IN ('due', 'sending')"),
    owedSeconds: seconds(nextMessageDueAt(db)),
    unknown: count("message WHERE state = 'unknown'"),
    events: count("inbox WHERE state = 'waiting'"),
    eventSeconds: seconds(oldest('due_at', "inbox WHERE state = 'waiting'")),
    alarmSeconds: seconds(oldest('coalesce(retry_at, due_at)', 'alarm')),
    bytes: size?.bytes ?? 0,
  };
}
