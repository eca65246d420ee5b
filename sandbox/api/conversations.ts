// The conversations.* methods: what the bot may know of channels and what was written in them.
import type { Fields } from '../json.ts';
import { conversationKinds } from '../kinds.ts';
import { joinChannel } from '../membership.ts';
import { conversationOf, messageOf } from '../shapes.ts';
import type { Slack } from '../slack.ts';
import type { Channel, Message } from '../world.ts';
import { ApiError, channelArg, flagArg, type Method, pageOf, textArg } from './call.ts';
import { directMessageWith } from './open-direct.ts';

const open: Method = (slack, args) => {
  const users = textArg(args, 'users');
  const channel = users
    ? directMessageWith(
        slack,
        users.split(',').map((it) => it.trim()),
      )
    : channelArg(slack, args);
  if (flagArg(args, 'return_im')) return { channel: conversationOf(channel, slack.identity) };
  return { channel: { id: channel.id } };
};

const info: Method = (slack, args) => {
  const channel = channelArg(slack, args);
  const told = conversationOf(channel, slack.identity);
  if (!flagArg(args, 'include_num_members')) delete told.num_members;
  return { channel: told };
};

function visible(slack: Slack, channel: Channel): boolean {
  return channel.kind === 'public' || channel.members.has(slack.identity.botUserId);
}

const list: Method = (slack, args) => {
  const kinds = conversationKinds(args);
  const all = [...slack.world.channels.values()].filter(
    (it) =>
      kinds.includes(it.kind) && visible(slack, it) && !(flagArg(args, 'exclude_archived') && it.isArchived),
  );
  const page = pageOf(all, args, 100);
  const channels = page.items.map((it) => conversationOf(it, slack.identity));
  return { channels, response_metadata: { next_cursor: page.nextCursor } };
};

const usersConversations: Method = (slack, args) => {
  const kinds = conversationKinds(args);
  const person = textArg(args, 'user') ?? slack.identity.botUserId;
  if (!slack.world.people.has(person)) throw new ApiError('user_not_found');
  const all = [...slack.world.channels.values()].filter(
    (it) =>
      kinds.includes(it.kind) &&
      it.members.has(person) &&
      visible(slack, it) &&
      !(flagArg(args, 'exclude_archived') && it.isArchived),
  );
  const page = pageOf(all, args, 100);
  const channels = page.items.map((it) => conversationOf(it, slack.identity));
  return { channels, response_metadata: { next_cursor: page.nextCursor } };
};

const members: Method = (slack, args) => {
  const page = pageOf([...channelArg(slack, args).members], args, 100);
  return { members: page.items, response_metadata: { next_cursor: page.nextCursor } };
};

const join: Method = (slack, args) => {
  const channel = channelArg(slack, args);
  if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new ApiError('is_archived');
  joinChannel(slack, slack.identity.botUserId, channel);
  return { channel: conversationOf(channel, slack.identity) };
};

function readable(slack: Slack, args: Fields): Channel {
  const channel = channelArg(slack, args);
  if (!channel.members.has(slack.identity.botUserId)) throw new ApiError('not_in_channel');
  return channel;
}

function between(messages: readonly Message[], args: Fields): Message[] {
  const oldest = Number(textArg(args, 'oldest') ?? 0);
  const latest = Number(textArg(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flagArg(args, 'inclusive');
  return messages.filter((it) => {
    const ts = Number(it.ts);
    return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
  });
}

const history: Method = (slack, args) => {
  const channel = readable(slack, args);
  const roots = slack.world.messagesIn(channel.id).filter((it) => !it.threadTs);
  const page = pageOf(between(roots, args).reverse(), args, 100);
  const withMetadata = flagArg(args, 'include_all_metadata');
  return {
    messages: page.items.map((it) => messageOf(it, slack.world, slack.identity, withMetadata)),
    has_more: page.nextCursor !== '',
    pin_count: 0,
    response_metadata: { next_cursor: page.nextCursor },
  };
};

function tombstone(ts: string): Fields {
  const text = 'This message was deleted.';
  return { type: 'message', subtype: 'tombstone', user: 'USLACKBOT', hidden: true, text, ts, thread_ts: ts };
}

const replies: Method = (slack, args) => {
  const channel = readable(slack, args);
  const ts = textArg(args, 'ts') ?? '';
  const named = slack.world.message(channel.id, ts);
  const rootTs = named?.threadTs ?? ts;
  const root = slack.world.message(channel.id, rootTs);
  const answers = slack.world.messagesIn(channel.id).filter((it) => it.threadTs === rootTs);
  if (!root && answers.length === 0) throw new ApiError('thread_not_found');
  const page = pageOf(between(answers, args), args, 1000);
  const withMetadata = flagArg(args, 'include_all_metadata');
  const told = (it: Message) => messageOf(it, slack.world, slack.identity, withMetadata);
  return {
    messages: [root ? told(root) : tombstone(rootTs), ...page.items.map(told)],
    has_more: page.nextCursor !== '',
    response_metadata: { next_cursor: page.nextCursor },
  };
};

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.history': history,
  'conversations.replies': replies,
  'users.conversations': usersConversations,
};
