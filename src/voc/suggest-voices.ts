// Offers voices for a type-ahead: those that hold the words typed so far, or the one with the number typed.
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { wellFormed } from './draft.ts';
import { noFilter } from './search.ts';
import { searchVoices } from './search-store.ts';
import { findVoice } from './store.ts';
import type { Voice } from './voice.ts';

/** A search has more words than anybody types into a type-ahead. */
const mostTerms = 10;

/** What looks like a filter in `/voc search` is words here: a type-ahead has nowhere to explain itself. */
export function suggestVoices(db: Database, now: Date, typed: string, viewer: Viewer, most: number): Voice[] {
  const [, digits] = /^\s*#?(\d{1,15})\s*$/.exec(typed) ?? [];
  const numbered = digits === undefined ? undefined : findVoice(db, Number(digits), viewer);
  const words = (wellFormed(typed).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, mostTerms);
  if (words.length === 0) return [];
  const terms = words.map((word) => ({ words: word, kind: 'word' }) as const);
  const asking = { viewer, now, zone: 'UTC', from: 0, limit: most };
  const found = searchVoices(db, { terms, ...noFilter() }, asking);
  const voices = found.voices.slice(0, found.whole);
  return numbered ? [numbered, ...voices.filter(({ id }) => id !== numbered.id)].slice(0, most) : voices;
}
