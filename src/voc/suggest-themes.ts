// The themes that a voice could carry besides its own: what its words name, and what similar voices carry.
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { alikeTo, tellingWords } from './likeness.ts';
import { currentThemes, themesInUse } from './theme-store.ts';
import type { Voice } from './voice.ts';

export const mostThemesOffered = 3;
/** A theme that only one similar voice carries may be chance; two do not agree by chance. */
const fewestCarriers = 2;
const mostThemes = 10;

/** The best first. `neighbours` are voices that the viewer may read. */
export function suggestThemes(db: Database, voice: Voice, neighbours: Voice[], viewer: Viewer): string[] {
  const room = Math.min(mostThemesOffered, mostThemes - voice.themes.length);
  const named = namedIn(db, voice, viewer);
  const isAlike = alikeTo(voice.words);
  const carriers = new Map<string, number>();
  for (const { words, themes } of neighbours) {
    if (themes.length === 0) continue;
    const weight = isAlike(words) ? fewestCarriers : 1;
    for (const theme of themes) carriers.set(theme, (carriers.get(theme) ?? 0) + weight);
  }
  const carried = [...carriers]
    .filter(([, weight]) => weight >= fewestCarriers)
    .sort(([, one], [, other]) => other - one)
    .map(([theme]) => theme);
  return [...new Set([...named, ...carried])]
    .filter((theme) => !voice.themes.includes(theme))
    .slice(0, Math.max(0, room));
}

/** Themes that are in use and stand in the words, in one form or the other: exports names #export. */
function namedIn(db: Database, { id, words }: Voice, viewer: Viewer): string[] {
  const forms = tellingWords(words, 12).flatMap((word) =>
    /^[\p{L}\p{N}]{4,39}$/u.test(word) ? [word, word.endsWith('s') ? word.slice(0, -1) : `${word}s`] : [],
  );
  const inUse = themesInUse(db, id, viewer);
  return inUse.size === 0 ? [] : currentThemes(db, forms).filter((theme) => inUse.has(theme));
}
