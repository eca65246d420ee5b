// Which scope an app needs before Slack lets it subscribe to an event: any one of those listed suffices.
const channelsOrGroups = ['channels:read', 'groups:read'];
const channels = ['channels:read'];
const groups = ['groups:read'];

export const eventScopes: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: channels,
  channel_created: channels,
  channel_deleted: channels,
  channel_id_changed: [...channelsOrGroups, 'im:read', 'mpim:read'],
  channel_left: channels,
  channel_rename: channels,
  channel_shared: channelsOrGroups,
  channel_unarchive: channels,
  channel_unshared: channelsOrGroups,
  function_executed: [],
  group_archive: groups,
  group_deleted: groups,
  group_left: groups,
  group_rename: groups,
  group_unarchive: groups,
  member_joined_channel: channelsOrGroups,
  member_left_channel: channelsOrGroups,
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  team_join: ['users:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
  user_huddle_changed: ['users:read'],
  user_status_changed: ['users:read'],
};

/** Whether an app with these scopes may subscribe to the event at all. */
export function maySubscribe(event: string, scopes: readonly string[]): boolean {
  const anyOf = eventScopes[event];
  return anyOf !== undefined && (anyOf.length === 0 || anyOf.some((scope) => scopes.includes(scope)));
}
