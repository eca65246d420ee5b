// Puts a matter off, once, to a later date and with a reason.
import { findPerson } from '../people/store.ts';
import { addDays, instantOf, localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { longestReason } from './decision.ts';
import { requireMatter } from './end-matter.ts';
import type { Matter } from './matter.ts';
import * as matters from './matter-store.ts';
import { remindOf } from './open-matter.ts';
import { redrawDecision } from './redraw-decision.ts';

const mostDays = 14;

interface LaterDays {
  first: string;
  last: string;
}

/** The calendar days to which it can be put off: up to fourteen after its date, or after today when that is past. */
export function laterDays(db: Database, now: Date, { ownerId, dueAt }: Matter): LaterDays {
  const zone = zoneOf(db, ownerId);
  const from = localTime(dueAt > now ? dueAt : now, zone).date;
  return { first: addDays(from, 1), last: addDays(from, mostDays) };
}

/** Refuses as requireMatter does, a second time, a day out of bounds, and a missing reason. */
export function putOffMatter(
  db: Database,
  now: Date,
  personId: string,
  matterId: number,
  wishes: { until: string | null; reason: string },
): Date {
  const { matter, decision } = requirePutOff(db, matterId, personId);
  const { first, last } = laterDays(db, now, matter);
  const { until } = wishes;
  if (until === null || until < first || until > last) {
    throw new Refusal(`Choose a day from ${first} to ${last}.`, 'until');
  }
  const because = wishes.reason.trim();
  if (!because) throw new Refusal('Write why it has to wait: the team will read it.', 'reason');
  if (because.length > longestReason) {
    throw new Refusal('Keep the reason under 2,000 characters.', 'reason');
  }
  const zone = zoneOf(db, matter.ownerId);
  const dueAt = instantOf(until, localTime(matter.dueAt, zone).time, zone);
  matters.putOffMatter(db, matter.id, { dueAt, because, at: now });
  audit(db, now, personId, `put off ${matter.kind}`, `decision ${decision.id}`);
  remindOf(db, now, matter.ownerId, dueAt);
  redrawDecision(db, now, decision);
  return dueAt;
}

/** Refuses as putOffMatter does before anything was chosen: for opening its form. */
export function requirePutOff(db: Database, matterId: number, personId: string) {
  const found = requireMatter(db, matterId, personId);
  if (found.matter.putOffBecause !== null) {
    throw new Refusal('This was put off once already, which is as often as it can be.');
  }
  return found;
}

function zoneOf(db: Database, personId: string): string {
  return findPerson(db, personId)?.timeZone ?? 'UTC';
}
