// A channel's standing agreement to ask the question.
import type { Audience } from '../people/conversation.ts';
import type { Schedule } from './schedule.ts';

export const defaultQuestion = 'What would our best customers think of the decision we just made?';

/** The share of opinions at which dislikes call for reconsideration, as a fraction. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

export const oneThird: Fraction = { numerator: 1, denominator: 3 };

/** Up to this many members of a channel are waited for without being named. */
export const mostUnnamedRoster = 12;

export interface Ritual {
  id: number;
  conversationId: string;
  audience: Audience;
  name: string;
  functionId: number | null;
  question: string;
  reconsiderAt: Fraction;
  anonymous: boolean;
  facilitatorId: string;
  /** Why nothing is asked at present, as the end of a sentence; null while it runs. */
  pausedBecause: string | null;
  /** IANA zone of its schedules, quiet days and answer windows. */
  timeZone: string;
  schedules: Schedule[];
  /** Whether the end of a huddle in the channel is the meeting's end. */
  huddles: boolean;
  createdAt: Date;
}
