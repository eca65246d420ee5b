// Reads who is in the workspace and in the bot's conversations from Slack into the mirror.
import type { webApi } from '@slack/bolt';
import type { Clock } from '../platform/clock.ts';
import { dayMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { inPacedSlices } from '../platform/slices.ts';
import { setAlarm } from '../platform/ticker.ts';
import { moveReminder } from './attention.ts';
import { isAskable } from './conversation.ts';
import { followSponsor } from './follow-sponsor.ts';
import { isActive, type Person } from './person.ts';
import { readPerson, type Self } from './slack-user.ts';
import * as store from './store.ts';

/** The kind of alarm that tells the other rooms that somebody has left; its key is the person's id. */
export const personLeft = 'person left';
/** The kind of alarm that tells the other rooms that a conversation can no longer be asked; its key is its id. */
export const conversationLost = 'conversation lost';

/** The kind of alarm that tells the other rooms that somebody has left a conversation; its key names both. */
export const memberLeft = 'member left';

/** Takes somebody off a conversation's members, and tells the other rooms. */
export function mirrorLeaving(db: Database, conversationId: string, personId: string, now: Date): void {
  store.removeMember(db, conversationId, personId);
  setAlarm(db, memberLeft, `${conversationId} ${personId}`, now);
}

export interface Directory {
  db: Database;
  slack: webApi.WebClient;
  clock: Clock;
  self: Self;
  /** How often events have told of each person, and changed each conversation's members, since the start. */
  changes: Map<string, number>;
  /** When each conversation's members were last read since the start. */
  membersReadAt: Map<string, Date>;
}

/** Saves a person; when they have left since the mirror last saw them, the other rooms are told. */
export function mirrorPerson(db: Database, person: Person, now: Date): void {
  const before = store.findPerson(db, person.id);
  const save = () => store.savePerson(db, person);
  const isAnother = before?.rank !== person.rank || before.leftAt !== person.leftAt;
  if (isAnother) followSponsor(db, now, save);
  else save();
  if (isActive(before) && person.leftAt !== null) setAlarm(db, personLeft, person.id, now);
  if (before && before.timeZone !== person.timeZone) moveReminder(db, now, person, before.timeZone);
}

/** Who is in a public channel is no secret, and events tell of it; so its members are read again only this often. */
const publicMembersStaleMs = 7 * dayMs;

/** Reads everybody and every conversation of the bot's. Slow on a large workspace: never before an ack. */
export async function readDirectory(directory: Directory): Promise<void> {
  await readPeople(directory);
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await directory.slack.users.conversations({
      types: 'public_channel,private_channel',
      limit: 500,
      ...(cursor ? { cursor } : {}),
    });
    for (const channel of page.channels ?? []) {
      if (!channel.id) continue;
      seen.add(channel.id);
      if (needsMembers(directory, channel.id, channel))
        await readConversation(directory, channel.id, channel);
      else directory.db.transaction(() => mirrorConversation(directory, channel.id ?? '', channel, true));
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  const { db, clock } = directory;
  db.transaction(() => {
    for (const id of store.conversationIdsWithBot(db))
      if (!seen.has(id)) loseConversation(db, id, clock.now());
  });
}

/** A page of people, most of them new, would hold everybody else up. */
const mirroredAtOnce = { least: 10, most: 500 };

async function readPeople({ db, slack, clock, self, changes }: Directory): Promise<void> {
  const missing = new Set(store.activePersonIds(db));
  let cursor: string | undefined;
  do {
    const before = new Map(changes);
    const page = await slack.users.list({ limit: 500, ...(cursor ? { cursor } : {}) });
    const users = page.members ?? [];
    const mirror = (size: number) => {
      for (const user of users.splice(0, size)) {
        const person = readPerson(user, self, clock.now());
        missing.delete(person.id);
        // What an event has told meanwhile is newer than the page.
        if (changes.get(person.id) === before.get(person.id)) mirrorPerson(db, person, clock.now());
      }
      return users.length > 0;
    };
    await inPacedSlices({ db, clock }, mirroredAtOnce, mirror, () => false);
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  db.transaction(() => {
    for (const id of missing) {
      if (store.findPerson(db, id)?.kind === 'outsider') continue;
      followSponsor(db, clock.now(), () => store.markLeft(db, id, clock.now()));
      setAlarm(db, personLeft, id, clock.now());
    }
  });
}

function needsMembers({ membersReadAt, clock }: Directory, id: string, channel: SlackChannel): boolean {
  const readAt = membersReadAt.get(id);
  if (!readAt || channel.is_private) return true;
  return clock.now().getTime() - readAt.getTime() >= publicMembersStaleMs;
}

/** What Slack tells of a conversation, alone or in a list. */
interface SlackChannel {
  name?: string;
  is_private?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
  is_archived?: boolean;
}

/**
 * Reads one conversation and its members; again, when events changed them while it was read. `told` is what a list has
 * just told of it, so that a reading of everything asks once for each conversation and not twice.
 */
export async function readConversation(directory: Directory, id: string, told?: SlackChannel): Promise<void> {
  const { db, slack, clock, self, changes } = directory;
  const before = changes.get(id);
  const channel: SlackChannel | undefined = told ?? (await slack.conversations.info({ channel: id })).channel;
  if (!channel) return;
  const memberIds = await readMembers(slack, id);
  if (changes.get(id) !== before) return readConversation(directory, id);
  db.transaction(() => {
    mirrorConversation(directory, id, channel, memberIds.includes(self.botUserId));
    const staying = new Set(memberIds);
    const gone = store.memberIds(db, id).filter((personId) => !staying.has(personId));
    for (const personId of gone) mirrorLeaving(db, id, personId, clock.now());
    store.addMembers(db, id, memberIds);
  });
  directory.membersReadAt.set(id, clock.now());
}

/** Saves what a conversation is; when the bot cannot ask there (any more), the other rooms are told. */
function mirrorConversation(
  { db, clock }: Directory,
  id: string,
  channel: SlackChannel,
  hasBot: boolean,
): void {
  const conversation = {
    id,
    name: channel.name ?? id,
    isPrivate: channel.is_private ?? false,
    isShared: (channel.is_ext_shared || channel.is_pending_ext_shared) ?? false,
    isArchived: channel.is_archived ?? false,
    hasBot,
  };
  store.saveConversation(db, conversation);
  if (!isAskable(conversation)) setAlarm(db, conversationLost, id, clock.now());
}

async function readMembers(slack: webApi.WebClient, id: string): Promise<string[]> {
  const memberIds: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await slack.conversations.members({
      channel: id,
      limit: 500,
      ...(cursor ? { cursor } : {}),
    });
    memberIds.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return memberIds;
}

/** The bot is in it no more: its members can no longer be followed, so nobody is one any longer. */
export function loseConversation(db: Database, id: string, now: Date): void {
  const conversation = store.findConversation(db, id);
  if (!conversation) return;
  store.saveConversation(db, { ...conversation, hasBot: false });
  store.replaceMembers(db, id, []);
  setAlarm(db, conversationLost, id, now);
}
