// A why as the team reads it: with the customer's words that carry it, or marked as a guess.
import { count, escapedWithin, quote } from '../platform/slack-text.ts';
import { citation } from '../voc/citation.ts';
import type { Voice } from '../voc/voice.ts';

export interface Why {
  why: string | null;
  segmentLabel?: string;
  voiceIds: readonly number[];
}

const mostCitations = 2;
/** Of each customer's words. */
const shownWords = 120;

/** "Low value" is low value in the middle of a sentence; an acronym stays as it is. */
function inSentence(label: string): string {
  return escapedWithin(
    label.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase()),
    80,
  );
}

/** Whether there is anything to read beside the verdict. */
export function saysWhy({ why, voiceIds }: Why, voices: readonly Voice[]): boolean {
  return Boolean(why) || voices.some(({ id }) => voiceIds.includes(id));
}

/** `voices` are those that may be shown here; `by` is who gave it, '' where that is not kept. */
export function whyText(
  { why, segmentLabel: label, voiceIds }: Why,
  voices: readonly Voice[],
  { by, mostCharacters }: { by: string; mostCharacters: number },
): string {
  const cited = voices.filter(({ id }) => voiceIds.includes(id));
  const about = [
    ...(by ? [by] : []),
    ...(label ? [`thinking of ${inSentence(label)} customers`] : []),
    ...(cited.length === 0 ? ['_a guess_'] : []),
  ];
  const rest = cited.length - mostCitations;
  return [
    ...(why ? [quote(why, mostCharacters)] : []),
    ...(about.length > 0 ? [`> — ${about.join(' · ')}`] : []),
    ...cited.slice(0, mostCitations).map((voice) => `> 🗣 ${citation(voice, shownWords)}`),
    ...(rest > 0 ? [`> and ${count(rest, 'voice')} more`] : []),
  ].join('\n');
}
