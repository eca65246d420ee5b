// What our best customers would think: the four verdicts, and how they add up.

export type Verdict = 'love' | 'accept' | 'dislike' | 'unsure';

interface VerdictLook {
  verdict: Verdict;
  emoji: string;
  /** Said whole on buttons and in receipts. */
  words: string;
}

/** In the order of the buttons. */
export const verdicts: readonly VerdictLook[] = [
  { verdict: 'love', emoji: '💚', words: 'They’d love it' },
  { verdict: 'accept', emoji: '🙂', words: 'They’d be fine with it' },
  { verdict: 'dislike', emoji: '👎', words: 'They’d dislike it' },
  { verdict: 'unsure', emoji: '🤷', words: 'We don’t know' },
];

/** In the order of the reveal: dissent first. */
export const dissentFirst: readonly Verdict[] = ['dislike', 'unsure', 'accept', 'love'];

export function isVerdict(word: string | null): word is Verdict {
  return verdicts.some(({ verdict }) => verdict === word);
}

export function lookOf(verdict: Verdict): VerdictLook {
  const look = verdicts.find((one) => one.verdict === verdict);
  if (!look) throw new Error(`no verdict ${verdict}`);
  return look;
}

/** How many gave each verdict. */
export type Tally = Record<Verdict, number>;

export const noAnswers: Tally = { love: 0, accept: 0, dislike: 0, unsure: 0 };

/** Answers that say something: all but unsure. */
export function opinionsIn(tally: Tally): number {
  return tally.love + tally.accept + tally.dislike;
}

export function answersIn(tally: Tally): number {
  return opinionsIn(tally) + tally.unsure;
}
