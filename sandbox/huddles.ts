// Huddles in a channel: Slack writes a message for each, and edits it when the huddle ends.
import type { Fields } from './json.ts';
import type { Slack } from './slack.ts';
import { edit, post } from './talk.ts';
import type { Channel, Message, Person } from './world.ts';

function roomOf(slack: Slack, channel: Channel, starter: Person): Fields {
  return {
    id: slack.world.nextId('R'),
    name: '',
    media_server: '',
    created_by: starter.id,
    date_start: Math.floor(slack.clock.now().getTime() / 1000),
    date_end: 0,
    participants: [starter.id],
    participant_history: [starter.id],
    participants_camera_on: [],
    participants_camera_off: [],
    participants_screenshare_on: [],
    participants_screenshare_off: [],
    channels: [channel.id],
    is_dm_call: false,
    was_rejected: false,
    was_missed: false,
    was_accepted: false,
    has_ended: false,
    call_family: 'huddle',
  };
}

export function startHuddle(slack: Slack, channel: Channel, starter: Person): Message {
  return post(slack, channel, {
    authorId: 'USLACKBOT',
    text: 'A huddle started',
    subtype: 'huddle_thread',
    room: roomOf(slack, channel, starter),
  });
}

export function endHuddle(
  slack: Slack,
  channel: Channel,
  huddle: Message,
  attendees: readonly Person[],
): void {
  const room = {
    ...huddle.room,
    participants: [],
    participant_history: attendees.map((it) => it.id),
    date_end: Math.floor(slack.clock.now().getTime() / 1000),
    has_ended: true,
  };
  edit(slack, channel, huddle, { text: 'A huddle happened', blocks: [], room });
}

/** The huddle that is going on in a channel, among its messages. */
export function openHuddle(messages: readonly Message[]): Message | undefined {
  return messages.findLast((it) => it.room?.has_ended === false);
}
