// People and the bot coming into channels and leaving them, and the bot hearing of it.
import { channelTypes } from './delivery/courier.ts';
import type { Slack } from './slack.ts';
import type { Channel } from './world.ts';

function letter(channel: Channel): string {
  return channelTypes[channel.kind] === 'group' ? 'G' : 'C';
}

export function joinChannel(slack: Slack, personId: string, channel: Channel, inviterId?: string): void {
  if (channel.members.has(personId)) return;
  channel.members.add(personId);
  void slack.courier.tell(
    {
      type: 'member_joined_channel',
      user: personId,
      channel: channel.id,
      channel_type: letter(channel),
      team: slack.identity.teamId,
      ...(inviterId === undefined ? {} : { inviter: inviterId }),
    },
    channel,
  );
}

export function leaveChannel(slack: Slack, personId: string, channel: Channel): void {
  if (!channel.members.delete(personId)) return;
  void slack.courier.tell(
    {
      type: 'member_left_channel',
      user: personId,
      channel: channel.id,
      channel_type: letter(channel),
      team: slack.identity.teamId,
    },
    channel,
  );
  if (personId !== slack.identity.botUserId) return;
  const type = channel.kind === 'private' ? 'group_left' : 'channel_left';
  void slack.courier.tell({ type, channel: channel.id, actor_id: channel.creatorId }, channel);
}

export function archiveChannel(slack: Slack, channel: Channel, byId: string): void {
  channel.isArchived = true;
  const type = channel.kind === 'private' ? 'group_archive' : 'channel_archive';
  void slack.courier.tell({ type, channel: channel.id, user: byId, is_moved: 0 }, channel);
}

export function unarchiveChannel(slack: Slack, channel: Channel, byId: string): void {
  channel.isArchived = false;
  const type = channel.kind === 'private' ? 'group_unarchive' : 'channel_unarchive';
  void slack.courier.tell({ type, channel: channel.id, user: byId }, channel);
}

export function renameChannel(slack: Slack, channel: Channel, name: string): void {
  channel.name = name;
  const type = channel.kind === 'private' ? 'group_rename' : 'channel_rename';
  const created = Math.floor(channel.createdAt.getTime() / 1000);
  void slack.courier.tell({ type, channel: { id: channel.id, name, created } }, channel);
}

export function deleteChannel(slack: Slack, channel: Channel, byId: string): void {
  const type = channel.kind === 'private' ? 'group_deleted' : 'channel_deleted';
  void slack.courier.tell({ type, channel: channel.id, actor_id: byId }, channel);
  slack.world.channels.delete(channel.id);
}

export function shareChannel(slack: Slack, channel: Channel, withTeamId: string): void {
  channel.isShared = true;
  void slack.courier.tell(
    { type: 'channel_shared', channel: channel.id, connected_team_id: withTeamId },
    channel,
  );
}

export function unshareChannel(slack: Slack, channel: Channel, withTeamId: string): void {
  channel.isShared = false;
  void slack.courier.tell(
    {
      type: 'channel_unshared',
      channel: channel.id,
      previously_connected_team_id: withTeamId,
      is_ext_shared: false,
    },
    channel,
  );
}
