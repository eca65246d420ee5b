// What each person sees: messages, threads, direct messages, modals and App Home.

import { refuseOutsider } from './acting/allowed.ts';
import { permalinkOf } from './api/chat.ts';
import { readable } from './readable/page.ts';
import type { Slack } from './slack.ts';
import type { View } from './views.ts';
import type { Channel, ChannelRef, Message, Person, PersonRef } from './world.ts';

export interface Reading {
  person(ref: PersonRef): Person;
  channel(ref: ChannelRef): Channel;
  everybody(): Person[];
  everyChannel(): Channel[];
  /** The messages of a channel that are not replies, oldest first; as: fails where that person cannot look. */
  messages(channel: ChannelRef, how?: { as?: PersonRef }): Message[];
  /** All that was ever written where others could read it, deleted or not, oldest first. */
  everyMessage(): readonly Message[];
  /** A message and its replies, oldest first. */
  thread(message: Message): Message[];
  /** What the bot wrote to a person directly, oldest first. */
  directMessages(person: PersonRef): Message[];
  /** What only that person sees, everywhere or in one channel. */
  ephemerals(person: PersonRef, channel?: ChannelRef): Message[];
  /** The person's open modals, the topmost last. */
  modals(person: PersonRef): View[];
  modal(person: PersonRef): View | undefined;
  home(person: PersonRef): View | undefined;
  /** Plain lines as a person reads them, in their time zone where one is named. */
  readable(shown: Message | View, how?: { as?: PersonRef }): string;
  permalink(message: Message): string;
}

export function reading(slack: Slack): Reading {
  const { world, views } = slack;
  const messages = (ref: ChannelRef, reader: Person | undefined) => {
    const channel = world.channel(ref);
    if (reader) refuseOutsider(slack, reader, channel);
    return world.messagesIn(channel.id).filter((it) => !it.threadTs);
  };
  return {
    person: (ref) => world.person(ref),
    channel: (ref) => world.channel(ref),
    everybody: () => [...world.people.values()],
    everyChannel: () => [...world.channels.values()],
    messages: (ref, how) => messages(ref, how?.as === undefined ? undefined : world.person(how.as)),
    everyMessage: () => world.messages,
    thread: (message) => {
      const rootTs = message.threadTs ?? message.ts;
      return world.messagesIn(message.channelId).filter((it) => it.ts === rootTs || it.threadTs === rootTs);
    },
    directMessages: (ref) => {
      const channel = world.directChannel([slack.identity.botUserId, world.person(ref).id]);
      return channel ? world.messagesIn(channel.id) : [];
    },
    ephemerals: (ref, channelRef) => {
      const { id } = world.person(ref);
      const where = channelRef === undefined ? undefined : world.channel(channelRef).id;
      const isThere = (it: Message) => where === undefined || it.channelId === where;
      return world.ephemerals.filter((it) => it.visibleTo === id && !it.isDeleted && isThere(it));
    },
    modals: (ref) => [...views.stackOf(world.person(ref).id)],
    modal: (ref) => views.stackOf(world.person(ref).id).at(-1),
    home: (ref) => views.homes.get(world.person(ref).id),
    readable: (shown, how) =>
      readable(shown, world, how?.as === undefined ? 'UTC' : world.person(how.as).timeZone),
    permalink: (message) => permalinkOf(slack, message),
  };
}
