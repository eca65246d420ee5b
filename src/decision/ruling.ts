// The rule: when a decision must be reconsidered, and when nobody knows enough to say.
import type { Fraction } from '../ritual/ritual.ts';
import { answersIn, opinionsIn, type Tally } from './verdict.ts';

/**
 * - reconsider: customers would dislike it, so its owner must think again;
 * - blind spot: at least half of those who answered do not know what customers would think;
 * - judge: too few opinions for the rule, so its owner reads the answers and judges;
 * - stands.
 */
export type Ruling = 'stands' | 'reconsider' | 'judge' | 'blind spot';

/** Below this many opinions the rule does not decide. */
const smallestNumberOfOpinions = 3;

/**
 * Dislikes are compared with opinions as whole numbers: at one third, 3 × dislikes ≥ opinions. `rosterSize` is null
 * where nobody knows whom the round waited for; a smaller roster than three makes do with as many opinions.
 */
export function rule(tally: Tally, at: Fraction, rosterSize: number | null): Ruling {
  const opinions = opinionsIn(tally);
  const needed = Math.max(1, Math.min(smallestNumberOfOpinions, rosterSize ?? smallestNumberOfOpinions));
  const enough = opinions >= needed;
  if (enough && tally.dislike > 0 && at.denominator * tally.dislike >= at.numerator * opinions)
    return 'reconsider';
  const answers = answersIn(tally);
  if (answers > 0 && 2 * tally.unsure >= answers) return 'blind spot';
  return enough ? 'stands' : 'judge';
}
