// Who reads a digest: the sponsor, or a channel, which reads as its members do.
import { conversationViewer, type Viewer } from '../people/person.ts';
import { findPerson, sponsorId, viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { escapedWithin, mention } from '../platform/slack-text.ts';

/** The name of the sponsor as a reader; a channel’s is its id. */
export const theSponsor = 'sponsor';

export interface Reader {
  name: string;
  viewer: Viewer;
  /** Where Slack has the workspace, with a slash at its end; '' is unknown. */
  workspaceUrl: string;
  /** A person in a sentence. A channel gets plain names: a mention there would call everybody who owns something. */
  who(personId: string): string;
}

export function readerOf(db: Database, name: string, workspaceUrl: string): Reader {
  const isSponsor = name === theSponsor;
  return {
    name,
    viewer: isSponsor ? viewerOf(db, sponsorId(db) ?? '') : conversationViewer(name),
    workspaceUrl,
    who: (personId) =>
      isSponsor ? mention(personId) : escapedWithin(findPerson(db, personId)?.name ?? 'somebody', 80),
  };
}
