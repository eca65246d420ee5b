// Stops a ritual from asking, and lets it ask again.
import { requireConversation, requireFacilitator, requireMember } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { pollSoon } from './follow-calendar.ts';
import { awaitNextEnd } from './follow-schedule.ts';
import type { Ritual } from './ritual.ts';
import { findRitualIn, saveRitual } from './store.ts';

/** Tells a facilitator that their ritual paused without anybody's doing. Its subject is the ritual's id and the instant. */
export const ritualPaused = 'ritual paused';

export function requireRitual(db: Database, conversationId: string): Ritual {
  const ritual = findRitualIn(db, conversationId);
  if (ritual) return ritual;
  requireConversation(db, conversationId);
  throw new Refusal('This channel has no ritual yet. `/ritual setup` makes one.');
}

/** Refuses anyone but facilitator and sponsor. Open rounds run on to their end. */
export function pauseRitual(db: Database, now: Date, personId: string, conversationId: string): Ritual {
  const ritual = requireRitual(db, conversationId);
  requireFacilitator(db, ritual.facilitatorId, personId);
  if (ritual.pausedBecause !== null)
    throw new Refusal('It is paused already. `/ritual resume` starts it again.');
  return setPause(db, now, ritual, `<@${personId}> paused it`, personId);
}

/** Pauses a ritual for a reason of its channel's, such as that it was archived; its facilitator is told. */
export function pauseBecause(db: Database, now: Date, ritual: Ritual, because: string): void {
  setPause(db, now, ritual, because, null);
  const subject = `${ritual.id} ${stored(now)}`;
  owe(db, now, { drawing: ritualPaused, subject, address: ritual.facilitatorId });
}

function setPause(
  db: Database,
  now: Date,
  ritual: Ritual,
  because: string | null,
  personId: string | null,
): Ritual {
  const changed = { ...ritual, pausedBecause: because };
  saveRitual(db, changed);
  awaitNextEnd(db, changed, now);
  if (because === null) pollSoon(db, now, ritual.id);
  audit(db, now, personId, because === null ? 'resumed' : 'paused', `ritual ${ritual.id}`);
  return changed;
}

/** Refuses anyone but facilitator and sponsor, and a channel that the bot cannot ask in. */
export function resumeRitual(db: Database, now: Date, personId: string, conversationId: string): Ritual {
  const ritual = requireRitual(db, conversationId);
  requireFacilitator(db, ritual.facilitatorId, personId);
  requireMember(db, conversationId, personId);
  if (ritual.pausedBecause === null)
    throw new Refusal('It is not paused. `/ritual status` tells when it asks next.');
  return setPause(db, now, ritual, null, personId);
}
