// The SQL of searching voices, ranked.
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database, Values } from '../platform/database.ts';
import { filterValues, narrowed } from './filter-store.ts';
import { type Span, withBeginnings } from './highlight.ts';
import { type Found, mostHits, noFilter, type Search } from './search.ts';
import {
  beginningsOf,
  begunMatch,
  matchOfTerm,
  someMatch,
  tellingTerms,
  wholeMatch,
} from './search-match.ts';
import { besides, toVoice, type VoiceRow } from './store.ts';
import type { Voice } from './voice.ts';

/** Who searches, when, and which part of what is found they want to see. */
export interface Asking {
  viewer: Viewer;
  now: Date;
  /** The zone in which days are meant. */
  zone: string;
  /** How many of the best are passed over: those of the pages before. */
  from: number;
  limit: number;
}

// CROSS JOIN: from the index to the rows, newest first, so that the limit ends the work.
const matching = (narrow: string) =>
  `SELECT v.id AS id, julianday(v.said_at) AS said
   FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
   WHERE voice_index MATCH @match AND ${narrow} ORDER BY voice_index.rowid DESC LIMIT @mostHits`;
// A span of days is walked through by the index of days; everything else from the newest on.
const anything = (narrow: string, { since }: Search) =>
  `SELECT v.id AS id, julianday(v.said_at) AS said FROM voice v WHERE ${narrow}
   ORDER BY ${since === null ? '' : 'v.said_at DESC,'} v.id DESC LIMIT @mostHits`;

// +rowid: walk through the index once, and do not look each hit up in it. The figures are the weights of the words,
// of the customer and of the themes.
const weighing = `SELECT rowid AS id, bm25(voice_index, 1.0, 1.5, 2.0) AS weight FROM voice_index
  WHERE voice_index MATCH @telling AND +rowid IN (SELECT id FROM hit)`;
const nothingTold = 'SELECT NULL AS id, NULL AS weight WHERE false';

// bm25 is the more below zero the better it matches. What was said today weighs half as much again as what was said
// long ago, and half of that is gone after ninety days.
const best = (hits: string, weights: string) =>
  `WITH hit AS MATERIALIZED (${hits}), weighed AS MATERIALIZED (${weights})
   SELECT hit.id AS id, (SELECT count(*) FROM hit) AS total FROM hit LEFT JOIN weighed ON weighed.id = hit.id
   ORDER BY hit.id NOT IN (SELECT value FROM json_each(@first)),
     coalesce(weighed.weight, 0) * (1 + 0.5 / (1 + max(0, julianday(@now) - hit.said) / 90)), hit.said DESC, hit.id DESC
   LIMIT @limit OFFSET @from`;

/**
 * bm25 walks through all voices that hold a word, each time: a word that stands in more than these ranks nothing, and
 * where all words do, the newest come first.
 */
const commonFrom = mostHits;

interface Ranked {
  ids: number[];
  total: number;
}

interface Wanted {
  match: string | null;
  /** The match by whose words hits are ranked. */
  telling: string | null;
  /** What stands before the others, however they rank. */
  first?: number[];
}

/**
 * The best hits, of those that this viewer may read; without words, the newest. A page that what was asked for does
 * not fill takes the last word for the beginning of one; where little holds all of it, what holds some of the words comes after.
 */
export function searchVoices(db: Database, search: Search, asking: Asking): Found {
  const { from, limit } = asking;
  const rare = tellingTerms(search).filter((term) => !isCommon(db, matchOfTerm(term)));
  const telling = someMatch({ ...search, ...noFilter() }, rare);
  const whole = findWhole(db, search, asking, telling);
  const room = limit - whole.total;
  const someOf = from === 0 && room > 0 ? someMatch(search, rare) : null;
  const some = someOf === null ? [] : rank(db, search, asking, { match: someOf, telling }).ids;
  const others = some.filter((id) => !whole.ids.includes(id)).slice(0, room);
  const ids = [...whole.ids, ...others];
  return { voices: load(db, ids), total: whole.total, whole: whole.ids.length };
}

function isCommon(db: Database, match: string): boolean {
  const counted = db.one<{ count: number }>(
    `SELECT count(*) AS count FROM
       (SELECT 1 FROM voice_index WHERE voice_index MATCH @match LIMIT ${commonFrom + 1})`,
    { match },
  );
  return (counted?.count ?? 0) > commonFrom;
}

function findWhole(db: Database, search: Search, asking: Asking, telling: string | null): Ranked {
  const match = wholeMatch(search);
  const whole = rank(db, search, asking, { match, telling });
  const begun = begunMatch(search);
  if (whole.total >= asking.limit || begun === null) return whole;
  const first =
    asking.from === 0 ? whole.ids : rank(db, search, { ...asking, from: 0 }, { match, telling }).ids;
  if (first.length >= asking.limit) return whole;
  return rank(db, search, asking, { match: begun, telling: isCommon(db, begun) ? telling : begun, first });
}

function rank(
  db: Database,
  search: Search,
  { viewer, now, zone, from, limit }: Asking,
  { match, telling, first = [] }: Wanted,
): Ranked {
  const weights = match === null || telling === null ? null : telling;
  const values: Values = {
    ...filterValues(search, viewer, zone),
    ...(match === null ? {} : { match }),
    ...(weights === null ? {} : { telling: weights }),
    now: stored(now),
    first: JSON.stringify(first),
    mostHits,
    limit,
    from,
  };
  const rows = db.all<{ id: number; total: number }>(
    best(
      match === null ? anything(narrowed(search), search) : matching(narrowed(search)),
      weights === null ? nothingTold : weighing,
    ),
    values,
  );
  return { ids: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}

function load(db: Database, ids: number[]): Found['voices'] {
  const rows = db.all<VoiceRow>(
    `SELECT v.*, ${besides} FROM voice v WHERE v.id IN (SELECT value FROM json_each(@ids))`,
    { ids: JSON.stringify(ids) },
  );
  const byId = new Map(rows.map((row) => [row.id, toVoice(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

// Two characters that hardly anybody types; where the words hold one of them, nothing is marked.
const [open, close] = ['\ue000', '\ue001'];

/** Where the words of these voices match a search. */
export function matchesIn(db: Database, search: Search, voices: Voice[]): Map<number, Span[]> {
  // The index would gather every word with such a beginning, for each voice anew.
  const terms = tellingTerms(search).filter(({ kind }) => kind !== 'beginning');
  const match = someMatch({ ...search, ...noFilter() }, terms);
  const rows = db.all<{ id: number; marked: string }>(
    `SELECT rowid AS id, highlight(voice_index, 0, '${open}', '${close}') AS marked FROM voice_index
     WHERE voice_index MATCH @match AND rowid IN (SELECT value FROM json_each(@ids))`,
    { match: match ?? '""', ids: JSON.stringify(voices.map(({ id }) => id)) },
  );
  const marked = new Map(rows.map((row) => [row.id, row.marked]));
  return new Map(
    voices.map(({ id, words }) => {
      const found = spansOf(marked.get(id) ?? '', words);
      return [id, withBeginnings(words, found, beginningsOf(search))];
    }),
  );
}

function spansOf(marked: string, words: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  let start = 0;
  for (const piece of marked.split(/([\ue000\ue001])/)) {
    if (piece === open) start = at;
    else if (piece === close) spans.push({ start, end: at });
    else at += piece.length;
  }
  return at === words.length ? spans : [];
}
