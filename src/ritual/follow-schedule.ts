// Notices when a scheduled meeting ends, and sets the alarm for the next time.
import { isAskable } from '../people/conversation.ts';
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { openRound, recordMissed } from './open-round.ts';
import type { Ritual } from './ritual.ts';
import { catchUpMs } from './round.ts';
import { nextOccurrence, occurrencesBetween } from './schedule.ts';
import { findRitual } from './store.ts';

/** The kind of alarm at which a ritual's meeting ends; its key is the ritual's id. */
export const meetingEnds = 'meeting ends';

/** Sets the alarm for the ritual's next end after `now`, or none while it is paused or asked by hand only. */
export function awaitNextEnd(db: Database, ritual: Ritual, now: Date): void {
  const next = ritual.pausedBecause === null ? nextOccurrence(ritual.schedule, now) : null;
  if (next) setAlarm(db, meetingEnds, ritual.id, next.at);
  else clearAlarm(db, meetingEnds, ritual.id);
}

/** Opens the round of an end that is at most an hour old; what is older, or all but the newest, was missed. */
export function noticeEnds(db: Database, ritualId: number, now: Date, dueAt: Date): void {
  const ritual = findRitual(db, ritualId);
  if (!ritual || ritual.pausedBecause !== null) return;
  const conversation = findConversation(db, ritual.conversationId);
  for (const occurrence of occurrencesBetween(ritual.schedule, dueAt, now)) {
    const inTime = now.getTime() - occurrence.at.getTime() <= catchUpMs;
    if (inTime && conversation && isAskable(conversation))
      openRound(db, now, { conversation, ritual, askedBy: null, occurrence });
    else recordMissed(db, ritual, occurrence);
  }
  awaitNextEnd(db, ritual, now);
}
