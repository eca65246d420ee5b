// One request is one attempt: all or nothing, once, by somebody of this workspace.
import type { Clock } from './clock.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';
import { Refusal } from './refusal.ts';
import { explain, type Reply } from './reply.ts';
import { claimRequest } from './requests.ts';
import type { Outcome } from './show.ts';

interface House {
  db: Database;
  queue: CommitQueue;
  clock: Clock;
  log: Logger;
  /** Whether a person is none of this workspace, or no longer, given the workspace that Slack says they come from. */
  isStranger(personId: string, teamId: string | undefined): boolean;
  /** Wakes whoever sends what the request has made us owe. */
  wake(): void;
}

interface Request {
  door: string;
  /** Told apart from every other request; a replay carries the same. */
  key: string;
  personId: string;
  teamId: string | undefined;
}

export class Attempts {
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** The request's own key is in its transaction: a replay finds the key and changes nothing. */
  async run({ door, key, personId, teamId }: Request, work: (now: Date) => Reply): Promise<Outcome> {
    const { db, queue, clock, log, isStranger, wake } = this.#house;
    try {
      // Slack vouches for both; what comes without them is nobody's, or could have its effect again and again.
      if (typeof personId !== 'string' || typeof key !== 'string') {
        throw new Error(`a request to ${door} names nobody or has no key of its own`);
      }
      const reply = await queue.run(() => {
        // Not refused in here: all the works of this commit would run again.
        if (isStranger(personId, teamId)) return null;
        const now = clock.now();
        return claimRequest(db, key, now) ? work(now) : {};
      });
      if (!reply) {
        log.warn({ door, personId }, 'somebody who is none of this workspace was turned away');
        throw new Refusal('Only people of this workspace can answer here. Nothing was saved.');
      }
      wake();
      return { reply };
    } catch (error) {
      return { trouble: explain(error, log, { door, personId }) };
    }
  }

  /** A look that changes nothing: it shows strangers nothing, and nothing where it failed, for it has no place for words. */
  look<Found>({ door, personId, teamId }: Omit<Request, 'key'>, work: (now: Date) => Found[]): Found[] {
    const { clock, log, isStranger } = this.#house;
    try {
      return isStranger(personId, teamId) ? [] : work(clock.now());
    } catch (error) {
      explain(error, log, { door, personId });
      return [];
    }
  }
}
