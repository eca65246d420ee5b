// Reads `/voc <words> -- <customer> #theme key:value`: the words, and what is said about them.
import type { Segment } from '../people/segment.ts';
import { isSlip } from '../platform/command-words.ts';
import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { checkDraft, type Draft, longestLabel, type Typed, wellFormed } from './draft.ts';
import { readPastDay } from './past-day.ts';
import { type Pair, type Piece, pairIn, piecesOf, themeIn, unquoted } from './pieces.ts';
import { isScale, scales } from './voice.ts';
import { withWholeLabels } from './whole-labels.ts';

const plainKeys = ['segment', 'source', 'stage', 'customer', 'said', 'mood'] as const;
/** themes:export,speed says the same as #export #speed. */
const themeKeys = ['theme', 'themes', 'tag', 'tags'];
const knownKeys = [...plainKeys, ...themeKeys, ...Object.keys(scales)];
type PlainKey = (typeof plainKeys)[number];

const isPlainKey = (key: string): key is PlainKey => plainKeys.some((known) => known === key);

/** What stands beside the words, sorted but not yet checked. */
interface Sorted {
  themes: string[];
  pairs: Pair[];
  /** Neither themes nor pairs: the customer. */
  rest: string[];
}

/**
 * `text` is read back from Slack's markup already. What stands before the last " -- " is taken word for word; without
 * one, the themes and pairs at the very end are taken off. With `today`, which tells the calendar day, said: takes days
 * as people type them, such as yesterday. `listed` is asked for the segments where one is named. Throws Refusals only.
 */
export function readDraft(text: string, listed: () => readonly Segment[], today?: () => string): Draft {
  const line = wellFormed(text).trim();
  const segments = /segment/iu.test(line) ? listed() : [];
  const { words, sorted } = split(line, segments);
  const typed = { ...read(sorted), words };
  const day = today && typed.saidOn ? readPastDay(typed.saidOn, today()) : null;
  return checkDraft({ ...typed, saidOn: day ?? typed.saidOn }, segments);
}

function split(line: string, segments: readonly Segment[]): { words: string; sorted: Sorted } {
  // Keyboards turn -- into an em dash; inside a word, as in --force, it is no separator.
  const piecesIn = (text: string) => withWholeLabels(piecesOf(text), segments);
  const dash = [...line.matchAll(/(?<!\S)(?:--|—)(?!\S)/g)].at(-1);
  if (dash) {
    const sorted = sort(piecesIn(line.slice(dash.index + dash[0].length)).map((piece) => piece.text));
    // An em dash before a long sentence is prose: it sets off a thought, not a customer.
    const isProse = dash[0] === '—' && sorted.rest.join(' ').length > longestLabel;
    if (!isProse) return { words: line.slice(0, dash.index), sorted };
  }
  return splitEnd(line, piecesIn(line));
}

function splitEnd(line: string, pieces: readonly Piece[]): { words: string; sorted: Sorted } {
  let first = pieces.length;
  while (first > 0 && isMarkup(pieces[first - 1])) first -= 1;
  const words = line.slice(0, pieces[first - 1] ? pieces[first]?.at : 0);
  return { words, sorted: sort(pieces.slice(first).map((piece) => piece.text)) };
}

function isMarkup(piece: Piece | undefined): boolean {
  return piece !== undefined && (themeIn(piece.text) !== null || pairIn(piece.text) !== null);
}

function sort(pieces: string[]): Sorted {
  const sorted: Sorted = { themes: [], pairs: [], rest: [] };
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? '';
    const theme = themeIn(piece);
    const pair = pairIn(piece) ?? pairAcross(piece, pieces[index + 1]);
    if (theme !== null) sorted.themes.push(theme);
    else if (pair) sorted.pairs.push(pair);
    else sorted.rest.push(piece);
    // The value stood apart from its key: "nps: 6".
    if (theme === null && pair && !pairIn(piece)) index += 1;
  }
  return sorted;
}

function pairAcross(piece: string, next: string | undefined): Pair | null {
  const key = piece.slice(0, -1).toLowerCase();
  if (!piece.endsWith(':') || next === undefined || !knownKeys.includes(key)) return null;
  return { key, value: unquoted(next) };
}

function read({ themes, pairs, rest }: Sorted): Typed {
  const badTheme = rest.find((piece) => /^#(?=.*\p{L})/u.test(piece));
  const scores = pairs.filter(({ key }) => isScale(key)).map(({ key, value }) => ({ scale: key, value }));
  const plain: Record<PlainKey, string> = {
    segment: '',
    source: '',
    stage: '',
    customer: '',
    said: '',
    mood: '',
  };
  for (const { key, value } of pairs) {
    if (isScale(key) || themeKeys.includes(key)) continue;
    if (!isPlainKey(key)) throw new Refusal(unknownKey(key));
    if (plain[key]) throw new Refusal(`${key}: stands there twice. Keep one of them.`);
    plain[key] = value;
  }
  const listed = pairs
    .filter(({ key }) => themeKeys.includes(key))
    .flatMap(({ value }) => themesListed(value));
  const customer = unquoted(rest.join(' '));
  if (customer && plain.customer) {
    throw new Refusal('The customer stands there twice: after the -- and as customer:. Keep one of them.');
  }
  return {
    words: '',
    customer: plain.customer || customer,
    segment: plain.segment,
    source: plain.source,
    stage: plain.stage,
    scores,
    themes: [...themes, ...listed, ...(badTheme ? [badTheme.slice(1)] : [])],
    ...(isBadMood(plain.mood) ? { unhappy: true } : {}),
    saidOn: plain.said,
  };
}

/** Refuses what is no mood. */
function isBadMood(typed: string): boolean {
  const mood = typed.toLowerCase();
  if (['bad', 'unhappy', 'negative'].includes(mood)) return true;
  if (['', 'good', 'happy', 'fine'].includes(mood)) return false;
  throw new Refusal('After mood: comes bad or good.');
}

function themesListed(value: string): string[] {
  return value
    .split(/[\s,;]+/)
    .map((theme) => theme.replace(/^#/, ''))
    .filter(Boolean);
}

function unknownKey(key: string): string {
  const meant = knownKeys.find((known) => isSlip(key, known));
  if (meant) return `I don’t know \`${cut(key, 40)}:\`. Did you mean ${meant}:?`;
  return (
    `I don’t know \`${cut(key, 40)}:\`. After the words I know segment:, source:, stage:, customer:, said:, mood:, nps:, csat:, ces: and csi:. ` +
    'If it belongs to what the customer said, end their words with ` -- `.'
  );
}
