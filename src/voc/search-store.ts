// The SQL of searching voices, ranked.
import type { Viewer } from '../people/person.ts';
import { dayMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { daysOf } from './days-store.ts';
import { filterValues, narrowed } from './filter-store.ts';
import { type Span, withBeginnings } from './highlight.ts';
import { type Found, mostHits, noFilter, type Search, type Term } from './search.ts';
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
  `SELECT v.id AS id, v.said_at AS saidAt FROM voice_index CROSS JOIN voice v ON v.id = voice_index.rowid
   WHERE voice_index MATCH @match AND ${narrow} ORDER BY voice_index.rowid DESC LIMIT ${mostHits}`;
/** Where nothing but a span of days is asked for: the newest of it. */
const between = (narrow: string) =>
  `SELECT v.id AS id, v.said_at AS saidAt FROM voice v WHERE ${narrow}
   ORDER BY v.said_at DESC, v.id DESC LIMIT ${mostHits}`;

// +rowid: walk through the index once, and do not look each hit up in it. The figures are the weights of the words,
// of the customer and of the themes; the facets weigh nothing.
const weighing = `SELECT rowid AS id, bm25(voice_index, 1.0, 1.5, 2.0, 0.0) AS weight FROM voice_index
  WHERE voice_index MATCH @telling AND rowid >= @first AND +rowid IN (SELECT value FROM json_each(@ids))`;

/**
 * bm25 walks through all voices that hold a word, each time: a word that stands in more than these ranks nothing, and
 * where all words do, the newest come first.
 */
const commonFrom = 5_000;

interface Hit {
  id: number;
  saidAt: string;
}

/**
 * The best hits, of those that this viewer may read; without words, the newest. A page that what was asked for does
 * not fill takes the last word for the beginning of one; where little holds all of it, what holds some of the words comes after.
 */
export function searchVoices(db: Database, search: Search, asking: Asking): Found {
  const { from, limit } = asking;
  const rare = tellingTerms(search).filter((term) => !isCommon(db, matchOfTerm(term)));
  const days = daysOf(db, filterValues(search, asking.viewer, asking.zone));
  const all = findWhole(db, search, asking, { rare, days });
  const some = from === 0 && all.length < limit ? someMatch(search, rare, { days }) : null;
  const others =
    some === null
      ? []
      : rank(db, asking, newest(db, search, asking, some), rare).filter((id) => !all.includes(id));
  const whole = all.slice(from, from + limit);
  const ids = [...whole, ...others.slice(0, limit - whole.length)];
  return { voices: load(db, ids), total: all.length, whole: whole.length };
}

function isCommon(db: Database, match: string): boolean {
  const counted = db.one<{ count: number }>(
    `SELECT count(*) AS count FROM
       (SELECT 1 FROM voice_index WHERE voice_index MATCH @match LIMIT ${commonFrom + 1})`,
    { match },
  );
  return (counted?.count ?? 0) > commonFrom;
}

interface Telling {
  /** The words by which hits are ranked. */
  rare: Term[];
  days: string | null;
}

/** The numbers of what holds all of it, best first: whole words, then those with the last word as a beginning. */
function findWhole(db: Database, search: Search, asking: Asking, { rare, days }: Telling): number[] {
  const whole = rank(db, asking, newestWhole(db, search, asking, days), rare);
  const begun = begunMatch(search, { days });
  const last = search.terms.at(-1);
  // What so many voices hold is a word by itself.
  const isBegun = last !== undefined && rare.includes(last);
  if (whole.length >= asking.limit || begun === null || !isBegun) return whole;
  const hits = newest(db, search, asking, begun);
  const begins = hits.length < mostHits ? [{ ...last, kind: 'beginning' as const }] : [];
  const telling = [...rare.filter((term) => term !== last), ...begins];
  const more = rank(db, asking, hits, telling).filter((id) => !whole.includes(id));
  return [...whole, ...more].slice(0, mostHits);
}

/** Gathering every name that begins so takes long where there are many: where whole names do, it is not done. */
function newestWhole(db: Database, search: Search, asking: Asking, days: string | null): Hit[] {
  if (search.customer !== null) {
    const named = newest(db, search, asking, wholeMatch(search, { days, isWholeName: true }));
    if (named.length >= mostHits) return named;
  }
  const match = wholeMatch(search);
  return newest(db, search, asking, match === null ? null : wholeMatch(search, { days }));
}

function newest(db: Database, search: Search, { viewer, zone }: Asking, match: string | null): Hit[] {
  const narrow = narrowed(search);
  const values = filterValues(search, viewer, zone);
  return match === null
    ? db.all<Hit>(between(narrow), values)
    : db.all<Hit>(matching(narrow), { ...values, match });
}

/**
 * The best first. bm25 is the more below zero the better a voice matches; what was said today weighs half as much again
 * as what was said long ago, and half of that is gone after ninety days.
 */
function rank(db: Database, { now }: Asking, hits: Hit[], telling: Term[]): number[] {
  const weights = weigh(db, hits, someMatch({ terms: [], ...noFilter() }, telling));
  const score = ({ id, saidAt }: Hit) => {
    const days = Math.max(0, now.getTime() - Date.parse(saidAt)) / dayMs;
    return (weights.get(id) ?? 0) * (1 + 0.5 / (1 + days / 90));
  };
  const newerFirst = (one: Hit, other: Hit) =>
    one.saidAt === other.saidAt ? other.id - one.id : one.saidAt < other.saidAt ? 1 : -1;
  return hits
    .map((hit) => ({ hit, score: score(hit) }))
    .sort((one, other) => one.score - other.score || newerFirst(one.hit, other.hit))
    .map(({ hit }) => hit.id);
}

function weigh(db: Database, hits: Hit[], telling: string | null): Map<number, number> {
  if (telling === null || hits.length === 0) return new Map();
  const ids = hits.map(({ id }) => id);
  const rows = db.all<{ id: number; weight: number }>(weighing, {
    telling,
    first: Math.min(...ids),
    ids: JSON.stringify(ids),
  });
  return new Map(rows.map(({ id, weight }) => [id, weight]));
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
