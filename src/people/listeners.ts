// Slack's door for who is who: keeps the mirror of the directory current.
import { dayMs, later } from '../platform/clock.ts';
import type { Inbox, SlackEvent } from '../platform/inbox.ts';
import { readTrouble } from '../platform/slack-errors.ts';
import { setAlarm, type Ticker } from '../platform/ticker.ts';
import {
  conversationLost,
  type Directory,
  loseConversation,
  mirrorLeaving,
  mirrorPerson,
  readConversation,
} from './read-directory.ts';
import { directoryStale } from './reading.ts';
import { readPerson, type SlackUser } from './slack-user.ts';
import * as store from './store.ts';

interface House {
  directory: Directory;
  inbox: Inbox;
  ticker: Ticker;
  /** Reads the whole directory again, soon. */
  refresh(): void;
}

interface Membership {
  conversationId: string;
  personId: string;
}

const readMembership = (event: SlackEvent): Membership | null =>
  typeof event.channel === 'string' && typeof event.user === 'string'
    ? { conversationId: event.channel, personId: event.user }
    : null;

const readChannelId = (event: SlackEvent): string | null => {
  const { channel } = event;
  if (typeof channel === 'string') return channel;
  return channel && typeof channel === 'object' && 'id' in channel && typeof channel.id === 'string'
    ? channel.id
    : null;
};

/** Only the fields that the mirror holds: a profile can carry a telephone number. */
function keepUser(event: SlackEvent): SlackUser | null {
  const user = event.user as SlackUser | undefined;
  if (!user?.id) return null;
  const { id, team_id, deleted, name, tz, is_bot, is_stranger, is_restricted, is_ultra_restricted } = user;
  const { is_admin, is_owner, is_primary_owner, profile } = user;
  const named = { display_name: profile?.display_name ?? '', real_name: profile?.real_name ?? '' };
  const kept = { id, team_id, deleted, name, tz, is_bot, is_stranger, is_restricted, is_ultra_restricted };
  const ranked = { ...kept, is_admin, is_owner, is_primary_owner };
  return {
    ...(Object.fromEntries(Object.entries(ranked).filter(([, value]) => value !== undefined)) as SlackUser),
    profile: named,
  };
}

export function listen({ directory, inbox, ticker, refresh }: House): void {
  const { db, clock, self, changes } = directory;
  const overtake = (id: string) => {
    changes.set(id, (changes.get(id) ?? 0) + 1);
  };
  for (const kind of ['user_change', 'team_join']) {
    inbox.on(kind, {
      keep: keepUser,
      apply: (user, now) => {
        const person = readPerson(user, self, now);
        overtake(person.id);
        db.transaction(() => mirrorPerson(db, person, now));
      },
    });
  }
  inbox.on('member_joined_channel', {
    keep: readMembership,
    apply: async ({ conversationId, personId }) => {
      overtake(conversationId);
      const known = store.findConversation(db, conversationId)?.hasBot;
      if (personId === self.botUserId || !known) await readOrLose(directory, conversationId);
      else db.transaction(() => store.addMember(db, conversationId, personId));
    },
  });
  inbox.on('member_left_channel', {
    keep: readMembership,
    apply: ({ conversationId, personId }, now) => {
      overtake(conversationId);
      db.transaction(() => {
        if (personId === self.botUserId) loseConversation(db, conversationId, now);
        else mirrorLeaving(db, conversationId, personId, now);
      });
    },
  });
  listenForConversations({ directory, inbox, ticker, refresh });
  ticker.on(directoryStale, (_key, now) => {
    setAlarm(db, directoryStale, '', later(now, dayMs));
    refresh();
  });
  db.transaction(() => setAlarm(db, directoryStale, '', later(clock.now(), dayMs)));
}

const changed = [
  'channel_rename',
  'group_rename',
  'channel_unarchive',
  'group_unarchive',
  'channel_unshared',
];
const lost = ['channel_archive', 'group_archive', 'channel_deleted', 'group_deleted', 'channel_shared'];

/** A private conversation that the bot was taken out of meanwhile does not exist for it: Slack refuses to tell of it. */
async function readOrLose(directory: Directory, id: string): Promise<void> {
  try {
    await readConversation(directory, id);
  } catch (error) {
    if (readTrouble(error).kind !== 'refused') throw error;
    const { db, clock } = directory;
    db.transaction(() => loseConversation(db, id, clock.now()));
  }
}

function listenForConversations({ directory, inbox }: House): void {
  const { db } = directory;
  for (const kind of changed) {
    inbox.on(kind, { keep: readChannelId, apply: (id) => readOrLose(directory, id) });
  }
  // Private channels that the bot is taken out of tell it so under names of their own.
  for (const kind of ['channel_left', 'group_left']) {
    inbox.on(kind, {
      keep: readChannelId,
      apply: (id, now) => db.transaction(() => loseConversation(db, id, now)),
    });
  }
  for (const kind of lost) {
    inbox.on(kind, {
      keep: readChannelId,
      apply: (id, now) =>
        db.transaction(() => {
          const conversation = store.findConversation(db, id);
          if (!conversation) return;
          const isShared = conversation.isShared || kind === 'channel_shared';
          store.saveConversation(db, {
            ...conversation,
            isShared,
            isArchived: !isShared || conversation.isArchived,
          });
          setAlarm(db, conversationLost, id, now);
        }),
    });
  }
}
