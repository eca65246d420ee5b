// The one database of a simulation: it lies in memory, and what was committed outlives every life of the bot.
import SQLite from 'better-sqlite3';
import { Database, type Values } from '../../src/platform/database.ts';

/** Where a life can end: at each step that a crash could come before or after. */
export type Step = 'write' | 'written' | 'commit' | 'committed' | 'sync' | 'synced' | 'call' | 'reply';

/** A life, as its database sees it. */
export interface Mortal {
  /** Throws when the life is over, or ends it here. */
  step(step: Step): void;
  requireAlive(): void;
  isLocked(): boolean;
}

/** What a dead life still tries to do. */
export class Dead extends Error {}

/**
 * A process that dies takes no page of the system's with it, so nothing is lost by lying in memory: what a life had not
 * committed when it died is rolled back. With the power goes whatever was not synced, which is one transaction around
 * all others here. Files that SQLite recovers are left to the real process (kill.ts).
 */
export class Disk extends Database {
  #mortal: Mortal | null = null;
  #depth = 0;

  constructor(place: string | Buffer) {
    super(place);
    this.script('BEGIN');
  }

  /** Another thread would not live in our time: what it would count is counted in this one. */
  override get file(): null {
    return null;
  }

  /** What one life holds of it: nothing gets through once that life is over. */
  heldBy(mortal: Mortal): Database {
    this.#mortal = mortal;
    const held = new Map<string | symbol, unknown>();
    return new Proxy<Disk>(this, {
      get: (disk, name) => {
        const known = held.get(name);
        if (known) return known;
        const value: unknown = Reflect.get(disk, name, disk);
        if (typeof value !== 'function') return value;
        const guarded = (...given: unknown[]) => {
          mortal.requireAlive();
          return Reflect.apply(value, disk, given);
        };
        held.set(name, guarded);
        return guarded;
      },
    });
  }

  override run(sql: string, values: Values = {}): { changes: number; lastId: number } {
    this.#mortal?.step('write');
    if (this.#depth === 0) this.#meetLock();
    const result = super.run(sql, values);
    if (this.#depth === 0) this.#mortal?.step('written');
    return result;
  }

  override transaction<Result>(work: () => Result): Result {
    this.#mortal?.requireAlive();
    this.#meetLock();
    this.#depth += 1;
    try {
      const result = super.transaction(() => {
        const done = work();
        this.#mortal?.step('commit');
        return done;
      });
      this.#mortal?.step('committed');
      return result;
    } finally {
      this.#depth -= 1;
    }
  }

  override async durable(): Promise<void> {
    // As the real one: whoever asks in the midst of a transaction waits for its end.
    await Promise.resolve();
    this.#mortal?.step('sync');
    this.sync();
    this.#mortal?.step('synced');
  }

  override foldLog(): boolean {
    this.sync();
    return true;
  }

  sync(): void {
    this.script('COMMIT; BEGIN');
  }

  cutPower(): void {
    this.script('ROLLBACK; BEGIN');
  }

  #meetLock(): void {
    if (this.#mortal?.isLocked()) throw new SQLite.SqliteError('database is locked', 'SQLITE_BUSY');
  }
}
