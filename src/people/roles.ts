// Who may: asked at every action of the directory as it is now, never of the button.
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Audience, type Conversation, wholeWorkspace } from './conversation.ts';
import { isActive, isAdmin } from './person.ts';
import * as store from './store.ts';

/** The conversation, when the bot is in it. Refuses a conversation that it knows nothing of. */
export function requireConversation(db: Database, conversationId: string): Conversation {
  const conversation = store.findConversation(db, conversationId);
  if (conversation?.hasBot) return conversation;
  // Slack's direct messages have ids that begin with D; nobody can be invited into them.
  if (conversationId.startsWith('D')) {
    throw new Refusal('I can only ask in a channel. Type this in the one where your team decides.');
  }
  throw new Refusal('I am not in this channel yet. Type `/invite @Empty Chair` here, then try again.');
}

/** Refuses where another organization listens, where the channel is archived, and where the bot is no member. */
export function requireAskable(db: Database, conversationId: string): Conversation {
  const conversation = requireConversation(db, conversationId);
  if (conversation.isShared) {
    throw new Refusal(
      'This channel is shared with another organization, and customers may be sitting in it. Use a channel of your own.',
    );
  }
  if (conversation.isArchived) throw new Refusal('This channel is archived. Use another one.');
  return conversation;
}

/**
 * The conversation, when the bot can ask in it and this person belongs to it. Refuses as requireAskable, and strangers;
 * the sponsor is one nowhere.
 */
export function requireMember(db: Database, conversationId: string, personId: string): Conversation {
  const conversation = requireAskable(db, conversationId);
  if (personId === store.sponsorId(db)) return conversation;
  if (!isActive(store.findPerson(db, personId)) || !store.isMember(db, conversationId, personId)) {
    throw new Refusal('Only members of this channel can do this. Join it, then try again.');
  }
  return conversation;
}

/**
 * Whether somebody can own what is decided in a conversation: they must be able to read it, so for a private one, and
 * for a guest anywhere, they must belong to it. The sponsor reads all.
 */
export function mayOwn(db: Database, conversationId: string, isPrivate: boolean, personId: string): boolean {
  const person = store.findPerson(db, personId);
  if (!isActive(person)) return false;
  if (personId === store.sponsorId(db)) return true;
  const isBound = isPrivate || person.kind === 'guest';
  return !isBound || store.isMember(db, conversationId, personId);
}

/**
 * Whether somebody may know of something with an audience, as mayRead() has it. Whoever may not is told the same as if
 * it were not there.
 */
export function mayKnow(
  db: Database,
  personId: string,
  { audience, conversationId }: { audience: Audience; conversationId: string },
): boolean {
  const { isSponsor, isGuest } = store.viewerOf(db, personId);
  if (isSponsor || (audience === wholeWorkspace && !isGuest)) return true;
  return store.isMember(db, conversationId, personId);
}

/** Refuses anyone but a ritual's facilitator and the sponsor. */
export function requireFacilitator(db: Database, facilitatorId: string, personId: string): void {
  if (personId === facilitatorId || personId === store.sponsorId(db)) return;
  throw new Refusal(
    `Only the facilitator <@${facilitatorId}> and the sponsor can do this. If they no longer run the ritual, \`/ritual take\` makes you its facilitator.`,
  );
}

/** Refuses anyone but the sponsor; `act` says what only they can do. */
export function requireSponsor(db: Database, personId: string, act = 'read the digest'): void {
  const sponsor = store.sponsorId(db);
  if (personId !== sponsor) {
    throw new Refusal(`Only the sponsor${sponsor ? `, <@${sponsor}>,` : ''} can ${act}.`);
  }
}

export function mayChangeSettings(db: Database, personId: string): boolean {
  return personId === store.sponsorId(db) || isAdmin(store.findPerson(db, personId));
}

/** Refuses anyone but the sponsor and the workspace's admins and owners; `act` says what only they can do. */
export function requireSettings(db: Database, personId: string, act = 'change settings'): void {
  if (!mayChangeSettings(db, personId)) {
    throw new Refusal(`Only the sponsor and workspace admins can ${act}.`);
  }
}
