// Furnishing the workspace: people, channels, and what happens to them without the bot's doing.
import { escaped } from './escape.ts';
import { endHuddle, startHuddle } from './huddles.ts';
import * as membership from './membership.ts';
import { changePerson, createPerson, type NewPerson, type PersonChange } from './people-events.ts';
import type { Slack } from './slack.ts';
import { edit, post, remove } from './talk.ts';
import type { Channel, ChannelRef, Message, Person, PersonRef, SharedFile, World } from './world.ts';

export interface NewChannel {
  readonly name: string;
  readonly members: readonly PersonRef[];
  readonly isPrivate?: boolean;
  /** Shared with another organization. */
  readonly isShared?: boolean;
  readonly isArchived?: boolean;
  readonly botIsMember?: boolean;
}

interface Posting {
  readonly thread?: Message;
  /** The names of files that are shared with it. */
  readonly files?: readonly string[];
}

export interface Building {
  addPerson(person: NewPerson): Person;
  changePerson(person: PersonRef, change: PersonChange, how?: { unsaid?: boolean }): void;
  /** Deactivates somebody; unsaid: as while the bot was down, so that it never hears of it. */
  deactivate(person: PersonRef, how?: { unsaid?: boolean }): void;
  addChannel(channel: NewChannel): Channel;
  join(person: PersonRef, channel: ChannelRef): void;
  leave(person: PersonRef, channel: ChannelRef): void;
  inviteBot(channel: ChannelRef): void;
  removeBot(channel: ChannelRef): void;
  archive(channel: ChannelRef): void;
  unarchive(channel: ChannelRef): void;
  rename(channel: ChannelRef, name: string): void;
  deleteChannel(channel: ChannelRef): void;
  share(channel: ChannelRef): void;
  unshare(channel: ChannelRef): void;
  /** Writes a message; mentions are typed as @ana and #channel. */
  postAs(person: PersonRef, channel: ChannelRef, text: string, how?: Posting): Message;
  editMessage(message: Message, text: string): void;
  deleteMessage(message: Message): void;
  startHuddle(person: PersonRef, channel: ChannelRef): Message;
  endHuddle(huddle: Message, attendees: readonly PersonRef[]): void;
}

const otherTeam = 'T0OTHERTEAM';

function createChannel(slack: Slack, given: NewChannel): Channel {
  if (!/^[\p{Ll}\p{Lo}\d_-]{1,80}$/u.test(given.name))
    throw new Error(`#${given.name} is no name for a channel`);
  if (slack.world.findChannel(`#${given.name}`)) throw new Error(`There is a channel #${given.name} already`);
  const members = given.members.map((it) => slack.world.person(it).id);
  if (given.botIsMember ?? true) members.push(slack.identity.botUserId);
  const channel: Channel = {
    id: slack.world.nextId('C'),
    name: given.name,
    kind: given.isPrivate ? 'private' : 'public',
    members: new Set(members),
    isShared: given.isShared ?? false,
    isArchived: given.isArchived ?? false,
    createdAt: slack.clock.now(),
    creatorId: members[0] ?? 'USLACKBOT',
  };
  slack.world.channels.set(channel.id, channel);
  if (channel.kind === 'public') {
    const told = { id: channel.id, name: channel.name, creator: channel.creatorId };
    void slack.courier.tell({ type: 'channel_created', channel: told }, channel);
  }
  return channel;
}

function shared(names: readonly string[], world: World): SharedFile[] {
  return names.map((name) => ({ id: world.nextId('F'), name }));
}

export function building(slack: Slack): Building {
  const { world } = slack;
  const person = (ref: PersonRef) => world.person(ref);
  const channel = (ref: ChannelRef) => world.channel(ref);
  const bot = slack.identity.botUserId;
  return {
    addPerson: (given) => createPerson(slack, given),
    changePerson: (ref, change, how) => changePerson(slack, person(ref), change, how?.unsaid ?? false),
    deactivate: (ref, how) => changePerson(slack, person(ref), { isDeactivated: true }, how?.unsaid ?? false),
    addChannel: (given) => createChannel(slack, given),
    join: (who, ref) => membership.joinChannel(slack, person(who).id, channel(ref)),
    leave: (who, ref) => membership.leaveChannel(slack, person(who).id, channel(ref)),
    inviteBot: (ref) => membership.joinChannel(slack, bot, channel(ref), channel(ref).creatorId),
    removeBot: (ref) => membership.leaveChannel(slack, bot, channel(ref)),
    archive: (ref) => membership.archiveChannel(slack, channel(ref), channel(ref).creatorId),
    unarchive: (ref) => membership.unarchiveChannel(slack, channel(ref), channel(ref).creatorId),
    rename: (ref, name) => membership.renameChannel(slack, channel(ref), name),
    deleteChannel: (ref) => membership.deleteChannel(slack, channel(ref), channel(ref).creatorId),
    share: (ref) => membership.shareChannel(slack, channel(ref), otherTeam),
    unshare: (ref) => membership.unshareChannel(slack, channel(ref), otherTeam),
    postAs: (who, ref, text, how) => {
      const threadTs = how?.thread ? (how.thread.threadTs ?? how.thread.ts) : undefined;
      return post(slack, channel(ref), {
        authorId: person(who).id,
        text: escaped(text, world, { withNames: false }),
        ...(threadTs === undefined ? {} : { threadTs }),
        ...(how?.files ? { files: shared(how.files, world), subtype: 'file_share' } : {}),
      });
    },
    editMessage: (message, text) => {
      const written = escaped(text, world, { withNames: false });
      edit(slack, channel(message.channelId), message, { text: written, blocks: [] });
    },
    deleteMessage: (message) => remove(slack, channel(message.channelId), message),
    startHuddle: (who, ref) => startHuddle(slack, channel(ref), person(who)),
    endHuddle: (huddle, attendees) =>
      endHuddle(slack, channel(huddle.channelId), huddle, attendees.map(person)),
  };
}
