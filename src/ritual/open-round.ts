// Opens a round: the question goes to the channel and waits until its window ends.
import { audienceOf, type Conversation } from '../people/conversation.ts';
import { findBestCustomers, findSettings } from '../people/settings-store.ts';
import { activeMemberIds } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import type { MeetingEnd } from './meeting-end.ts';
import { isQuietDay } from './quiet-store.ts';
import { defaultQuestion, mostUnnamedRoster, oneThird, type Ritual } from './ritual.ts';
import { punctualMs, type Round, rootDrawing, roundCloses, windowEnd } from './round.ts';
import * as rounds from './round-store.ts';
import { namedPeople } from './store.ts';

interface Asking {
  conversation: Conversation;
  /** Undefined in a channel that is asked by hand without a ritual: the round takes the defaults. */
  ritual: Ritual | undefined;
  /** Whoever asked; null when a trigger did. */
  askedBy: string | null;
  /** The meeting's end that a trigger noticed; null when somebody asks by hand. */
  end: MeetingEnd | null;
}

/** Opens a round, or returns null when this end was asked about already. */
export function openRound(
  db: Database,
  now: Date,
  { conversation, ritual, askedBy, end }: Asking,
): Round | null {
  const endedAt = end?.at ?? now;
  const zone = ritual?.timeZone ?? findSettings(db).timeZone;
  const closesAt = windowEnd(now, zone, (day) => ritual !== undefined && isQuietDay(db, ritual.id, day));
  const people = rosterFor(db, conversation, ritual, end);
  const id = rounds.addRound(db, {
    ritualId: ritual?.id ?? null,
    conversationId: conversation.id,
    audience: audienceOf(conversation),
    name: ritual?.name ?? conversation.name,
    question: ritual?.question ?? defaultQuestion,
    bestCustomersVersion: findBestCustomers(db)?.version ?? null,
    reconsiderAt: ritual?.reconsiderAt ?? oneThird,
    anonymous: ritual?.anonymous ?? false,
    rosterKnown: people.length > 0,
    facilitatorId: ritual?.facilitatorId ?? askedBy ?? '',
    trigger: end?.trigger ?? 'hand',
    occurrence: end?.key ?? null,
    late: now.getTime() - endedAt.getTime() > punctualMs,
    state: 'open',
    openedAt: endedAt,
    windowEndsAt: closesAt,
    closesAt,
    closedAt: null,
    closedBy: null,
  });
  if (id === null) return null;
  for (const personId of people) rounds.joinRoster(db, id, personId);
  setAlarm(db, roundCloses, id, closesAt);
  owe(db, now, { drawing: rootDrawing, subject: id, address: conversation.id });
  audit(db, now, askedBy, 'opened', `round ${id}`);
  return rounds.findRound(db, id) ?? null;
}

/** Who attended, else the people named in the ritual, else the channel's members when they are few. */
function rosterFor(
  db: Database,
  conversation: Conversation,
  ritual: Ritual | undefined,
  end: MeetingEnd | null,
): string[] {
  const named = end?.attendeeIds ?? (ritual ? namedPeople(db, ritual.id) : []);
  const members = activeMemberIds(db, conversation.id);
  // Only members can answer: waiting for anybody else would keep the round open to its window's end.
  if (named.length > 0) return members.filter((id) => named.includes(id));
  return members.length <= mostUnnamedRoster ? members : [];
}

/** Records a meeting's end that was noticed too late to ask about it. */
export function recordMissed(db: Database, ritual: Ritual, { trigger, key, at }: MeetingEnd): void {
  rounds.addRound(db, {
    ritualId: ritual.id,
    conversationId: ritual.conversationId,
    audience: ritual.audience,
    name: ritual.name,
    question: ritual.question,
    bestCustomersVersion: null,
    reconsiderAt: ritual.reconsiderAt,
    anonymous: ritual.anonymous,
    rosterKnown: false,
    facilitatorId: ritual.facilitatorId,
    trigger,
    occurrence: key,
    late: true,
    state: 'missed',
    openedAt: at,
    windowEndsAt: at,
    closesAt: at,
    closedAt: at,
    closedBy: null,
  });
}
