// Writing, editing and deleting messages, and telling the bot of it as Slack does.
import type { Block } from './block-kit/blocks.ts';
import { channelTypes } from './delivery/courier.ts';
import { stateOf } from './form.ts';
import type { Fields } from './json.ts';
import { named } from './naming.ts';
import { messageOf } from './shapes.ts';
import type { Slack } from './slack.ts';
import type { Channel, Message, SharedFile } from './world.ts';

export interface Draft {
  readonly authorId: string;
  readonly isFromBot?: boolean;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly metadata?: Fields;
  readonly threadTs?: string;
  readonly subtype?: string;
  readonly room?: Fields;
  readonly files?: readonly SharedFile[];
}

export function post(slack: Slack, channel: Channel, draft: Draft): Message {
  const message: Message = { ...made(slack, channel, draft) };
  slack.world.messages.push(message);
  const told = messageOf(message, slack.world, slack.identity, false);
  const where = { channel: channel.id, channel_type: channelTypes[channel.kind], event_ts: message.ts };
  void slack.courier.tell({ ...told, ...where }, channel);
  if (
    !message.isFromBot &&
    message.text.includes(`<@${slack.identity.botUserId}>`) &&
    channel.kind !== 'im'
  ) {
    void slack.courier.tell(
      { ...told, type: 'app_mention', channel: channel.id, event_ts: message.ts },
      channel,
    );
  }
  return message;
}

/** Shows a message to one person only; history and events never know of it. */
export function postEphemeral(slack: Slack, channel: Channel, personId: string, draft: Draft): Message {
  const message: Message = { ...made(slack, channel, draft), visibleTo: personId };
  slack.world.ephemerals.push(message);
  return message;
}

export interface Change {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly metadata?: Fields;
  readonly room?: Fields;
}

export function edit(slack: Slack, channel: Channel, message: Message, change: Change): void {
  const before = messageOf(message, slack.world, slack.identity, false);
  message.text = change.text;
  message.blocks = named(change.blocks, () => slack.world.nextId('b'));
  message.state = stateOf(message.blocks, message.state);
  if (change.metadata) message.metadata = change.metadata;
  if (change.room) message.room = change.room;
  message.editedTs = slack.world.nextTs();
  if (message.visibleTo !== undefined) return;
  void slack.courier.tell(
    {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      message: messageOf(message, slack.world, slack.identity, false),
      previous_message: before,
      channel: channel.id,
      channel_type: channelTypes[channel.kind],
      ts: message.editedTs,
      event_ts: message.editedTs,
    },
    channel,
  );
}

export function remove(slack: Slack, channel: Channel, message: Message): void {
  const before = messageOf(message, slack.world, slack.identity, false);
  message.isDeleted = true;
  if (message.visibleTo !== undefined) return;
  const ts = slack.world.nextTs();
  void slack.courier.tell(
    {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: message.ts,
      previous_message: before,
      channel: channel.id,
      channel_type: channelTypes[channel.kind],
      ts,
      event_ts: ts,
    },
    channel,
  );
}

function made(slack: Slack, channel: Channel, draft: Draft): Message {
  return {
    channelId: channel.id,
    ts: slack.world.nextTs(),
    authorId: draft.authorId,
    isFromBot: draft.isFromBot ?? false,
    text: draft.text,
    blocks: named(draft.blocks ?? [], () => slack.world.nextId('b')),
    isDeleted: false,
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
    ...(draft.subtype ? { subtype: draft.subtype } : {}),
    ...(draft.room ? { room: draft.room } : {}),
    ...(draft.files ? { files: draft.files } : {}),
  };
}
