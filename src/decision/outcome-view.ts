// What we thought and what customers in fact thought, in one sentence.
import type { Told } from './load-round.ts';
import { lookOfOutcome, type Opinion, thoughtOf } from './outcome.ts';

const thoughts: Record<Opinion, string> = {
  love: 'We thought they’d love it',
  accept: 'We thought they’d be fine with it',
  dislike: 'We thought they’d dislike it',
};

/** '' until the outcome of a decision is told; by what may be shown of its answers. */
export function outcomeSentence({ decision, tally, asked }: Told): string {
  if (decision.outcome === null) return '';
  const thought = asked ? thoughtOf(tally) : null;
  const before = thought === null ? 'We did not agree beforehand' : thoughts[thought];
  return `${before}; ${lookOfOutcome(decision.outcome).words}.`;
}
