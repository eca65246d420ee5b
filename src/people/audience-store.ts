// The SQL of who may read what: one condition, for every table that has an audience.
import type { Values } from '../platform/database.ts';
import type { Viewer } from './person.ts';

/**
 * The condition under which a viewer may read a row that has an audience and a conversation_id. Guests see what their
 * own conversations hold, as in Slack itself. Bind viewerValues() with it.
 */
export function mayRead(alias: string): string {
  return `(@everywhere = 1 OR (${alias}.audience = 'workspace' AND @guest = 0)
    OR ${alias}.conversation_id = @readingConversation
    OR EXISTS (SELECT 1 FROM membership reader WHERE reader.conversation_id = ${alias}.conversation_id
      AND reader.person_id = @reader))`;
}

export function viewerValues(viewer: Viewer): Values {
  return {
    everywhere: Number(viewer.isSponsor),
    guest: Number(viewer.isGuest),
    reader: viewer.personId,
    readingConversation: viewer.conversationId,
  };
}
