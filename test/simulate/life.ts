// One life of the bot: it works until it is stopped or dies, and what it does after its death reaches nobody.
import { type EmptyChair, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { MonotonicClock } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { Dead, type Disk, type Mortal, type Step } from './disk.ts';
import type { Reply } from './reply.ts';

interface Surroundings {
  clock: MonotonicClock;
  disk: Disk;
  settings: Record<string, string>;
  isLocked(): boolean;
  send(address: URL, init: RequestInit): Promise<Reply>;
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
  #isCounted = (_step: Step) => true;
  #db: Database | null = null;
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
    const { clock, disk, settings, logged } = this.#around;
    const db = disk.heldBy(this);
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

  /** Dies at the step with this number from now on, of those that are counted. */
  dieIn(steps: number, isCounted: (step: Step) => boolean): void {
    this.#stepsLeft = steps;
    this.#isCounted = isCounted;
  }

  end(): void {
    this.#isAlive = false;
  }

  step(step: Step): void {
    this.requireAlive();
    if (step === 'written' || step === 'committed') this.#around.wrote();
    if (this.#isCounted(step)) this.#stepsLeft -= 1;
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

  async #fetch(to: string | URL, init: RequestInit = {}): Promise<Reply> {
    const never = new Promise<Reply>(() => {});
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
