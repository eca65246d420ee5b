// Who may: asked at every action of the directory as it is now, never of the button.
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Conversation } from './conversation.ts';
import { isActive, isAdmin } from './person.ts';
import * as store from './store.ts';

/**
 * The conversation, when the bot can ask in it and this person belongs to it. Refuses where the bot is not a member,
 * where another organization listens, where the channel is archived, and strangers.
 */
export function requireMember(db: Database, conversationId: string, personId: string): Conversation {
  const conversation = store.findConversation(db, conversationId);
  if (!conversation?.hasBot) {
    throw new Refusal('I am not in this channel yet. Type `/invite @Empty Chair` here, then try again.');
  }
  if (conversation.isShared) {
    throw new Refusal(
      'This channel is shared with another organization, and customers may be sitting in it. Use a channel of your own.',
    );
  }
  if (conversation.isArchived) throw new Refusal('This channel is archived. Use another one.');
  if (!isActive(store.findPerson(db, personId)) || !store.isMember(db, conversationId, personId)) {
    throw new Refusal('Only members of this channel can do this. Join it, then try again.');
  }
  return conversation;
}

/** Refuses anyone but the facilitator and the sponsor. */
export function requireFacilitator(db: Database, facilitatorId: string, personId: string): void {
  if (personId === facilitatorId || personId === store.sponsorId(db)) return;
  throw new Refusal(
    `Only the facilitator <@${facilitatorId}> can do this. If they no longer run the ritual, \`/ritual take\` makes you its facilitator.`,
  );
}

/** Refuses anyone but the sponsor. */
export function requireSponsor(db: Database, personId: string): void {
  if (personId !== store.sponsorId(db)) throw new Refusal('Only the sponsor can see the digest.');
}

export function mayChangeSettings(db: Database, personId: string): boolean {
  return personId === store.sponsorId(db) || isAdmin(store.findPerson(db, personId));
}

/** Refuses anyone but the sponsor and the workspace's admins and owners. */
export function requireSettings(db: Database, personId: string): void {
  if (!mayChangeSettings(db, personId)) {
    throw new Refusal('Only the sponsor and workspace admins can change settings.');
  }
}
