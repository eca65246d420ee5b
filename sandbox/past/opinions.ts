// What people make of a plan: their verdict on it, and the button with which its owner ends it.
import type { Chance } from './chance.ts';
import type { Plan } from './plan.ts';

/** How a plan's owner would end it, the first that is offered. Without an ending only a judgement ends. */
export function endingsOf({ ends }: Plan): readonly string[] {
  return ends ? [ends, 'learnt', 'stands'] : ['stands'];
}

/** By verdict, what stands on the choices of the form. */
export const words = {
  love: 'They’d love it',
  accept: 'They’d be fine with it',
  dislike: 'They’d dislike it',
  unsure: 'We don’t know',
} as const;

export interface Verdict {
  readonly verdict: keyof typeof words;
  /** The opinion that a reason was written for. */
  readonly isTypical: boolean;
  readonly isAgainst: boolean;
}

export function verdictOf({ lean, against }: Plan, index: number, chance: Chance): Verdict {
  const isOdd = chance.happens(0.22);
  if (lean === 'split') {
    const dislikes = index % 2 === 0;
    return {
      verdict: dislikes ? 'dislike' : chance.pick(['love', 'accept'] as const),
      isTypical: true,
      isAgainst: dislikes,
    };
  }
  if (!isOdd) return { verdict: lean, isTypical: true, isAgainst: false };
  const other = lean === 'dislike' ? 'accept' : chance.pick(['accept', 'accept', 'unsure'] as const);
  return { verdict: other, isTypical: against !== undefined && lean === 'dislike', isAgainst: true };
}

export interface Learnt {
  readonly outcome: 'love' | 'accept' | 'dislike' | 'unknown';
  readonly reason: string;
}

const reasons: Readonly<Record<Learnt['outcome'], readonly string[]>> = {
  love: ['Nine of ten thanked us for it unasked.', 'It is what they name first in renewals.'],
  accept: [
    'Nobody wrote about it, and nobody left over it.',
    'Two asked why, and were content with the answer.',
  ],
  dislike: ['Four of six asked for the old way back.', 'It came up in every second call since.'],
  unknown: ['Too few have met it yet.'],
};

/** What customers in fact thought: as the team did, more often than not. */
export function outcomeOf({ lean }: Plan, chance: Chance): Learnt {
  const expected = lean === 'love' || lean === 'accept' || lean === 'dislike' ? lean : 'accept';
  const other = chance.pick(['accept', 'dislike', 'unknown'] as const);
  const outcome = chance.happens(0.68) ? expected : other;
  return { outcome, reason: chance.pick(reasons[outcome]) };
}
