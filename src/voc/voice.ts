// A customer's words, verbatim, with what is known about who said them and where.
import { type Audience, type Conversation, wholeWorkspace } from '../people/conversation.ts';
import type { MessageFacts } from './message.ts';

/** The scores that customers give, and where each begins and ends. */
export const scales = {
  nps: { least: 0, most: 10 },
  csat: { least: 1, most: 5 },
  ces: { least: 1, most: 7 },
  csi: { least: 0, most: 100 },
} as const;

export type Scale = keyof typeof scales;

export function isScale(name: string): name is Scale {
  return Object.hasOwn(scales, name);
}

export interface Score {
  scale: Scale;
  value: number;
}

/** Up to these a score is that of somebody who suffers: NPS calls them detractors; effort is worst at 1. */
const unhappyUpTo = { nps: 6, csat: 2, ces: 3 } as const;

/** Whether a customer was unhappy: by their score (csi has no agreed line), or as whoever captured it marked them. */
export function isUnhappy({ score, unhappy }: Pick<Voice, 'score' | 'unhappy'>): boolean {
  if (unhappy) return true;
  return score !== null && score.scale !== 'csi' && score.value <= unhappyUpTo[score.scale];
}

export interface Voice {
  id: number;
  conversationId: string;
  audience: Audience;
  words: string;
  customer: string | null;
  segment: string | null;
  /** How its segment is called. */
  segmentLabel?: string;
  source: string | null;
  stage: string | null;
  score: Score | null;
  themes: string[];
  /** Marked as unhappy by whoever captured it, whatever the score. */
  unhappy?: boolean;
  permalink: string | null;
  /** The Slack message that it was saved from. */
  messageTs: string | null;
  saidAt: Date;
  capturedBy: string;
  capturedAt: Date;
  /** How many customers said so, where voices are joined to it; each counts once. */
  customers?: number;
}

/** Where words are captured, and the message that they stand in, if they stand in one. */
export interface Place {
  conversationId: string;
  messageTs: string | null;
  message?: MessageFacts | undefined;
}

/** Who will see what is captured in a conversation, besides the capturer and the sponsor. */
export type Reach = 'workspace' | 'members' | 'shared' | 'nobody';

/** The App Home belongs to no conversation: what is captured there is for the whole workspace. */
export const noConversation = '';

/** The audience of what only its capturer and the sponsor see, whoever joins the conversation later. */
export const capturerOnly: Audience = 'capturer';

/** Where the bot is not a member it cannot know who listens, so nobody else sees what was captured there. */
export function reachOf(conversationId: string, conversation: Conversation | undefined): Reach {
  if (conversationId === noConversation) return 'workspace';
  if (!conversation?.hasBot) return 'nobody';
  if (conversation.isShared) return 'shared';
  return conversation.isPrivate ? 'members' : 'workspace';
}

/** The audience of what is captured in a conversation, whether the bot knows it or not. */
export function audienceIn(conversationId: string, conversation: Conversation | undefined): Audience {
  const reach = reachOf(conversationId, conversation);
  if (reach === 'nobody') return capturerOnly;
  return reach === 'workspace' ? wholeWorkspace : conversationId;
}
