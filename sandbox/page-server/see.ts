// What one person sees at this moment, from where they look.
import { openHuddle } from '../huddles.ts';
import type { Workspace } from '../workspace.ts';
import type { Channel, Message, Person } from '../world.ts';
import { channelCard, messageCard, personCard, viewCard } from './cards.ts';
import type { Floor } from './floor.ts';
import { recordLines, troubles } from './inspect.ts';
import type { Look, MessageCard, PageState, Shown } from './protocol.ts';

export function see(floor: Floor, look: Look): PageState {
  const { workspace, clock } = floor;
  const person = workspace.person(look.personId);
  const shown = shownTo(floor, person, look);
  const { manifest } = workspace;
  return {
    now: clock.now().toISOString(),
    busy: floor.busy,
    botId: workspace.botUserId,
    appName: manifest.appName,
    person: personCard(person, floor.functionOf(person)),
    people: workspace.everybody().map((it) => personCard(it, floor.functionOf(it))),
    channels: channelsOf(floor, person),
    appUnread: floor.marks.unread(person, appPlace, workspace.directMessages(person)).length,
    commands: manifest.commands,
    shortcuts: manifest.shortcuts,
    look,
    shown,
    thread: threadOf(floor, person, look),
    modals: workspace.modals(person).map(viewCard),
    records: look.inspects ? recordLines(workspace) : null,
    trouble: troubles(workspace),
  };
}

/** The conversation with the app has no channel before its first message. */
const appPlace = 'app';

function channelsOf({ workspace, marks }: Floor, person: Person) {
  return workspace
    .everyChannel()
    .filter((it) => it.kind === 'public' || it.kind === 'private')
    .filter((it) => it.members.has(person.id) || (it.kind === 'public' && !person.isStranger))
    .map((it) => channelCard(workspace, person, it, marks))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function shownTo(floor: Floor, person: Person, look: Look): Shown {
  const { workspace } = floor;
  const { place } = look;
  if (place.kind === 'home') {
    const home = workspace.home(person);
    return { kind: 'home', view: home ? viewCard(home) : null };
  }
  if (place.kind === 'app') return appMessages(floor, person, look);
  const channel = workspace.everyChannel().find((it) => it.id === place.channelId);
  const mayRead = channel && (channel.members.has(person.id) || channel.kind === 'public');
  if (!channel || !mayRead || (person.isStranger && !channel.members.has(person.id))) {
    return {
      kind: 'messages',
      title: channel ? 'A private channel' : 'No such channel',
      channelId: null,
      hasEarlier: false,
      messages: [],
      closedBecause: `${person.name} cannot see this channel.`,
      canJoin: false,
      huddles: null,
    };
  }
  return channelMessages(floor, person, channel, look);
}

function appMessages(floor: Floor, person: Person, look: Look): Shown {
  const { workspace, marks } = floor;
  const all = workspace.directMessages(person);
  const readTo = marks.readTo(person, appPlace);
  marks.markRead(person, appPlace, all);
  return {
    kind: 'messages',
    title: workspace.manifest.appName,
    channelId: all[0]?.channelId ?? null,
    hasEarlier: all.length > look.mostMessages,
    messages: all.slice(-look.mostMessages).map((it) => messageCard(workspace, it, [], readTo)),
    closedBecause: workspace.manifest.messagesTabIsReadOnly
      ? `${workspace.manifest.appName} writes here; it does not read what is written to it.`
      : null,
    canJoin: false,
    huddles: null,
  };
}

function channelMessages(floor: Floor, person: Person, channel: Channel, look: Look): Shown {
  const { workspace, marks } = floor;
  const isMember = channel.members.has(person.id);
  const all = inOrder([
    ...workspace.messages(channel),
    ...workspace.ephemerals(person, channel).filter((it) => !it.threadTs),
  ]);
  const readTo = marks.readTo(person, channel.id);
  if (isMember) marks.markRead(person, channel.id, all);
  return {
    kind: 'messages',
    title: channel.name,
    channelId: channel.id,
    hasEarlier: all.length > look.mostMessages,
    messages: all.slice(-look.mostMessages).map((it) => withReplies(workspace, it, readTo)),
    closedBecause: channel.isArchived
      ? `#${channel.name} is archived.`
      : isMember
        ? null
        : `${person.name} is not a member of #${channel.name}.`,
    canJoin: !isMember && !channel.isArchived,
    huddles: isMember && !channel.isArchived ? openHuddle(all) !== undefined : null,
  };
}

function withReplies(workspace: Workspace, message: Message, readTo: string): MessageCard {
  const replies = message.visibleTo === undefined ? workspace.thread(message).slice(1) : [];
  return messageCard(workspace, message, replies, readTo);
}

function threadOf({ workspace }: Floor, person: Person, look: Look): MessageCard[] | null {
  if (look.threadTs === null || look.place.kind !== 'channel') return null;
  const { channelId } = look.place;
  const channel = workspace.everyChannel().find((it) => it.id === channelId);
  if (!channel || (channel.kind !== 'public' && !channel.members.has(person.id))) return null;
  const root = workspace.messages(channel).find((it) => it.ts === look.threadTs);
  if (!root) return null;
  const told = workspace.ephemerals(person, channel).filter((it) => it.threadTs === root.ts);
  return inOrder([...workspace.thread(root), ...told]).map((it) => messageCard(workspace, it, [], it.ts));
}

function inOrder(messages: Message[]): Message[] {
  return messages.sort((one, other) => Number(one.ts) - Number(other.ts));
}
