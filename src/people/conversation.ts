// The conversations that the bot sits in, and the audience that what is said there has.

export interface Conversation {
  id: string;
  name: string;
  isPrivate: boolean;
  /** Open to people of another organization. */
  isShared: boolean;
  isArchived: boolean;
  hasBot: boolean;
}

/** Whether the bot can and may ask there. */
export function isAskable({ hasBot, isShared, isArchived }: Conversation): boolean {
  return hasBot && !isShared && !isArchived;
}

/** 'workspace', or the id of the one private conversation whose members (and the sponsor) may see it. */
export type Audience = string;

export const wholeWorkspace: Audience = 'workspace';

export function audienceOf(conversation: Conversation): Audience {
  return conversation.isPrivate ? conversation.id : wholeWorkspace;
}
