// Stops the end of a meeting in another program from asking the question.
import { requireFacilitator } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import type { Ritual } from './ritual.ts';
import { findRitual } from './store.ts';
import { findMeeting, removeMeeting } from './webhook-store.ts';

/** Refuses anyone but facilitator and sponsor. Returns the ritual; null when it was removed before. */
export function removeWebhookMeeting(
  db: Database,
  now: Date,
  personId: string,
  meetingId: number,
): Ritual | null {
  const meeting = findMeeting(db, meetingId);
  const ritual = meeting && findRitual(db, meeting.ritualId);
  if (!ritual) return null;
  requireFacilitator(db, ritual.facilitatorId, personId);
  removeMeeting(db, meeting.id);
  audit(db, now, personId, 'removed a webhook meeting', `ritual ${ritual.id}`);
  return ritual;
}
