// What customers in fact thought of a decision, as its owner learnt when they looked back.
import { opinionsIn, type Tally, type Verdict } from './verdict.ts';

export type Opinion = Exclude<Verdict, 'unsure'>;

export type Outcome = Opinion | 'unknown';

interface OutcomeLook {
  outcome: Outcome;
  /** On the button. */
  button: string;
  /** How it is told, as the end of a sentence or alone. */
  words: string;
}

/** In the order of the buttons. */
export const outcomes: readonly OutcomeLook[] = [
  { outcome: 'love', button: '💚 They loved it', words: 'customers loved it' },
  { outcome: 'accept', button: '🙂 They were fine with it', words: 'customers were fine with it' },
  { outcome: 'dislike', button: '👎 They disliked it', words: 'customers disliked it' },
  { outcome: 'unknown', button: '🤷 Still unknown', words: 'nobody knows yet what customers think' },
];

export function lookOfOutcome(outcome: Outcome): OutcomeLook {
  const look = outcomes.find((one) => one.outcome === outcome);
  if (!look) throw new Error(`no outcome ${outcome}`);
  return look;
}

export function isOutcome(word: string | null): word is Outcome {
  return outcomes.some(({ outcome }) => outcome === word);
}

const opinions: readonly Opinion[] = ['love', 'accept', 'dislike'];

/** What the team thought: the most frequent opinion; null for a tie, and where nobody had one. */
export function thoughtOf(tally: Tally): Opinion | null {
  const most = Math.max(...opinions.map((opinion) => tally[opinion]));
  const leading = opinions.filter((opinion) => tally[opinion] === most);
  return opinionsIn(tally) > 0 && leading.length === 1 ? (leading[0] ?? null) : null;
}

/** Whether the team thought that customers would love or accept it: either has more votes than dislike. */
export function isThoughtGood(tally: Tally): boolean {
  return Math.max(tally.love, tally.accept) > tally.dislike;
}
