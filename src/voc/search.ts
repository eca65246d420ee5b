// Reads what somebody searches for: words, "phrases", beginnings of words, and filters such as segment:mid or by:@ana.
import type { Segment } from '../people/segment.ts';
import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { checkSegment, readTheme, wellFormed } from './draft.ts';
import { readPastDay } from './past-day.ts';
import { type Pair, pairIn, themeIn, unquoted } from './pieces.ts';
import type { Voice } from './voice.ts';
import { withWholeLabels } from './whole-labels.ts';

export interface Term {
  /** As typed, without the quotation marks of a phrase and the star of a beginning. */
  words: string;
  kind: 'word' | 'phrase' | 'beginning';
}

/** What narrows voices down; null where nothing does. */
export interface Filter {
  themes: string[];
  segment: string | null;
  source: string | null;
  stage: string | null;
  customer: string | null;
  /** The id of whoever captured it. */
  by: string | null;
  /** Said on this calendar day or later. */
  since: string | null;
  /** Said on this calendar day or before. */
  until: string | null;
}

export interface Search extends Filter {
  terms: Term[];
}

export interface Found {
  voices: Voice[];
  /** How many hold all of it, of those that the viewer may read and at most `mostHits`. */
  total: number;
  /** How many of `voices`, from the first on, hold all of it; those after them hold some of the words. */
  whole: number;
}

/** Ranking all that many voices hold would be slow: only the newest hits are ranked and counted. */
export const mostHits = 1_000;

const mostTerms = 40;
/** As Slack sends it. A button carries it to the next page, and takes 2,000 characters (Block Kit, "button"). */
export const longestSearch = 1_000;
const filters = 'segment:, source:, stage:, customer:, by:, since:, until: and #theme';

/** A key with its value, also apart from it or in quotation marks; a phrase; or whatever stands between spaces. */
const pieceShape = /[\p{L}_-]{2,}:\s*["“”„][^"“”„]*["“”„]|["“”„][^"“”„]*["“”„]\*?|\S+/gu;
const keyAlone = /^(segment|source|stage|customer|theme|by|since|until):$/i;

/** Reads a search as Slack sends it; `readWords` reads what people typed back from Slack's markup. */
export function readSearch(
  text: string,
  readWords: (text: string) => string,
  today: string,
  segments: readonly Segment[],
): Search {
  if (text.length > longestSearch) {
    throw new Refusal(
      `That is ${text.length.toLocaleString('en')} characters; a search has at most 1,000. Keep the words that matter.`,
    );
  }
  const search: Search = { terms: [], ...noFilter() };
  // A person is known by the id that Slack puts in; read back, only a name is left.
  const rest = text.replace(/(?<!\S)by:\s*<@([^<>|\s]+)(?:\|[^<>]*)?>/gi, (_all, id: string) => {
    search.by = id;
    return ' ';
  });
  const known = { today, segments };
  const found = wellFormed(readWords(rest)).match(pieceShape) ?? [];
  const typed = found.map((piece) => ({ text: piece }));
  const pieces = withWholeLabels(typed, segments).map((piece) => piece.text);
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? '';
    const next = pieces[index + 1];
    if (keyAlone.test(piece) && next !== undefined) {
      narrow(search, { key: piece.slice(0, -1).toLowerCase(), value: unquoted(next) }, known);
      index += 1;
    } else read(search, piece, known);
  }
  if (search.terms.length > mostTerms) {
    throw new Refusal(`A search has at most ${mostTerms} words. Keep the ones that matter.`);
  }
  return search;
}

export function noFilter(): Filter {
  return {
    themes: [],
    segment: null,
    source: null,
    stage: null,
    customer: null,
    by: null,
    since: null,
    until: null,
  };
}

/** What the values of filters are read by. */
interface Known {
  today: string;
  segments: readonly Segment[];
}

function read(search: Search, piece: string, known: Known): void {
  const theme = themeIn(piece);
  const pair = /^["“”„]/.test(piece) ? null : pairIn(piece.replace(/:\s+(?=["“”„])/, ':'));
  if (theme !== null) search.themes.push(theme);
  else if (pair) narrow(search, pair, known);
  else if (/[\p{L}\p{N}]/u.test(piece)) search.terms.push(readTerm(piece));
}

function readTerm(piece: string): Term {
  const [, phrase] = /^["“”„]([^"“”„]*)["“”„]$/.exec(piece) ?? [];
  if (phrase !== undefined) return { words: phrase, kind: 'phrase' };
  const words = unquoted(piece.replace(/\*+$/, ''));
  return { words, kind: piece.endsWith('*') && words !== '' ? 'beginning' : 'word' };
}

function narrow(search: Search, { key, value }: Pair, { today, segments }: Known): void {
  if (key === 'segment') search.segment = checkSegment(value, segments);
  else if (key === 'source' || key === 'stage') search[key] = value.toLowerCase().normalize('NFC');
  else if (key === 'customer') search.customer = value;
  else if (key === 'since' || key === 'until') search[key] = requireDay(key, value, today);
  else if (key === 'theme') search.themes.push(readTheme(value.replace(/^#/, '')) ?? value);
  else if (key === 'by') throw new Refusal('by: takes a person. Type by:@ and choose them from the list.');
  else throw new Refusal(`I don’t know the filter \`${cut(key, 40)}:\`. These I know: ${filters}.`);
}

function requireDay(key: string, value: string, today: string): string {
  const day = readPastDay(value, today);
  if (day !== null) return day;
  throw new Refusal(
    `${key}: takes a day, such as ${key}:2026-10-01, ${key}:"24 Dec", ${key}:monday or ${key}:yesterday.`,
  );
}

/** Whether nothing is asked for. */
export function isEmpty({ terms, themes, ...filters }: Search): boolean {
  return terms.length + themes.length === 0 && Object.values(filters).every((filter) => filter === null);
}
