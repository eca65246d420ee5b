// A search in FTS5's language, every word of it quoted, so that nothing people type is syntax.
import { facetsOf } from './facets.ts';
import type { Search, Term } from './search.ts';

/** Words that say nothing about what is looked for; asked for only when there are no others. */
const little = new Set(
  (
    'a about after all also am an and any are as at be because been but by can could customer customers did do does ' +
    'for from had has have he her him his how i if in into is it its just me my no not of on or our she should so ' +
    'than that the their them then there these they this to too us want was we were what when where which who why ' +
    'will with would you your'
  ).split(' '),
);

/** A shorter one begins too many words to be worth finding them all. */
const shortestBegun = 3;

/** What is asked for besides words and facets. */
export interface Besides {
  /** Takes the customer's name for a whole one; else it may go on. */
  isWholeName?: boolean;
  /** A condition on the days, in FTS5's language. */
  days?: string | null;
}

/** What holds all of the words in any of their forms, and the filters that the index knows. Null: there are none. */
export function wholeMatch(search: Search, besides: Besides = {}): string | null {
  return joined(search, ' AND ', tellingTerms(search).map(matchOfTerm), besides);
}

/** The same with the last word as one that is still being typed. Null: it cannot be. */
export function begunMatch(search: Search, besides: Besides = {}): string | null {
  const last = search.terms.at(-1);
  if (last?.kind !== 'word' || last.words.length < shortestBegun) return null;
  const terms = tellingTerms(search);
  if (!terms.includes(last)) return null;
  const words = terms.map((term) => matchOfTerm(term === last ? { ...term, kind: 'beginning' } : term));
  return joined(search, ' AND ', words, besides);
}

/** The beginnings of words that are asked for, the last word among them when it may be one. */
export function beginningsOf(search: Search): string[] {
  const last = begunMatch(search) === null ? undefined : search.terms.at(-1);
  return tellingTerms(search)
    .filter((term) => term.kind === 'beginning' || term === last)
    .map(({ words }) => words);
}

/** What holds some of these words, and the filters. Null: there are no words. */
export function someMatch(search: Search, terms: Term[], besides: Besides = {}): string | null {
  return terms.length === 0 ? null : joined(search, ' OR ', terms.map(matchOfTerm), besides);
}

function joined(search: Search, by: string, words: string[], { isWholeName, days }: Besides): string | null {
  const { customer } = search;
  const parts = [
    words.length > 0 ? `{words customer themes} : (${words.join(by)})` : '',
    customer === null ? '' : `(customer : ${quoted(customer)}${isWholeName ? '' : ' *'})`,
    ...facetsOf(search),
    days ?? '',
  ];
  return parts.filter(Boolean).join(' AND ') || null;
}

/** The words that say something, unless there are none. */
export function tellingTerms({ terms }: Search): Term[] {
  const telling = terms.filter(({ words, kind }) => kind !== 'word' || !little.has(words.toLowerCase()));
  return telling.length > 0 ? telling : terms;
}

export function matchOfTerm({ words, kind }: Term): string {
  return `${quoted(words)}${kind === 'beginning' ? ' *' : ''}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
