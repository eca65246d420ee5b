// Finds voices for somebody who types words and filters after /voc search.
import { knownSegments } from '../people/segments-store.ts';
import { viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Span } from './highlight.ts';
import { zoneOf } from './keep-voice.ts';
import { type Found, isEmpty, readSearch } from './search.ts';
import { matchesIn, searchVoices } from './search-store.ts';
import { currentTheme, underCurrentNames } from './theme-store.ts';

export const pageSize = 10;

/** What was found for a page of a search, the first being 0. */
export interface FoundPage extends Found {
  /** As it was typed, so that the next page can be asked for. */
  typed: string;
  page: number;
  matches: Map<number, Span[]>;
  /** Themes that have another name by now; none while the reader sees no voice that carries it. */
  renamed: { from: string; into: string }[];
}

/** `readWords` reads typed text back from Slack's markup. Refuses what asks for nothing, or cannot be understood. */
export function findVoices(
  db: Database,
  now: Date,
  personId: string,
  { typed, page, readWords }: { typed: string; page: number; readWords: (text: string) => string },
): FoundPage {
  const zone = zoneOf(db, personId);
  const asked = readSearch(typed, readWords, localTime(now, zone).date, knownSegments(db));
  const search = underCurrentNames(db, asked);
  if (isEmpty(search)) {
    throw new Refusal('Type what to look for, such as `/voc search export slow segment:mid`.');
  }
  const viewer = viewerOf(db, personId);
  const found = searchVoices(db, search, { viewer, now, zone, from: page * pageSize, limit: pageSize });
  const renamed = asked.themes
    .map((from) => ({ from, into: currentTheme(db, from) }))
    .filter(({ from, into }) => from !== into && found.whole > 0);
  return { ...found, typed, page, renamed, matches: matchesIn(db, search, found.voices) };
}
