// Writes people, conversations and messages the way Slack's Web API and events do.
import { copyOf, type Fields } from './json.ts';
import type { Identity } from './slack.ts';
import type { Channel, Message, Person, World } from './world.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than everything else in a list of people. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, made);
  return made;
}

function offsetSeconds(timeZone: string, at: Date): number {
  const parts = formatIn(timeZone).formatToParts(at);
  const offset = parts.find((it) => it.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(offset);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}

/** The statuses that Slack offers everybody; their English words are told beside the reader's. */
const presets = ['In a meeting', 'Commuting', 'Out sick', 'Vacationing', 'Working remotely'];

export function profileOf(person: Person): Fields {
  return {
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.name,
    display_name_normalized: person.name,
    status_text: person.statusText,
    status_text_canonical: presets.find((preset) => preset === person.statusText) ?? '',
    status_emoji: person.statusEmoji,
    status_expiration: 0,
    team: person.teamId,
  };
}

export function userOf(person: Person, at: Date): Fields {
  const shared = {
    id: person.id,
    team_id: person.teamId,
    name: person.name.toLowerCase(),
    deleted: person.isDeactivated,
    profile: profileOf(person),
    is_bot: person.isBot,
    is_app_user: false,
    updated: Math.floor(person.updatedAt.getTime() / 1000),
  };
  // Slack says neither zone nor role of somebody who was deactivated.
  if (person.isDeactivated) return shared;
  return {
    ...shared,
    real_name: person.realName,
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: offsetSeconds(person.timeZone, at),
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: person.isPrimaryOwner,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    ...(person.isStranger ? { is_stranger: true } : {}),
  };
}

export function conversationOf(channel: Channel, identity: Identity): Fields {
  const isMember = channel.members.has(identity.botUserId);
  const shared = {
    id: channel.id,
    created: Math.floor(channel.createdAt.getTime() / 1000),
    is_archived: channel.isArchived,
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_org_shared: false,
    context_team_id: identity.teamId,
  };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== identity.botUserId);
    return { ...shared, user: other, is_user_deleted: false, is_open: true, priority: 0 };
  }
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    creator: channel.creatorId,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_general: false,
    is_private: channel.kind !== 'public',
    is_member: isMember,
    is_shared: channel.isShared,
    is_ext_shared: channel.isShared,
    is_pending_ext_shared: false,
    num_members: channel.members.size,
    shared_team_ids: [identity.teamId],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

/** A message as history and events tell it; metadata only where it was asked for. */
export function messageOf(message: Message, world: World, identity: Identity, withMetadata: boolean): Fields {
  const replies = world.repliesTo(message);
  const told: Fields = { type: 'message', user: message.authorId, ts: message.ts, text: message.text };
  if (message.subtype) told.subtype = message.subtype;
  if (message.isFromBot) {
    told.bot_id = identity.botId;
    told.app_id = identity.appId;
  }
  told.team = identity.teamId;
  if (message.blocks.length > 0) told.blocks = copyOf(message.blocks);
  if (message.room) told.room = copyOf(message.room);
  if (message.files) told.files = message.files.map(({ id, name }) => ({ id, name, title: name }));
  if (message.editedTs) told.edited = { user: message.authorId, ts: message.editedTs };
  if (withMetadata && message.metadata) told.metadata = copyOf(message.metadata);
  if (message.threadTs) told.thread_ts = message.threadTs;
  if (replies.length > 0) {
    told.thread_ts = message.ts;
    told.reply_count = replies.length;
    told.reply_users = [...new Set(replies.map((it) => it.authorId))];
    told.reply_users_count = new Set(replies.map((it) => it.authorId)).size;
    told.latest_reply = replies.at(-1)?.ts;
  }
  return told;
}
