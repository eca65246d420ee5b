// The SQL of finding voices that say nearly the same, and the themes that such voices carry.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { labelOfSegment } from '../people/segments-store.ts';
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { alikeTo, tellingWords, wordsIn } from './likeness.ts';
import { isShown, toVoice, type VoiceRow } from './store.ts';
import type { Voice } from './voice.ts';

const lookBackMs = 30 * dayMs;
/** Bounds for a capture, which must not be slower for all that was captured before it. */
const mostTelling = 4;
const newestOfWord = 30;
const mostLooked = 12;

/**
 * What others said lately in some of the same words, those that share the most of them first, of what the viewer may
 * read. Word by word, for the index finds the newest that hold one word at once, however common it is, but walks long
 * for several; what holds all of them is asked for besides, where those could have passed it over.
 */
export function neighboursOf(db: Database, now: Date, voice: Voice, viewer: Viewer): Voice[] {
  const telling = tellingWords(voice.words, mostTelling);
  const words = telling.length > 0 ? telling : wordsIn(voice.words).slice(0, mostTelling);
  const all = words.map((word) => `"${word}"`);
  const since = stored(later(now, -lookBackMs));
  const first = firstSince(db, since);
  const lists = all.map((match) => newestWith(db, match));
  const shared = new Map<number, number>();
  for (const id of lists.flat()) shared.set(id, (shared.get(id) ?? 0) + 1);
  if (all.length > 1 && mayHideMore(lists, first, voice.id)) {
    for (const id of holdingAll(db, all, first)) shared.set(id, all.length);
  }
  shared.delete(voice.id);
  const fewest = Math.min(2, all.length);
  const ids = [...shared]
    .filter(([, count]) => count >= fewest)
    .sort(([id, count], [otherId, otherCount]) => otherCount - count || otherId - id)
    .slice(0, mostLooked)
    .map(([id]) => id);
  return load(db, ids, since, viewer);
}

/** Whether something that holds every word may be missing in the lists of single words, because some of them are cut. */
function mayHideMore(lists: number[][], first: number, own: number): boolean {
  const whole = lists.filter((ids) => ids.length < newestOfWord || ids.some((id) => id < first));
  const [one] = whole;
  if (!one) return true;
  const inAll = (id: number) => id >= first && id !== own && whole.every((ids) => ids.includes(id));
  return whole.length < lists.length && one.some(inAll);
}

/** The number of the first voice that is looked back on: they are numbered as they are captured. */
function firstSince(db: Database, since: string): number {
  const sql = 'SELECT id FROM voice WHERE captured_at >= @since ORDER BY captured_at LIMIT 1';
  return db.one<{ id: number }>(sql, { since })?.id ?? 0;
}

function newestWith(db: Database, match: string): number[] {
  return db
    .all<{ id: number }>(
      `SELECT rowid AS id FROM voice_index WHERE voice_index MATCH @match ORDER BY rowid DESC LIMIT ${newestOfWord}`,
      { match },
    )
    .map(({ id }) => id);
}

// Oldest first: backwards, the index would walk on beyond the first number where nothing matches.
function holdingAll(db: Database, words: string[], first: number): number[] {
  return db
    .all<{ id: number }>(
      `SELECT rowid AS id FROM voice_index WHERE voice_index MATCH @match AND rowid >= @first
       ORDER BY rowid LIMIT ${newestOfWord}`,
      { match: words.join(' AND '), first },
    )
    .map(({ id }) => id);
}

function load(db: Database, ids: number[], since: string, viewer: Viewer): Voice[] {
  const rows = db.all<VoiceRow>(
    `SELECT v.*, ${labelOfSegment('v')} FROM json_each(@ids) near CROSS JOIN voice v ON v.id = near.value
     WHERE v.captured_at >= @since AND ${isShown} ORDER BY near.key`,
    { ids: JSON.stringify(ids), since, ...viewerValues(viewer) },
  );
  return rows.map(toVoice);
}

/** Whether two voices are for the same people: only then can one stand for the other. */
export function sharesAudience(one: Voice, other: Voice): boolean {
  if (one.audience !== other.audience) return false;
  return one.audience !== 'capturer' || one.capturedBy === other.capturedBy;
}

/** The nearest of the neighbours that says the same and can stand for the voice. */
export function likeOf(voice: Voice, neighbours: Voice[]): Voice | undefined {
  const isAlike = alikeTo(voice.words);
  return neighbours.find((other) => sharesAudience(voice, other) && isAlike(other.words));
}
