// Answers that the bot gives through a response_url or inside an ack: shown to one person, or to the channel.
import { ApiError } from './api/call.ts';
import { type Content, checkedContent } from './api/content.ts';
import { type Fields, textOf } from './json.ts';
import type { ReplyAddress } from './reply-addresses.ts';
import type { Slack } from './slack.ts';
import { edit, post, postEphemeral, remove } from './talk.ts';
import type { Channel, Message } from './world.ts';

/** Takes what was posted to a response_url. */
export function takeReply(slack: Slack, key: string, reply: Fields): Fields {
  const address = slack.replies.use(key);
  if ('error' in address) {
    slack.record.warn('response_url', `an answer was refused: ${address.error}`);
    return { ok: false, error: address.error };
  }
  try {
    showReply(slack, address, reply);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    slack.record.warn(
      'response_url',
      `an answer was refused: ${error.code} ${JSON.stringify(error.details)}`,
    );
    return { ok: false, error: error.code, ...error.details };
  }
}

export type Destination = Pick<ReplyAddress, 'personId' | 'channelId' | 'originalTs'>;

export function showReply(slack: Slack, address: Destination, reply: Fields): Message | undefined {
  const channel = slack.world.channel(address.channelId);
  const original = originalOf(slack, address);
  if (reply.delete_original === true) {
    if (original) remove(slack, channel, original);
    if (reply.text === undefined && reply.blocks === undefined) return undefined;
  }
  const content = checkedContent(reply, slack.faults.refusedBlocks);
  if (content.text === '') {
    slack.record.warn('response_url', 'blocks without a top-level text: screen readers have nothing to read');
  }
  if (reply.replace_original === true && original) {
    edit(slack, channel, original, content);
    return original;
  }
  return shown(slack, channel, address, reply, content);
}

function originalOf(slack: Slack, address: Destination): Message | undefined {
  if (address.originalTs === undefined) return undefined;
  return (
    slack.world.message(address.channelId, address.originalTs) ??
    slack.world.ephemerals.find((it) => it.ts === address.originalTs && !it.isDeleted)
  );
}

function shown(
  slack: Slack,
  channel: Channel,
  address: Destination,
  reply: Fields,
  content: Content,
): Message {
  const threadTs = textOf(reply.thread_ts);
  const draft = {
    authorId: slack.identity.botUserId,
    isFromBot: true,
    ...content,
    ...(threadTs === undefined ? {} : { threadTs }),
  };
  if (reply.response_type === 'in_channel') return post(slack, channel, draft);
  return postEphemeral(slack, channel, address.personId, draft);
}
