// Stops a ritual from asking, and lets it ask again.
import { requireFacilitator, requireMember } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { awaitNextEnd } from './follow-schedule.ts';
import type { Ritual } from './ritual.ts';
import { findRitualIn, saveRitual } from './store.ts';

export const noRitual = 'This channel has no ritual yet. `/ritual setup` makes one.';

export function requireRitual(db: Database, conversationId: string): Ritual {
  const ritual = findRitualIn(db, conversationId);
  if (!ritual) throw new Refusal(noRitual);
  return ritual;
}

/** Refuses anyone but facilitator and sponsor. Open rounds run on to their end. */
export function pauseRitual(db: Database, now: Date, personId: string, conversationId: string): Ritual {
  const ritual = requireRitual(db, conversationId);
  requireFacilitator(db, ritual.facilitatorId, personId);
  if (ritual.pausedBecause !== null)
    throw new Refusal('It is paused already. `/ritual resume` starts it again.');
  return setPause(db, now, ritual, `<@${personId}> paused it`, personId);
}

/** Pauses a ritual for a reason of its channel's, such as that it was archived. */
export function setPause(
  db: Database,
  now: Date,
  ritual: Ritual,
  because: string | null,
  personId: string | null,
): Ritual {
  const changed = { ...ritual, pausedBecause: because };
  saveRitual(db, changed);
  awaitNextEnd(db, changed, now);
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
