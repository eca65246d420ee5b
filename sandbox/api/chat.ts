// The chat.* methods: the bot writes, edits and deletes messages.
import type { Fields } from '../json.ts';
import { messageOf } from '../shapes.ts';
import type { Slack } from '../slack.ts';
import { edit, post, postEphemeral, remove } from '../talk.ts';
import type { Channel, Message } from '../world.ts';
import { ApiError, channelArg, type Method, textArg } from './call.ts';
import { type Content, checkedContent } from './content.ts';
import { directMessageWith } from './open-direct.ts';

function destination(slack: Slack, args: Fields): Channel {
  const ref = textArg(args, 'channel') ?? '';
  const person = slack.world.people.get(ref);
  const named = ref.startsWith('#') ? slack.world.findChannel(ref) : undefined;
  const channel = person
    ? directMessageWith(slack, [person.id])
    : channelArg(slack, named ? { channel: named.id } : args);
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.members.has(slack.identity.botUserId) && !mayWriteUninvited(slack, channel)) {
    throw new ApiError('not_in_channel');
  }
  return channel;
}

function mayWriteUninvited(slack: Slack, channel: Channel): boolean {
  return channel.kind === 'public' && slack.manifest.botScopes.includes('chat:write.public');
}

/** The root that a reply belongs to; a reply to a reply goes to the same root. */
function threadRoot(slack: Slack, channel: Channel, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  if (!/^\d+\.\d+$/.test(threadTs)) throw new ApiError('invalid_thread_ts');
  const parent = slack.world.message(channel.id, threadTs);
  if (parent) return parent.threadTs ?? parent.ts;
  const hasReplies = slack.world.messagesIn(channel.id).some((it) => it.threadTs === threadTs);
  if (!hasReplies) throw new ApiError('thread_not_found');
  return threadTs;
}

function mutterWithoutFallback(slack: Slack, method: string, content: Content): void {
  if (content.text !== '') return;
  slack.record.warn(
    method,
    'blocks without a top-level text: notifications and screen readers have nothing to read',
  );
}

function byBot(slack: Slack, content: Content, threadTs: string | undefined) {
  return {
    authorId: slack.identity.botUserId,
    isFromBot: true,
    ...content,
    ...(threadTs === undefined ? {} : { threadTs }),
  };
}

const postMessage: Method = (slack, args) => {
  const channel = destination(slack, args);
  const content = checkedContent(args, slack.faults.refusedBlocks);
  const threadTs = threadRoot(slack, channel, textArg(args, 'thread_ts'));
  mutterWithoutFallback(slack, 'chat.postMessage', content);
  const message = post(slack, channel, byBot(slack, content, threadTs));
  const told = messageOf(message, slack.world, slack.identity, true);
  return { channel: channel.id, ts: message.ts, message: told };
};

const ephemeral: Method = (slack, args) => {
  const channel = destination(slack, args);
  const person = slack.world.people.get(textArg(args, 'user') ?? '');
  if (!person || !channel.members.has(person.id)) throw new ApiError('user_not_in_channel');
  const content = checkedContent(args, slack.faults.refusedBlocks);
  mutterWithoutFallback(slack, 'chat.postEphemeral', content);
  const threadTs = threadRoot(slack, channel, textArg(args, 'thread_ts'));
  return { message_ts: postEphemeral(slack, channel, person.id, byBot(slack, content, threadTs)).ts };
};

function ownMessage(slack: Slack, channel: Channel, args: Fields, refusal: string): Message {
  const message = slack.world.message(channel.id, textArg(args, 'ts') ?? '');
  if (!message) throw new ApiError('message_not_found');
  if (message.authorId !== slack.identity.botUserId) throw new ApiError(refusal);
  return message;
}

const update: Method = (slack, args) => {
  const channel = channelArg(slack, args);
  const message = ownMessage(slack, channel, args, 'cant_update_message');
  if (channel.isArchived) throw new ApiError('is_inactive');
  const dropsMetadata = JSON.stringify(args.metadata) === '{}';
  const kept = dropsMetadata ? { ...args, metadata: undefined } : args;
  const content = checkedContent(kept, slack.faults.refusedBlocks);
  if (dropsMetadata) delete message.metadata;
  // Without blocks the old ones stay only where no text came either, and then nothing would have come.
  edit(slack, channel, message, content);
  mutterWithoutFallback(slack, 'chat.update', content);
  const told = messageOf(message, slack.world, slack.identity, true);
  return { channel: channel.id, ts: message.ts, text: message.text, message: told };
};

const deleteMessage: Method = (slack, args) => {
  const channel = channelArg(slack, args);
  const message = ownMessage(slack, channel, args, 'cant_delete_message');
  remove(slack, channel, message);
  return { channel: channel.id, ts: message.ts };
};

export function permalinkOf(slack: Slack, message: Message): string {
  const place = `https://${slack.identity.teamDomain}.slack.com/archives/${message.channelId}`;
  const link = `${place}/p${message.ts.replace('.', '')}`;
  return message.threadTs ? `${link}?thread_ts=${message.threadTs}&cid=${message.channelId}` : link;
}

const getPermalink: Method = (slack, args) => {
  const channel = channelArg(slack, args);
  const message = slack.world.message(channel.id, textArg(args, 'message_ts') ?? '');
  if (!message) throw new ApiError('message_not_found');
  return { channel: channel.id, permalink: permalinkOf(slack, message) };
};

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': ephemeral,
  'chat.update': update,
  'chat.delete': deleteMessage,
  'chat.getPermalink': getPermalink,
};
