// Commits what arrives together in one transaction, and answers after it: one wait for the disk serves them all.
import type { Database } from './database.ts';
import { keepingReference } from './log.ts';
import { together } from './together.ts';

interface Waiting {
  /** Gives the answer to give once it is on the disk. */
  work(): () => void;
  reject(error: unknown): void;
}

/** A request takes a fraction of a millisecond; more of them would hold the thread for too long. */
const mostTogether = 32;

export class CommitQueue {
  readonly #db: Database;
  readonly #waiting: Waiting[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Runs `work` in a transaction, in the order of arrival, and resolves when it is on the disk. Where any work of the
   * same commit throws, all of them run twice: what they do outside of the database must bear that. Rejects with what it
   * throws or the commit throws; nothing of it has happened then. With DurabilityInDoubt it has happened, and may not last.
   */
  run<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        // It runs among others' works, and what it logs still belongs to its own request.
        work: keepingReference(() => {
          const result = work();
          return () => resolve(result);
        }),
        reject,
      });
      // After everything that came in with this turn of the loop, so that it goes along.
      if (this.#waiting.length === 1) setImmediate(() => this.#commit());
    });
  }

  async #commit(): Promise<void> {
    const batch = this.#waiting.splice(0, mostTogether);
    if (this.#waiting.length > 0) setImmediate(() => this.#commit());
    try {
      const ends = together(
        this.#db,
        batch.map(({ work }) => work),
      );
      // The next batch is worked on while the disk is at this one. Refusals wait as well: they may tell what others did.
      await this.#db.durable();
      for (const [index, end] of ends.entries()) {
        if (end.status === 'fulfilled') end.value();
        else batch[index]?.reject(end.reason);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
