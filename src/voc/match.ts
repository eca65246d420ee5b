// Which voices are about a decision: what its statement names, how much each name tells, and where to stay silent.
import { emptyWords, isListedPhrase, namesAlike, paleWords } from './match-words.ts';

/** Something that a statement names, in lower case, with the other names that customers have for it. */
export interface Concept {
  said: string;
  alike: string[];
  /** How much it tells before anybody has spoken: 1 for a matter, little for numbers and for what stands beside any. */
  prior: number;
  /** It may be a customer’s name. */
  isName: boolean;
}

/** The numbers of the voices that use a name: all of them from the number `since` onwards, 0 if there are no others. */
export interface Speaking {
  ids: number[];
  since: number;
}

/** Who speaks of a concept, by its own name or by another. */
export interface Speakers {
  byItsName: Speaking;
  byAnother: Speaking;
}

/** How many voices there are from the number `first` to the number `last`; from 0, all of them. */
export interface Sample {
  voices: number;
  first: number;
  last: number;
}

/** A concept with who speaks of it, and how much it tells: the fewer speak of it, the more. */
export interface Weighed extends Speakers {
  prior: number;
  worth: number;
}

/** A voice’s share of what the statement tells, 0 to 1. */
export interface Likeness {
  id: number;
  share: number;
}

/** A statement may be 3,000 characters long; what it is about stands at its beginning. */
const mostConcepts = 24;
/** A voice is short, and cannot be asked for more of a long statement than it can hold. */
const mostThatCount = 6;

// Tuned on one part of test/voc/labelled-decisions.ts, and measured on the other.
const paleness = 0.2;
const numberPrior = 0.3;
/** Another name for the same is a weaker sign than the name itself. */
const alikeShare = 0.7;
/** What a voice must hold of what the statement tells. */
const leastShare = 0.33;
/** The same for a voice that speaks of one matter only: a single word is shared by chance. */
const leastShareOfOne = 0.5;
/** Beside a voice that is clearly about it, one that holds so much less is there by chance. */
const leastOfBest = 0.75;
/** Voices imagined beside the real ones, and how many of them hold a word: among ten, none looks common or rare. */
const imagined = { voices: 50, speaking: 3 };
/** Characters: a longer voice speaks of many things, and shares words by chance. */
const usualLength = 400;

/** What a statement names, in its order. */
export function conceptsOf(statement: string): Concept[] {
  const pieces =
    statement.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}]*(?:[.,]?[\p{L}\p{M}\p{N}]+)*|[.!?:\n]/gu) ??
    [];
  const concepts = new Map<string, Concept>();
  for (let at = 0; at < pieces.length && concepts.size < mostConcepts; at += 1) {
    const piece = pieces[at] ?? '';
    const phrase = `${piece} ${pieces[at + 1] ?? ''}`.toLowerCase();
    const isPhrase = isListedPhrase(phrase);
    const said = isPhrase ? phrase : piece.toLowerCase();
    const isFirst = at === 0 || /^[.!?:\n]$/.test(pieces[at - 1] ?? '');
    if (isPhrase) at += 1;
    else if (tellsNothing(piece)) continue;
    concepts.set(said, {
      said,
      alike: namesAlike(said),
      prior: priorOf(said),
      isName: !isFirst && /^\p{Lu}/u.test(piece),
    });
  }
  return [...concepts.values()];
}

/** Two small letters are grammar in most languages; two capitals are a name. */
function tellsNothing(piece: string): boolean {
  const isShort = /^\p{Script=Latin}{1,2}$/u.test(piece) && piece !== piece.toUpperCase();
  return isShort || /^[.!?:\n]$/.test(piece) || emptyWords.has(piece.toLowerCase());
}

function priorOf(said: string): number {
  if (/^[\p{N}.,]+$/u.test(said)) return numberPrior;
  return paleWords.has(said) ? paleness : 1;
}

/** How much a concept tells among these voices: inverse document frequency. */
export function weigh({ prior }: Concept, speakers: Speakers, sample: Sample): Weighed {
  const rarity = Math.log(
    1 + (sample.voices + imagined.voices) / (spokenIn(sample, speakers) + imagined.speaking),
  );
  return { ...speakers, prior, worth: prior * rarity };
}

/** How many voices of a sample speak of something, if it is spoken of there as often as where all who do are known. */
function spokenIn({ first, last }: Sample, { byItsName, byAnother }: Speakers): number {
  const since = Math.max(byItsName.since, byAnother.since);
  const known = new Set([...byItsName.ids, ...byAnother.ids].filter((id) => id >= since));
  return (known.size * (last - first + 1)) / (last - since + 1);
}

/** What a statement tells in all. */
function toldBy(concepts: Weighed[]): number {
  const worths = concepts.map(({ worth }) => worth).sort((one, other) => other - one);
  return worths.slice(0, mostThatCount).reduce((sum, worth) => sum + worth, 0);
}

/** The voices that hold enough, however long they are; in no order. */
export function likenesses(concepts: Weighed[]): Likeness[] {
  const told = toldBy(concepts);
  const found = new Map<number, { held: number; matters: number }>();
  for (const { prior, worth, byItsName, byAnother } of concepts) {
    const called = new Set(byItsName.ids);
    for (const id of new Set([...byItsName.ids, ...byAnother.ids])) {
      const { held, matters } = found.get(id) ?? { held: 0, matters: 0 };
      const strength = called.has(id) ? 1 : alikeShare;
      found.set(id, { held: held + worth * strength, matters: matters + Number(prior === 1) });
    }
  }
  return [...found]
    .filter(
      ([, { held, matters }]) => matters > 0 && held / told >= (matters === 1 ? leastShareOfOne : leastShare),
    )
    .map(([id, { held }]) => ({ id, share: Math.min(1, held / told) }));
}

/** Of those, the ones that still hold enough for their length: best first, the newer of two that are alike. */
export function pick<Known extends Likeness & { length: number; saidAt: Date }>(found: Known[]): Known[] {
  const fair = found.map((one) => ({
    ...one,
    share: one.share * Math.min(1, Math.sqrt(usualLength / one.length)),
  }));
  const greatest = fair.reduce((most, { share }) => Math.max(most, share), 0);
  const least = Math.max(leastShare, leastOfBest * greatest);
  return fair
    .filter(({ share }) => share >= least)
    .sort((one, other) => other.share - one.share || +other.saidAt - +one.saidAt || other.id - one.id);
}
