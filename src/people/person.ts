// Who is who: people, their rank in the workspace, and who reads.

export interface Person {
  id: string;
  name: string;
  timeZone: string;
  kind: 'member' | 'guest' | 'bot' | 'outsider';
  rank: 'none' | 'admin' | 'owner' | 'primary owner';
  leftAt: string | null;
}

/** Somebody who can be waited for: a person of this workspace, or a guest, who is still here. */
export function isActive(person: Person | undefined): person is Person {
  return (
    person !== undefined && person.leftAt === null && (person.kind === 'member' || person.kind === 'guest')
  );
}

/** Of another organization, or no longer of this one. Whoever the directory does not know yet is not. */
export function isStranger(person: Person | undefined): boolean {
  return person !== undefined && (person.kind === 'outsider' || person.leftAt !== null);
}

/** Admins and owners of the workspace, as Slack has them. */
export function isAdmin(person: Person | undefined): boolean {
  return isActive(person) && person.rank !== 'none';
}

/**
 * Who is reading. A person reads what the whole workspace may see and what their private conversations hold; the
 * sponsor reads all; what is posted is read as the conversation it is posted in.
 */
export interface Viewer {
  personId: string | null;
  conversationId: string | null;
  isSponsor: boolean;
  isGuest: boolean;
}

/** Reads as the members of a conversation do: for whatever is posted there. */
export function conversationViewer(conversationId: string): Viewer {
  return { personId: null, conversationId, isSponsor: false, isGuest: false };
}
