// A channel that can be asked no longer: archived, shared with others, or without the bot.
import { findConversation } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { pauseBecause } from './pause-ritual.ts';
import { findRitualIn } from './store.ts';

/** Pauses the ritual of a conversation that the bot may not or cannot ask in, with the reason. */
export function loseRitual(db: Database, now: Date, conversationId: string): void {
  const ritual = findRitualIn(db, conversationId);
  const conversation = findConversation(db, conversationId);
  if (!ritual || ritual.pausedBecause !== null || !conversation) return;
  if (conversation.isShared)
    pauseBecause(db, now, ritual, 'its channel became shared with another organization');
  else if (conversation.isArchived) pauseBecause(db, now, ritual, 'its channel was archived');
  else if (!conversation.hasBot) pauseBecause(db, now, ritual, 'I was removed from its channel');
}
