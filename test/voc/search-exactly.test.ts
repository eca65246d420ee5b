// Searching by the index finds what looking at every single voice finds, in the same order, whatever is asked for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replaceMembers, viewerOf } from '../../src/people/store.ts';
import { instantOf } from '../../src/people/zone.ts';
import type { Database } from '../../src/platform/database.ts';
import { mostHits } from '../../src/voc/search.ts';
import { searchVoices } from '../../src/voc/search-store.ts';
import {
  ana,
  ben,
  board,
  chloe,
  dan,
  everyone,
  gus,
  keepsMany,
  now,
  partners,
  readSearch,
  says,
  town,
  unknown,
} from './town.ts';

interface Said {
  by: string;
  place: string;
  words: string[];
  customer: string;
  segment: string;
  source: string;
  stage: string;
  themes: string[];
  day: string;
}

interface Asked {
  words: string[];
  segment: string;
  source: string;
  stage: string;
  customer: string;
  themes: string[];
  by: string;
  since: string;
  until: string;
}

const maybe = (...names: string[]) => fc.constantFrom('', '', ...names);
const words = ['zinc', 'tulip', 'mango', 'quartz', 'fjord'];
const sources = ['support', 'supported', 'sales call', 'größe', '価格'];
const themes = ['price', 'prices', 'sign-up', 'up', 'größe', '価格'];
const days = [
  '2019-12-31',
  '2024-02-29',
  '2025-12-31',
  '2026-01-01',
  '2026-08-09',
  '2026-11-01',
  '2026-11-22',
];
const someOf = (list: string[], maxLength: number) => fc.uniqueArray(fc.constantFrom(...list), { maxLength });

const said: fc.Arbitrary<Said> = fc.record({
  by: fc.constantFrom(ana, ben),
  place: fc.constantFrom<string>(everyone, board, partners, unknown),
  words: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }),
  customer: maybe('Acme', 'Acme Corp', 'Bolt'),
  segment: maybe('high', 'mid', 'low'),
  source: maybe(...sources),
  stage: maybe('use', 'used', 'buy'),
  themes: someOf(themes, 3),
  day: fc.constantFrom(...days),
});

const asked: fc.Arbitrary<Asked> = fc.record({
  words: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 }),
  segment: maybe('high', 'mid', 'low'),
  source: maybe(...sources),
  stage: maybe('use', 'used', 'buy'),
  customer: maybe('acme', 'acme corp', 'bol'),
  themes: someOf(themes, 2),
  by: maybe(ana, ben),
  since: maybe(...days),
  until: maybe(...days),
});

function typedOf({ words: typed, customer, segment, source, stage, themes: tags, day }: Said): string {
  const tag = (key: string, value: string) => (value === '' ? [] : [`${key}:"${value}"`]);
  return [
    ...typed,
    ...(customer === '' ? [] : [`-- ${customer}`]),
    ...tags.map((theme) => `#${theme}`),
    ...tag('segment', segment),
    ...tag('source', source),
    ...tag('stage', stage),
    `said:${day}`,
  ].join(' ');
}

function searchOf({ words: typed, themes: tags, by, ...keys }: Asked): string {
  const pairs = Object.entries(keys).filter(([, value]) => value !== '');
  const filters = pairs.map(([key, value]) => `${key}:"${value}"`);
  return [...typed, ...filters, ...tags.map((theme) => `#${theme}`), ...(by ? [`by:<@${by}>`] : [])].join(
    ' ',
  );
}

const members: Record<string, string[]> = {
  [everyone]: [ana, ben, gus],
  [board]: [ana, ben],
  [partners]: [ana, ben],
  [unknown]: [],
};

function mayHear(reader: string, { by, place }: Said): boolean {
  if (reader === chloe || reader === by) return true;
  return (place === everyone && reader !== gus) || (members[place] ?? []).includes(reader);
}

function holds(voice: Said, search: Asked): boolean {
  const same = (['segment', 'source', 'stage', 'by'] as const).every(
    (key) => search[key] === '' || search[key] === voice[key],
  );
  return (
    same &&
    search.words.every((word) => voice.words.includes(word)) &&
    search.themes.every((theme) => voice.themes.includes(theme)) &&
    voice.customer.toLowerCase().startsWith(search.customer) &&
    (search.since === '' || voice.day >= search.since) &&
    (search.until === '' || voice.day <= search.until)
  );
}

/** How well each voice matches, by FTS5 itself. */
function weightsOf(db: Database, typed: string[]): Map<number, number> {
  if (typed.length === 0) return new Map();
  const rows = db.all<{ rowid: number; weight: number }>(
    `SELECT rowid, bm25(voice_index, 1.0, 1.5, 2.0, 0.0) AS weight FROM voice_index WHERE voice_index MATCH @match`,
    { match: `{words customer themes} : (${typed.join(' OR ')})` },
  );
  return new Map(rows.map(({ rowid, weight }) => [rowid, weight]));
}

function inOrder(db: Database, all: Said[], search: Asked, reader: string): number[] {
  const weights = weightsOf(db, search.words);
  const noon = (day: string) => instantOf(day, '12:00', 'Europe/Berlin').getTime();
  const score = (voice: Said, id: number) => {
    const age = Math.max(0, now.getTime() - noon(voice.day)) / 86_400_000;
    return (weights.get(id) ?? 0) * (1 + 0.5 / (1 + age / 90));
  };
  return all
    .map((voice, index) => ({ id: index + 1, voice, score: score(voice, index + 1) }))
    .filter(({ voice }) => mayHear(reader, voice) && holds(voice, search))
    .sort((a, b) => a.score - b.score || noon(b.voice.day) - noon(a.voice.day) || b.id - a.id)
    .map(({ id }) => id);
}

function found(db: Database, search: Asked, reader: string, from: number, limit: number) {
  const asking = { viewer: viewerOf(db, reader), now, zone: 'Europe/Berlin', from, limit };
  const { voices, total, whole } = searchVoices(
    db,
    readSearch(searchOf(search), String, '2026-11-23'),
    asking,
  );
  return { ids: voices.slice(0, whole).map(({ id }) => id), total };
}

describe('a search', () => {
  it('finds what a look at every voice finds, in its order, on every page', () => {
    const readers = fc.constantFrom(ana, ben, chloe, dan, gus);
    const askedOften = fc.array(fc.tuple(asked, readers), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 25 }), askedOften, (all, searches) => {
        const db = town();
        replaceMembers(db, partners, members[partners] ?? []);
        db.transaction(() => all.map((voice) => says(db, voice.by, voice.place, typedOf(voice))));
        for (const [search, reader] of searches) {
          if (searchOf(search) === '') continue;
          const expected = inOrder(db, all, search, reader);
          const { ids, total } = found(db, search, reader, 0, 100);
          expect(ids, searchOf(search)).toEqual(expected);
          expect(total).toBe(expected.length);
          const pages = [0, 3, 6].flatMap((from) => found(db, search, reader, from, 3).ids);
          expect(pages).toEqual(expected.slice(0, 9));
        }
        db.close();
      }),
      { numRuns: 20 },
    );
  });

  it('of a word that more voices hold than are ranked finds the newest that pass the filter', () => {
    const db = town();
    const zinc = { conversationId: everyone, words: 'zinc' };
    keepsMany(db, 2 * mostHits + 20, zinc, (n) => (n % 2 === 0 ? 'mid' : 'low'));
    const nothing = { source: '', stage: '', customer: '', themes: [], by: '', since: '', until: '' };
    const { ids, total } = found(db, { ...nothing, words: ['zinc'], segment: 'mid' }, dan, 0, mostHits);
    expect(total).toBe(mostHits);
    expect(ids).toEqual(Array.from({ length: mostHits }, (_, n) => 2 * mostHits + 19 - 2 * n));
    db.close();
  });
});
