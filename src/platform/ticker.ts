// Runs what falls due. What was due is kept in the database, so a restart catches up.
import { later, minuteMs, secondMs, stored } from './clock.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';

/** Sets when (kind, key) falls due, moving it if it was set before. Belongs in the transaction of the fact. */
export function setAlarm(db: Database, kind: string, key: string | number, dueAt: Date): void {
  db.run(
    `INSERT INTO alarm (kind, key, due_at) VALUES (@kind, @key, @dueAt)
     ON CONFLICT DO UPDATE SET due_at = excluded.due_at, retry_at = NULL, attempts = 0`,
    { kind, key: String(key), dueAt: stored(dueAt) },
  );
}

export function clearAlarm(db: Database, kind: string, key: string | number): void {
  db.run('DELETE FROM alarm WHERE kind = @kind AND key = @key', { kind, key: String(key) });
}

/** When (kind, key) falls due, or null when it is not set. */
export function alarmAt(db: Database, kind: string, key: string | number): Date | null {
  const row = db.one<{ due_at: string }>('SELECT due_at FROM alarm WHERE kind = @kind AND key = @key', {
    kind,
    key: String(key),
  });
  return row ? new Date(row.due_at) : null;
}

/** What happens at an alarm: runs inside the transaction that takes the alarm down. `dueAt` may be long past. */
export type AlarmHandler = (key: string, now: Date, dueAt: Date) => void;

interface Alarm {
  kind: string;
  key: string;
  due_at: string;
  attempts: number;
}

/** How many alarms run in one commit, before the thread is let go. */
const atOnce = 10;

export class Ticker {
  readonly #db: Database;
  readonly #log: Logger;
  readonly #handlers = new Map<string, AlarmHandler[]>();

  constructor(db: Database, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  /** Several rooms may answer one kind; they do so in one transaction, in the order in which they came in. */
  on(kind: string, handler: AlarmHandler): void {
    this.#handlers.set(kind, [...(this.#handlers.get(kind) ?? []), handler]);
  }

  /** When the earliest alarm falls due, or null when none is set. */
  nextDueAt(): Date | null {
    const row = this.#db.one<{ due_at: string | null }>(
      'SELECT min(coalesce(retry_at, due_at)) AS due_at FROM alarm',
    );
    return row?.due_at ? new Date(row.due_at) : null;
  }

  /** Runs everything due at `now`, in the order in which it fell due; says how many alarms it ran. */
  async tick(now: Date): Promise<number> {
    let ran = 0;
    while (this.#nextDue(now)) {
      // What a power cut takes back is due again and done again; the sender posts nothing that is not durable.
      ran += this.#db.transaction(() => this.#runSome(now));
      // Thousands of meetings end at the same minute: people's clicks go in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return ran;
  }

  #nextDue(now: Date): Alarm | undefined {
    return this.#db.one<Alarm>(
      `SELECT * FROM alarm WHERE coalesce(retry_at, due_at) <= @now
       ORDER BY coalesce(retry_at, due_at), kind DESC LIMIT 1`,
      { now: stored(now) },
    );
  }

  /** They share one commit, each all or nothing; one by one, since an alarm may set or clear the next. */
  #runSome(now: Date): number {
    let ran = 0;
    for (let alarm = this.#nextDue(now); alarm && ran < atOnce; alarm = this.#nextDue(now)) {
      this.#run(alarm, now);
      ran += 1;
    }
    return ran;
  }

  #run(alarm: Alarm, now: Date): void {
    try {
      const handlers = this.#handlers.get(alarm.kind);
      if (!handlers) throw new Error(`nobody answers the alarm ${alarm.kind}`);
      this.#db.transaction(() => {
        clearAlarm(this.#db, alarm.kind, alarm.key);
        for (const handler of handlers) handler(alarm.key, now, new Date(alarm.due_at));
      });
    } catch (err) {
      // Put off rather than dropped: one broken matter must neither be lost nor hold up the others.
      const attempts = alarm.attempts + 1;
      const { kind, key } = alarm;
      this.#log.error({ err, kind, key, attempts }, 'an alarm failed and is put off');
      this.#db.run(
        'UPDATE alarm SET retry_at = @retryAt, attempts = @attempts WHERE kind = @kind AND key = @key',
        {
          retryAt: stored(later(now, Math.min(2 ** attempts * secondMs, 10 * minuteMs))),
          attempts,
          kind,
          key,
        },
      );
    }
  }
}
