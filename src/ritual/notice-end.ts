// A meeting of a ritual has ended, however that was noticed: one meeting opens one round.

import { isAskable } from '../people/conversation.ts';
import { isActive } from '../people/person.ts';
import { findConversation, findPerson, isMember } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import { isEndKnown, joinEnd, missedAround, roundsAround, takeOver } from './end-store.ts';
import type { MeetingEnd } from './meeting-end.ts';
import { openRound, recordMissed } from './open-round.ts';
import { isQuietDay } from './quiet-store.ts';
import type { Ritual } from './ritual.ts';
import { catchUpMs, type Round, sameMeetingMs } from './round.ts';
import * as rounds from './round-store.ts';

/** The kind of alarm that tells who was at an open round's meeting; its key is the round's id and theirs. */
export const attendanceKnown = 'attendance known';

/**
 * Opens the round of a meeting that ended at most an hour ago, or joins it to the round that another trigger opened for
 * the same meeting. What ended earlier is recorded as missed. Returns the round, or null when there is none: the ritual
 * is paused, it is a quiet day, this end was noticed before, or it was missed. Belongs in a transaction.
 */
export function noticeEnd(db: Database, now: Date, ritual: Ritual, end: MeetingEnd): Round | null {
  if (ritual.pausedBecause !== null) return null;
  if (isQuietDay(db, ritual.id, localTime(end.at, ritual.timeZone).date)) return null;
  if (isEndKnown(db, ritual.id, end.key)) return null;
  const same = sameMeeting(db, ritual.id, end);
  if (same) return join(db, now, same, end);
  const conversation = findConversation(db, ritual.conversationId);
  const isInTime = now.getTime() - end.at.getTime() <= catchUpMs;
  const missed = missedAround(db, ritual.id, end.at, sameMeetingMs);
  if (isInTime && conversation && isAskable(conversation)) {
    const round = openRound(db, now, { conversation, ritual, askedBy: null, end });
    // The meeting that another trigger noticed too late is asked about after all.
    if (round && missed && isSameMeeting(missed, end)) takeOver(db, missed, round);
    return round;
  }
  if (missed && isSameMeeting(missed, end)) joinEnd(db, missed, end.key);
  else recordMissed(db, ritual, end);
  return null;
}

/** Two times of a ritual's own schedules are two meetings, however close they are. */
function sameMeeting(db: Database, ritualId: number, end: MeetingEnd): Round | undefined {
  return roundsAround(db, ritualId, end.at, sameMeetingMs).find((round) => isSameMeeting(round, end));
}

function isSameMeeting(round: Round, { trigger }: MeetingEnd): boolean {
  return trigger !== 'schedule' || round.trigger !== 'schedule';
}

function join(db: Database, now: Date, round: Round, { key, trigger, attendeeIds }: MeetingEnd): Round {
  joinEnd(db, round, key);
  audit(db, now, null, `joined by ${trigger}`, `round ${round.id}`);
  if (round.state !== 'open' || !attendeeIds) return round;
  const present = presentOf(db, round.conversationId, attendeeIds);
  for (const personId of present) rounds.joinRoster(db, round.id, personId);
  rounds.knowRoster(db, round.id);
  setAlarm(db, attendanceKnown, [round.id, ...present].join(' '), now);
  return round;
}

/** Of those who attended, who can answer: people of this workspace who belong to the channel. */
export function presentOf(db: Database, conversationId: string, personIds: readonly string[]): string[] {
  return personIds.filter((id) => isActive(findPerson(db, id)) && isMember(db, conversationId, id));
}
