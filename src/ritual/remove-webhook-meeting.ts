// Stops the end of a meeting in another program from asking the question.
import { mayKnow } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { requireMayChange } from './change-triggers.ts';
import type { Ritual } from './ritual.ts';
import { findRitual } from './store.ts';
import { findMeeting, removeMeeting } from './webhook-store.ts';

/** Refuses as requireMayChange. Returns the ritual; null when it was removed before. */
export function removeWebhookMeeting(
  db: Database,
  now: Date,
  personId: string,
  meetingId: number,
): Ritual | null {
  const meeting = findMeeting(db, meetingId);
  const ritual = meeting && findRitual(db, meeting.ritualId);
  if (!ritual || !mayKnow(db, personId, ritual)) return null;
  requireMayChange(db, ritual.conversationId, personId);
  removeMeeting(db, meeting.id);
  audit(db, now, personId, 'removed a webhook meeting', `ritual ${ritual.id}`);
  return ritual;
}
