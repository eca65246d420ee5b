// Reads what somebody searches for: words, and filters such as segment:mid or by:@ana.
import type { Segment } from '../people/workspace.ts';
import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { checkDay, checkSegment, readTheme, wellFormed } from './draft.ts';
import { pairIn, piecesOf, themeIn } from './pieces.ts';
import type { Voice } from './voice.ts';

export interface Search {
  /** The last one may be the beginning of a word. */
  terms: string[];
  themes: string[];
  segment: Segment | null;
  source: string | null;
  stage: string | null;
  customer: string | null;
  /** The id of whoever captured it. */
  by: string | null;
  /** Said on this calendar day or later. */
  since: string | null;
}

export interface Found {
  voices: Voice[];
  /** How many there are in all, of those that the viewer may read and at most `mostHits`. */
  total: number;
}

/** Ranking a very common word over everything would be slow: only its newest hits are ranked. */
export const mostHits = 5_000;

const mostTerms = 40;
const known = 'segment:, source:, stage:, customer:, by:, since: and #theme';

/** Reads a search as Slack sends it; `readWords` reads what people typed back from Slack's markup. */
export function readSearch(text: string, readWords: (text: string) => string): Search {
  const search: Search = {
    terms: [],
    themes: [],
    segment: null,
    source: null,
    stage: null,
    customer: null,
    by: null,
    since: null,
  };
  // A person is known by the id that Slack puts in; read back, only a name is left.
  const rest = text.replace(/(?<!\S)by:\s*<@([^<>|\s]+)(?:\|[^<>]*)?>/gi, (_all, id: string) => {
    search.by = id;
    return ' ';
  });
  for (const { text: piece } of piecesOf(wellFormed(readWords(rest)))) {
    const theme = themeIn(piece);
    const pair = pairIn(piece);
    if (theme !== null) search.themes.push(theme);
    else if (pair) narrow(search, pair.key, pair.value);
    else if (/[\p{L}\p{N}]/u.test(piece)) search.terms.push(piece);
  }
  if (search.terms.length > mostTerms) {
    throw new Refusal(`A search has at most ${mostTerms} words. Keep the ones that matter.`);
  }
  return search;
}

function narrow(search: Search, key: string, value: string): void {
  if (key === 'segment') search.segment = checkSegment(value);
  else if (key === 'source' || key === 'stage') search[key] = value.toLowerCase().normalize('NFC');
  else if (key === 'customer') search.customer = value;
  else if (key === 'since') search.since = checkDay(value, 'since');
  else if (key === 'theme') search.themes.push(readTheme(value) ?? value);
  else if (key === 'by') throw new Refusal('by: takes a person. Type by:@ and choose them from the list.');
  else throw new Refusal(`I don’t know the filter \`${cut(key, 40)}:\`. These I know: ${known}.`);
}

/** Whether nothing is asked for. */
export function isEmpty({ terms, themes, ...filters }: Search): boolean {
  return terms.length + themes.length === 0 && Object.values(filters).every((filter) => filter === null);
}

/** A search in FTS5's language, every word of it quoted, so that nothing people type is syntax. Null: no words. */
export function matchOf({ terms, customer }: Search): string | null {
  const words = terms.map((term, index) => `${quoted(term)}${index === terms.length - 1 ? ' *' : ''}`);
  const parts = [
    words.length > 0 ? `(${words.join(' AND ')})` : '',
    customer === null ? '' : `(customer : ${quoted(customer)} *)`,
  ];
  return parts.filter(Boolean).join(' AND ') || null;
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
