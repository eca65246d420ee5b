// One request is one attempt: one short transaction, once, by somebody of this workspace.
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { Logger } from './log.ts';
import { Refusal } from './refusal.ts';
import { explain, type Reply } from './reply.ts';
import { claimRequest } from './requests.ts';
import type { Outcome } from './show.ts';

interface House {
  db: Database;
  clock: Clock;
  log: Logger;
  /** Whether a person belongs to another organization, given the workspace that Slack says they come from. */
  isOutsider(personId: string, teamId: string | undefined): boolean;
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

  get now(): Date {
    return this.#house.clock.now();
  }

  /** The request's own key is in its transaction: a replay finds the key and changes nothing. */
  run({ door, key, personId, teamId }: Request, work: (now: Date) => Reply): Outcome {
    const { db, clock, log, isOutsider, wake } = this.#house;
    try {
      if (isOutsider(personId, teamId)) {
        throw new Refusal('Only people of this workspace can answer here. Nothing was saved.');
      }
      const now = clock.now();
      const reply = db.transaction(() => (claimRequest(db, key, now) ? work(now) : {}));
      wake();
      return { reply };
    } catch (error) {
      return { trouble: explain(error, log, { door, personId }) };
    }
  }
}
