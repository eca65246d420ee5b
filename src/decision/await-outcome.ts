// Has a decision that stands looked back on: at the first working moment of its day, in its owner's zone.
import { findPerson } from '../people/store.ts';
import { instantOf, nextWorkingMoment } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import type { Decision } from './decision.ts';

/** The kind of alarm at which a decision is looked back on; its key is the decision's id. */
export const reviewDue = 'review due';

/** Belongs to the close of its round, and to whatever puts a decision in force without one. */
export function awaitReview(db: Database, { id, ownerId, reviewOn }: Decision): void {
  const zone = findPerson(db, ownerId)?.timeZone ?? 'UTC';
  setAlarm(db, reviewDue, id, nextWorkingMoment(instantOf(reviewOn, '00:00', zone), zone));
}
