// The teams that keep the ritual in the company's past: where they meet, who runs it, how well they keep it.
import type { Name } from '../people.ts';

export interface Team {
  readonly channel: string;
  readonly meeting: string;
  readonly facilitator: Name;
  readonly weekday: string;
  /** In the facilitator's own zone. */
  readonly at: string;
  /** Other than every week. */
  readonly howOften?: string;
  /** It meets in a huddle, and the huddle's end is the meeting's. */
  readonly huddles?: boolean;
  readonly members: readonly Name[];
  /** How many of its meetings record a decision, and how many say that there was none; nobody touches the rest. */
  readonly decides: number;
  readonly saysNone: number;
  /** How many of those who are asked answer. */
  readonly answers: number;
  /** Its answers carry no names. */
  readonly isAnonymous?: boolean;
  readonly isNew?: boolean;
}

export const teams: readonly Team[] = [
  {
    channel: 'product-weekly',
    meeting: 'Product weekly',
    facilitator: 'ana',
    weekday: 'Tuesday',
    at: '10:30',
    members: ['ana', 'ben', 'chloe', 'farid', 'grace', 'hiro'],
    decides: 1,
    saysNone: 0,
    answers: 0.75,
  },
  {
    channel: 'support-leads',
    meeting: 'Support leads',
    facilitator: 'grace',
    weekday: 'Wednesday',
    at: '11:00',
    huddles: true,
    members: ['grace', 'chloe', 'hiro'],
    decides: 0.75,
    saysNone: 0.2,
    answers: 0.95,
  },
  {
    channel: 'finance-close',
    meeting: 'Finance close',
    facilitator: 'dmitri',
    weekday: 'Thursday',
    at: '16:00',
    howOften: 'Every 2 weeks',
    members: ['dmitri', 'chloe', 'farid', 'eve'],
    decides: 0.5,
    saysNone: 0.1,
    answers: 0.7,
  },
  {
    channel: 'pricing-council',
    meeting: 'Pricing council',
    facilitator: 'hiro',
    weekday: 'Friday',
    at: '16:30',
    members: ['hiro', 'ana', 'dmitri', 'chloe', 'grace'],
    decides: 0.7,
    saysNone: 0.1,
    answers: 0.65,
    isAnonymous: true,
    isNew: true,
  },
  {
    channel: 'board-room',
    meeting: 'Board',
    facilitator: 'chloe',
    weekday: 'Monday',
    at: '14:00',
    members: ['chloe', 'dmitri', 'eve', 'farid'],
    decides: 0.75,
    saysNone: 0.1,
    answers: 0.9,
  },
];
