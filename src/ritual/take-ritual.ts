// Gives a ritual a new facilitator: by hand, or because the old one has left.

import { isActive } from '../people/person.ts';
import { requireMember } from '../people/roles.ts';
import { findPerson, sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireRitual } from './pause-ritual.ts';
import type { Ritual } from './ritual.ts';
import { ritualsFacilitatedBy, saveRitual } from './store.ts';

/** Tells a new facilitator that a ritual has come to them, and why. Its subject is the ritual's id. */
export const newFacilitator = 'new facilitator';

/** Makes a member of the channel its facilitator. Refuses strangers to the channel. */
export function takeRitual(db: Database, now: Date, personId: string, conversationId: string): Ritual {
  const ritual = requireRitual(db, conversationId);
  requireMember(db, conversationId, personId);
  if (ritual.facilitatorId === personId) throw new Refusal('You are its facilitator already.');
  const taken = { ...ritual, facilitatorId: personId };
  saveRitual(db, taken);
  audit(db, now, personId, 'took', `ritual ${ritual.id}`);
  return taken;
}

/** The rituals of a facilitator who left go to the sponsor (or the primary owner), who is told. */
export function passRitualsOn(db: Database, now: Date, leaverId: string): void {
  const heir = sponsorId(db);
  if (!heir || isActive(findPerson(db, leaverId))) return;
  for (const ritual of ritualsFacilitatedBy(db, leaverId)) {
    saveRitual(db, { ...ritual, facilitatorId: heir });
    audit(db, now, null, 'passed on', `ritual ${ritual.id}`);
    owe(db, now, { drawing: newFacilitator, subject: ritual.id, address: heir });
  }
}
