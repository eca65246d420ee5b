// Writes people, channels, messages and views the way the page is told of them.
import { stateOf } from '../form.ts';
import type { View } from '../views.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, Person } from '../world.ts';
import type { ChannelCard, MessageCard, PersonCard, ViewCard } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';

export function personCard(person: Person, role: string): PersonCard {
  return {
    id: person.id,
    name: person.name,
    realName: person.realName,
    timeZone: person.timeZone,
    role,
    status: [person.statusEmoji, person.statusText].filter(Boolean).join(' '),
    hasLeft: person.isDeactivated,
    isBot: person.isBot || person.id === 'USLACKBOT',
    isStranger: person.isStranger,
  };
}

export function channelCard(
  workspace: Workspace,
  reader: Person,
  channel: Channel,
  marks: ReadMarks,
): ChannelCard {
  const isMember = channel.members.has(reader.id);
  const unread = isMember ? marks.unread(reader, channel.id, workspace.messages(channel)) : [];
  const members = [...channel.members].filter((id) => id !== workspace.botUserId);
  return {
    id: channel.id,
    name: channel.name,
    isPrivate: channel.kind === 'private',
    isShared: channel.isShared,
    isArchived: channel.isArchived,
    isMember,
    memberNames: members.map((id) => workspace.person(id).name),
    unread: unread.length,
    mentions: unread.filter((it) => JSON.stringify([it.text, it.blocks]).includes(`<@${reader.id}>`)).length,
  };
}

export function messageCard(
  workspace: Workspace,
  message: Message,
  replies: readonly Message[],
  readTo: string,
): MessageCard {
  return {
    channelId: message.channelId,
    ts: message.ts,
    authorId: message.authorId,
    text: message.text,
    blocks: message.blocks,
    files: (message.files ?? []).map(({ id, name }) => {
      const bytes = workspace.files.find(id)?.bytes.length ?? null;
      return { id, name, bytes };
    }),
    state: message.state ?? stateOf(message.blocks),
    isFromBot: message.isFromBot,
    isEdited: message.editedTs !== undefined,
    isPrivate: message.visibleTo !== undefined,
    isUnread: message.ts > readTo,
    replies: replies.length,
    repliers: [...new Set(replies.map((it) => it.authorId))],
    lastReplyTs: replies.at(-1)?.ts ?? null,
  };
}

export function viewCard(view: View): ViewCard {
  const { fields } = view;
  const isModal = fields.type === 'modal';
  return {
    id: view.id,
    hash: view.hash,
    blocks: fields.blocks,
    state: view.state,
    errors: view.errors,
    title: isModal ? fields.title.text : '',
    submit: isModal ? (fields.submit?.text ?? null) : null,
    close: (isModal && fields.close?.text) || 'Close',
  };
}
