// What a search of voices is measured against: FTS5 by itself, LIKE, and MiniSearch.
import MiniSearch from 'minisearch';
import { knownSegments } from '../src/people/segments-store.ts';
import type { Database, Values } from '../src/platform/database.ts';
import { readSearch, type Search } from '../src/voc/search.ts';

/** A way to find voices; says how many it found, at least whether any. */
export interface Rival {
  name: string;
  find(typed: string): number;
}

function read(db: Database, typed: string): Search {
  return readSearch(typed, String, '2026-03-02', knownSegments(db));
}

function quoted(words: string): string {
  return `"${words}"`;
}

/** What is not a matter of words, as SQL over a voice `v`. */
function where({ segment, source, stage }: Search): { sql: string; values: Values } {
  const asked = Object.entries({ segment, source, stage }).filter(([, value]) => value !== null);
  return {
    sql: ['true', ...asked.map(([name]) => `v.${name} = @${name}`)].join(' AND '),
    values: Object.fromEntries(asked),
  };
}

/** A table of its own that holds nothing but what is searched. */
export function bareFts5(db: Database): Rival {
  return {
    name: 'bare FTS5, ORDER BY rank LIMIT 10',
    find: (typed) => {
      const search = read(db, typed);
      const { terms, customer, themes } = search;
      const match = [
        ...terms.map(({ words, kind }) => `${quoted(words)}${kind === 'beginning' ? ' *' : ''}`),
        ...(customer === null ? [] : [`customer : ${quoted(customer)} *`]),
        ...themes.map((theme) => `themes : ${quoted(theme)}`),
      ].join(' AND ');
      const { sql, values } = where(search);
      const from =
        match === ''
          ? `SELECT v.id FROM voice v WHERE ${sql} ORDER BY v.id DESC LIMIT 10`
          : sql === 'true'
            ? 'SELECT rowid FROM bare_index WHERE bare_index MATCH @match ORDER BY rank LIMIT 10'
            : `SELECT v.id FROM bare_index JOIN voice v ON v.id = bare_index.rowid
               WHERE bare_index MATCH @match AND ${sql} ORDER BY rank LIMIT 10`;
      return db.all(from, match === '' ? values : { ...values, match }).length;
    },
  };
}

/** Knows neither forms of words nor where they begin, and ranks nothing: the newest ten that hold them. */
export function likeScan(db: Database): Rival {
  return {
    name: 'LIKE, the newest ten',
    find: (typed) => {
      const search = read(db, typed);
      const { sql, values } = where(search);
      const asked: Values = {};
      const like = (column: string, pattern: string) => {
        const name = `${column}${Object.keys(asked).length}`;
        asked[name] = pattern;
        return `v.${column} LIKE @${name}`;
      };
      const conditions = [
        ...search.terms.map(({ words }) => like('words', `%${words}%`)),
        ...search.themes.map((theme) => like('themes', `%${theme}%`)),
        ...(search.customer === null ? [] : [like('customer', `${search.customer}%`)]),
        sql,
      ];
      const from = `SELECT v.id FROM voice v WHERE ${conditions.join(' AND ')} ORDER BY v.id DESC LIMIT 10`;
      return db.all(from, { ...values, ...asked }).length;
    },
  };
}

interface Row {
  id: number;
  words: string;
  customer: string;
  segment: string | null;
  source: string;
  stage: string;
  themes: string;
}

/** It holds everything in memory, so it gets a share of the voices: `most` of them. */
export function miniSearch(db: Database, most: number): Rival {
  const kept = ['segment', 'source', 'stage', 'themes', 'customer'];
  const index = new MiniSearch<Row>({ fields: ['words', 'customer', 'themes'], storeFields: kept });
  const batch = 10_000;
  for (let first = 1; first <= most; first += batch) {
    index.addAll(
      db.all<Row>(
        `SELECT id, words, customer, segment, source, stage, themes FROM voice WHERE id >= @first AND id < @end`,
        { first, end: Math.min(first + batch, most + 1) },
      ),
    );
  }
  return {
    name: `MiniSearch, ${index.documentCount.toLocaleString('en')} voices in memory`,
    find: (typed) => {
      const { terms, segment, source, stage, themes, customer } = read(db, typed);
      const words = terms.map((term) => term.words).join(' ');
      const filter = (voice: Record<string, unknown>) =>
        (segment === null || voice.segment === segment) &&
        (source === null || voice.source === source) &&
        (stage === null || voice.stage === stage) &&
        themes.every((theme) => voice.themes === theme) &&
        (customer === null || String(voice.customer).toLowerCase().startsWith(customer.toLowerCase()));
      return index
        .search(words === '' ? MiniSearch.wildcard : words, {
          combineWith: 'AND',
          prefix: terms.some(({ kind }) => kind === 'beginning'),
          filter,
        })
        .slice(0, 10).length;
    },
  };
}
