// The end of a huddle, read out of the message that Slack edits when it ends.
import { minuteMs } from '../platform/clock.ts';
import type { SlackEvent } from '../platform/inbox.ts';

export interface HuddleEnd {
  roomId: string;
  conversationId: string;
  /** UTC instant, as ISO text: an event waits in the inbox as JSON. */
  endedAt: string;
  attendeeIds: string[];
}

/** Shorter, or alone, it was no meeting. */
const shortestMs = 5 * minuteMs;
const fewestAttendees = 2;

interface Room {
  id?: unknown;
  has_ended?: unknown;
  date_start?: unknown;
  date_end?: unknown;
  participant_history?: unknown;
}

/**
 * Null for every other message, and for a huddle that was no meeting. A huddle's end reaches a bot as `message_changed`
 * whose message has the subtype `huddle_thread` and a room that `has_ended`; the same room can come more than once.
 */
export function readHuddleEnd(event: SlackEvent): HuddleEnd | null {
  const { subtype, channel, message } = event;
  if (subtype !== 'message_changed' || typeof channel !== 'string' || !isHuddle(message)) return null;
  const { id, has_ended, date_start, date_end, participant_history } = message.room;
  if (has_ended !== true || typeof id !== 'string') return null;
  if (typeof date_start !== 'number' || typeof date_end !== 'number') return null;
  const attendeeIds = Array.isArray(participant_history)
    ? participant_history.filter((it): it is string => typeof it === 'string')
    : [];
  if ((date_end - date_start) * 1000 < shortestMs || attendeeIds.length < fewestAttendees) return null;
  const endedAt = new Date(date_end * 1000).toISOString();
  return { roomId: id, conversationId: channel, endedAt, attendeeIds };
}

function isHuddle(message: unknown): message is { room: Room } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'subtype' in message &&
    message.subtype === 'huddle_thread' &&
    'room' in message &&
    typeof message.room === 'object' &&
    message.room !== null
  );
}
