// The shares of dislikes among which a ritual chooses: from which one on a decision must be reconsidered.
import { type Fraction, oneThird } from './ritual.ts';

interface Share extends Fraction {
  /** As "a third". */
  words: string;
}

export const shares: readonly Share[] = [
  { numerator: 1, denominator: 5, words: 'a fifth' },
  { numerator: 1, denominator: 4, words: 'a quarter' },
  { ...oneThird, words: 'a third' },
  { numerator: 1, denominator: 2, words: 'half' },
  { numerator: 2, denominator: 3, words: 'two thirds' },
];

/** As it stands in a form: 1/3. */
export function shareValue({ numerator, denominator }: Fraction): string {
  return `${numerator}/${denominator}`;
}

/** Undefined for what is none of them. */
export function readShare(value: string | null): Fraction | undefined {
  const share = shares.find((one) => shareValue(one) === value);
  return share && { numerator: share.numerator, denominator: share.denominator };
}

export function shareWords(fraction: Fraction): string {
  return (
    shares.find((share) => shareValue(share) === shareValue(fraction))?.words ??
    `${fraction.numerator} in ${fraction.denominator}`
  );
}
