// Has the end of a meeting in another program ask the question in a ritual's channel.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { requireMayChange } from './change-triggers.ts';
import type { Ritual } from './ritual.ts';
import { checkMeetingName, meetingKey } from './webhook.ts';
import { addMeeting, meetingsOfRitual } from './webhook-store.ts';

/** As many as its page lists. */
const mostMeetings = 20;

/** Refuses anyone but facilitator and sponsor, a name the ritual has already, and the twenty-first. */
export function addWebhookMeeting(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  typed: string,
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  const meeting = checkMeetingName(typed, 'meeting');
  if (meetingsOfRitual(db, ritual.id).length >= mostMeetings) {
    throw new Refusal('This ritual names twenty meetings already. Remove one first.', 'meeting');
  }
  if (!addMeeting(db, ritual.id, meeting, meetingKey(meeting))) {
    throw new Refusal('This ritual names that meeting already.', 'meeting');
  }
  audit(db, now, personId, 'added a webhook meeting', `ritual ${ritual.id}`);
  return ritual;
}
