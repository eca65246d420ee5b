// Reads what people typed back out of Slack's markup, with the names of whom and what they mentioned.
import { findConversation, findPerson } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { readBack } from '../platform/slack-text.ts';

/** Names what Slack sent without a label; never a private channel, whose name is not for everyone. */
export function wordsOf(db: Database, text: string): string {
  const channelName = (id: string) => {
    const conversation = findConversation(db, id);
    return conversation?.isPrivate ? undefined : conversation?.name;
  };
  return readBack(text, (id) => findPerson(db, id)?.name ?? channelName(id));
}
