// One life of the bot: it works until it is stopped or dies, and what it does after its death reaches nobody.

import SQLite from 'better-sqlite3';
import type { Clock } from '../../sandbox/clock.ts';
import { type EmptyChair, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { Database, type Values } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';

/** Where a life can end: at each step that a crash could come before or after. */
export type Step = 'write' | 'written' | 'commit' | 'committed' | 'call' | 'reply';

export interface Mortal {
  /** Throws when the life is over, or ends it here. */
  step(step: Step): void;
  requireAlive(): void;
  isLocked(): boolean;
}

/** What a dead life still tries to do. */
export class Dead extends Error {}

/** The one database file, which outlives every life. */
export class MortalDatabase extends Database {
  readonly #mortal: Mortal;
  #depth = 0;

  constructor(path: string, mortal: Mortal) {
    super(path);
    // A process that dies takes no page of the system's with it; power cuts are not simulated.
    this.script('PRAGMA synchronous = OFF');
    this.#mortal = mortal;
  }

  /** Another thread would not live in our time: what it would count is counted in this one. */
  override get file(): null {
    return null;
  }

  override one<Row>(sql: string, values: Values = {}): Row | undefined {
    this.#mortal.requireAlive();
    return super.one<Row>(sql, values);
  }

  override all<Row>(sql: string, values: Values = {}): Row[] {
    this.#mortal.requireAlive();
    return super.all<Row>(sql, values);
  }

  override run(sql: string, values: Values = {}): { changes: number; lastId: number } {
    this.#mortal.step('write');
    if (this.#depth === 0) this.#meetLock();
    const result = super.run(sql, values);
    if (this.#depth === 0) this.#mortal.step('written');
    return result;
  }

  override transaction<Result>(work: () => Result): Result {
    this.#mortal.requireAlive();
    this.#meetLock();
    this.#depth += 1;
    try {
      const result = super.transaction(() => {
        const done = work();
        this.#mortal.step('commit');
        return done;
      });
      this.#mortal.step('committed');
      return result;
    } finally {
      this.#depth -= 1;
    }
  }

  override foldLog(): boolean {
    this.#mortal.requireAlive();
    return super.foldLog();
  }

  #meetLock(): void {
    if (this.#mortal.isLocked()) throw new SQLite.SqliteError('database is locked', 'SQLITE_BUSY');
  }
}

interface Surroundings {
  clock: Clock;
  databasePath: string;
  settings: Record<string, string>;
  isLocked(): boolean;
  send(address: URL, init: RequestInit): Promise<Response>;
  /** Hears each line that a living bot writes to its log. */
  logged(line: string): void;
  /** Each change in the database may mean that something falls due. */
  wrote(): void;
  died(at: Step): void;
}

export class Life implements Mortal {
  readonly #around: Surroundings;
  #isAlive = true;
  #stepsLeft = Number.POSITIVE_INFINITY;
  #db: MortalDatabase | null = null;
  #chair: EmptyChair | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get chair(): EmptyChair | null {
    return this.#isAlive ? this.#chair : null;
  }

  get db(): Database | null {
    return this.#isAlive ? this.#db : null;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Rejects when Slack does not let it in; never answers when it dies on the way. */
  async start(): Promise<EmptyChair> {
    const { clock, databasePath, settings, logged } = this.#around;
    const db = new MortalDatabase(databasePath, this);
    this.#db = db;
    const log = createLog('info', { write: (line: string) => void (this.#isAlive && logged(line)) });
    const config = readConfig(settings);
    const outside = globalThis.fetch;
    // Clients keep the fetch they find when they are made: this life's own, which falls silent with it.
    Object.assign(globalThis, { fetch: (to: string | URL, init?: RequestInit) => this.#fetch(to, init) });
    try {
      const starting = startApp({ config, db, clock, log });
      Object.assign(globalThis, { fetch: outside });
      this.#chair = await starting;
      return this.#chair;
    } finally {
      Object.assign(globalThis, { fetch: outside });
    }
  }

  /** Dies at the step with this number from now on. */
  dieIn(steps: number): void {
    this.#stepsLeft = steps;
  }

  end(): void {
    this.#isAlive = false;
    this.#db?.close();
  }

  step(step: Step): void {
    this.requireAlive();
    if (step === 'written' || step === 'committed') this.#around.wrote();
    this.#stepsLeft -= 1;
    if (this.#stepsLeft > 0) return;
    this.#isAlive = false;
    this.#around.died(step);
    throw new Dead('the simulated process is gone');
  }

  requireAlive(): void {
    if (!this.#isAlive) throw new Dead('the simulated process is gone');
  }

  isLocked(): boolean {
    return this.#around.isLocked();
  }

  async #fetch(to: string | URL, init: RequestInit = {}): Promise<Response> {
    const never = new Promise<Response>(() => {});
    try {
      this.step('call');
    } catch {
      return never;
    }
    const [answer] = await Promise.allSettled([this.#around.send(new URL(to), init)]);
    try {
      this.step('reply');
    } catch {
      return never;
    }
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  }
}
