// Gives a ritual a new facilitator: by hand, or because the old one has left.

import { isActive } from '../people/person.ts';
import { requireMember } from '../people/roles.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireRitual } from './pause-ritual.ts';
import type { Ritual } from './ritual.ts';
import { passRitual, ritualsFacilitatedBy, saveRitual } from './store.ts';

/** Tells a new facilitator which rituals have come to them, and why. Its subject begins with who left. */
export const newFacilitator = 'new facilitator';

/** Makes a member of the channel its facilitator. Refuses strangers to the channel. */
export function takeRitual(db: Database, now: Date, personId: string, conversationId: string): Ritual {
  requireMember(db, conversationId, personId);
  const ritual = requireRitual(db, conversationId);
  if (ritual.facilitatorId === personId) throw new Refusal('You are its facilitator already.');
  const taken = { ...ritual, facilitatorId: personId };
  saveRitual(db, taken);
  audit(db, now, personId, 'took', `ritual ${ritual.id}`);
  return taken;
}

/** The rituals of a facilitator who left go to the sponsor (or the primary owner), who is told once. */
export function passRitualsOn(db: Database, now: Date, leaverId: string): void {
  const heir = sponsorId(db);
  if (!heir || isActive(findPerson(db, leaverId))) return;
  const rituals = ritualsFacilitatedBy(db, leaverId);
  for (const ritual of rituals) {
    passRitual(db, ritual.id, heir, leaverId);
    audit(db, now, null, 'passed on', `ritual ${ritual.id}`);
  }
  if (rituals.length === 0) return;
  owe(db, now, { drawing: newFacilitator, subject: `${leaverId} ${stored(now)}`, address: heir });
}
