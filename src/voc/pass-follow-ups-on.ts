// Moves the follow-ups of somebody who left, or can read them no longer: to who captured the voice, else the sponsor.
import { bookNote, wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { personLeft } from '../people/read-directory.ts';
import { findPerson, sponsorId, viewerOf } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe, unsentSubject } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { firstReminder, followUpsPassedDrawing } from './follow-up.ts';
import { followUpsToPass, passFollowUp } from './follow-up-store.ts';
import { findVoice } from './store.ts';

export function passFollowUpsOn(db: Database, now: Date, ownerId: string): void {
  for (const { id, voiceId, capturedBy, dueOn } of followUpsToPass(db, ownerId)) {
    if (mayOwn(db, ownerId, voiceId)) continue;
    const heir = [capturedBy, sponsorId(db)].find((heirId) => heirId !== null && mayOwn(db, heirId, voiceId));
    // Nobody is left to give it to: somebody may come by tomorrow.
    if (!heir) {
      setAlarm(db, personLeft, ownerId, later(now, dayMs));
      continue;
    }
    passFollowUp(db, id, heir, tell(db, now, heir));
    wishReminder(db, heir, firstReminder(dueOn, now, findPerson(db, heir)?.timeZone ?? 'UTC'));
    audit(db, now, null, 'passed on a follow-up', `voice ${voiceId}`);
  }
}

function mayOwn(db: Database, personId: string, voiceId: number): boolean {
  return isActive(findPerson(db, personId)) && findVoice(db, voiceId, viewerOf(db, personId)) !== undefined;
}

/** The day of the one note that tells all that comes to somebody before it is sent. */
function tell(db: Database, now: Date, heir: string): string {
  const unsent = unsentSubject(db, followUpsPassedDrawing, heir)?.split(' ')[1];
  if (unsent) return unsent;
  const note = bookNote(db, heir, now);
  if (!note) throw new Error(`${heir} was just found to be here`);
  owe(db, note.moment, { drawing: followUpsPassedDrawing, subject: `${heir} ${note.day}`, address: heir });
  return note.day;
}
