// Finding customers' words: what matches, what narrows, and what nobody may find.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { excerpt } from '../../src/voc/highlight.ts';
import { readPastDay } from '../../src/voc/past-day.ts';
import { isEmpty, mostHits } from '../../src/voc/search.ts';
import { matchesIn } from '../../src/voc/search-store.ts';
import { anyCharacter } from '../any-character.ts';
import {
  ana,
  ben,
  board,
  chloe,
  conversationViewer,
  dan,
  everyone,
  finds,
  gus,
  keepsMany,
  numbersFound,
  partners,
  readSearch,
  says,
  town,
  unknown,
} from './town.ts';

const today = '2026-11-23';

let db: Database;
beforeEach(() => {
  db = town();
});

describe('words', () => {
  it('are found in what was said, in the customer and in the themes, with their endings', () => {
    says(db, ana, everyone, 'The exports take twenty minutes -- Zürich AG #speed');
    expect(numbersFound(db, ana, 'export')).toEqual([1]);
    expect(numbersFound(db, ana, 'EXPORTING minute')).toEqual([1]);
    expect(numbersFound(db, ana, 'zurich')).toEqual([1]);
    expect(numbersFound(db, ana, 'speed')).toEqual([1]);
    expect(numbersFound(db, ana, 'export refund')).toEqual([]);
  });

  it('may be unfinished only at the end', () => {
    says(db, ana, everyone, 'Invoices are wrong');
    expect(numbersFound(db, ana, 'wrong invo')).toEqual([1]);
    expect(numbersFound(db, ana, 'invo wrong')).toEqual([]);
  });

  it('rank the voice that says it most and shortest first', () => {
    says(db, ana, everyone, `The export works, but ${'there is more to say about other things '.repeat(10)}`);
    says(db, ana, everyone, 'Export, export, export');
    expect(finds(db, ana, 'export').voices.map(({ id }) => id)).toEqual([2, 1]);
  });

  it('may hold what FTS5 would take for its own language', () => {
    says(db, ana, everyone, 'The "export" AND NOT near(fails)');
    for (const odd of [
      '"export"',
      'export"',
      'AND',
      'NOT export',
      'NEAR(fails',
      'export -',
      '^export',
      'words : export',
    ]) {
      expect(numbersFound(db, ana, odd), odd).toEqual(odd.startsWith('words') ? [] : [1]);
    }
  });

  it('of any kind are searched for without an error', () => {
    says(db, ana, everyone, 'The export is slow');
    const noise = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 40 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '*',
            '(',
            ')',
            ':',
            '^',
            '-',
            '+',
            'AND',
            'OR',
            'NEAR',
            ' ',
            '{',
            '}',
            'a',
            '\0',
          ),
        )
        .map((bits) => bits.join('')),
    );
    const longNoise = fc.constantFrom(
      'x'.repeat(40_000),
      '\ud800 '.repeat(300),
      '\u202e\u200f export \u2066',
      '"'.repeat(999),
      'a* '.repeat(39),
      '=cmd|calc',
    );
    fc.assert(
      fc.property(fc.oneof(noise, longNoise), (typed) => {
        try {
          const { voices } = finds(db, ana, typed);
          matchesIn(db, readSearch(typed, String, today), voices);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are at most forty', () => {
    expect(numbersFound(db, ana, 'word '.repeat(40))).toEqual([]);
    expect(() => finds(db, ana, 'word '.repeat(41))).toThrow('at most 40 words');
  });
});

describe('phrases and beginnings', () => {
  beforeEach(() => {
    says(db, ana, everyone, 'The stock count is wrong again');
    says(db, ana, everyone, 'Count the stock of each shop');
    says(db, ana, everyone, 'Exporters pay too much');
  });

  it.each([
    ['"stock count"', [1]],
    ['“count is wrong”', [1]],
    ['"count stock"', []],
    ['stock count', [1, 2]],
    ['expo* much', [3]],
    ['much expo', [3]],
    ['expo much', []],
    ['sto* again', [1]],
    ['ex', []],
  ])('%s', (typed, numbers) => {
    expect(numbersFound(db, ana, typed)).toEqual(numbers);
  });

  it('put whole words before begun ones', () => {
    says(db, ana, everyone, 'Stockholm');
    says(db, ana, everyone, 'A stock of stocks');
    const { voices, total } = finds(db, ana, 'stock');
    expect([voices.at(-1)?.id, total]).toEqual([4, 4]);
  });

  it('show what holds some of the words after what holds all, and do not count it', () => {
    const { voices, total, whole } = finds(db, ana, 'stock wrong');
    expect([voices.map(({ id }) => id), total, whole]).toEqual([[1, 2], 1, 1]);
  });
});

describe('relevance and recency', () => {
  const old = new Date('2025-01-10T10:00:00Z');

  it('of two that match alike, the newer one comes first', () => {
    says(db, ana, everyone, 'The export is slow');
    says(db, ana, everyone, 'The export is slow', old);
    expect(finds(db, ana, 'export').voices.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('an old voice that matches much better stays ahead', () => {
    says(db, ana, everyone, `We talked about the export and ${'many other matters '.repeat(20)}`);
    says(db, ana, everyone, 'Export fails', old);
    for (let n = 0; n < 20; n += 1) says(db, ana, everyone, 'Something else altogether');
    expect(finds(db, ana, 'export').voices.map(({ id }) => id)).toEqual([2, 1]);
  });
});

describe('highlights', () => {
  const shown = (words: string, typed: string, most = 300) => {
    const { voice } = says(db, ana, everyone, words);
    const matches = matchesIn(db, readSearch(typed, String, today), [voice]).get(voice.id) ?? [];
    return excerpt(voice.words, matches, most);
  };

  it.each([
    ['The exports <fail> & hang', 'export fail', '> The *exports* &lt;*fail*&gt; &amp; hang'],
    ['Zürich is slow', 'zurich', '> *Zürich* is slow'],
    ['Invoicing hurts', 'invoi', '> *Invoicing* hurts'],
    ['line one\nexport', 'export', '> line one *export*'],
    ['*export* and export', 'export', '> *export* and *export*'],
    ['run `export` now', 'export', '> run `export` now'],
    ['\ue000export\ue001', 'slow', '> \ue000export\ue001'],
    ['the export', '#export', '> the export'],
  ])('%s, searched for %s', (words, typed, text) => {
    expect(shown(words, typed)).toBe(text);
  });

  it('show the part of long words that matches', () => {
    const text = shown(`${'before '.repeat(200)}xylophone ${'after '.repeat(200)}`, 'xylophone', 200);
    expect(text).toContain('*xylophone*');
    expect(text).toMatch(/^> …before /);
    expect(text.endsWith('…')).toBe(true);
    expect(text.length).toBeLessThan(210);
  });

  it('of anything stay what was said, whatever is searched for', () => {
    const piece = fc.constantFrom('export', 'the ', '&', '<', '*', '`', '\n', '😀', '\u202e', 'é', '_', ' ');
    const text = fc.array(piece, { minLength: 1, maxLength: 80 }).map((pieces) => `a${pieces.join('')}`);
    fc.assert(
      fc.property(text, fc.constantFrom('export', 'expo', 'é', 'the export', 'a*'), (words, typed) => {
        const plain = excerpt(words, [], 10_000);
        const { voice } = says(db, ana, everyone, words);
        const marked = matchesIn(db, readSearch(typed, String, today), [voice]).get(voice.id) ?? [];
        const bold = excerpt(voice.words, marked, 10_000);
        expect(bold.replaceAll('*', '')).toBe(excerpt(voice.words, [], 10_000).replaceAll('*', ''));
        expect(excerpt(words, marked, 40).length).toBeLessThan(60);
        expect(plain.split('\n')).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe('filters', () => {
  beforeEach(() => {
    says(
      db,
      ana,
      everyone,
      'The export is slow -- Acme Corp #export segment:mid source:support stage:use said:2026-10-01',
    );
    says(db, ben, everyone, 'The export is fine -- Bolt #speed segment:high source:"sales call" stage:buy');
  });

  it.each([
    ['segment:mid', [1]],
    ['source:Support', [1]],
    ['source:"Sales call"', [2]],
    ['stage:buy', [2]],
    ['customer:acme', [1]],
    ['customer:“acme co”', [1]],
    ['customer:slow', []],
    ['#export', [1]],
    ['#exp', []],
    ['#export #speed', []],
    [`by:<@${ben}|ben>`, [2]],
    [`by:<@${chloe}>`, []],
    ['export', [1, 2]],
    ['export segment:high', [2]],
    [`slow segment:mid by:<@${ana}|ana> customer:acme #export stage:use source:support`, [1]],
  ])('%s', (typed, numbers) => {
    expect(numbersFound(db, dan, typed)).toEqual(numbers);
  });

  it.each([
    ['since:2026-10-01', [1, 2]],
    ['since:2026-10-02', [2]],
    ['until:2026-10-01', [1]],
    ['until:2026-09-30', []],
    ['since:2026-10-01 until:"1 Oct"', [1]],
    ['since: yesterday', [2]],
    ['since:monday until:today', [2]],
  ])('%s counts its own days in', (typed, numbers) => {
    expect(numbersFound(db, dan, typed)).toEqual(numbers);
  });

  it.each([
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['monday', '2026-11-23'],
    ['fri', '2026-11-20'],
    ['24 Dec', '2025-12-24'],
    ['23 Nov', '2026-11-23'],
    ['22 Nov', '2026-11-22'],
    ['24.11.', '2025-11-24'],
    ['2027-01-01', '2027-01-01'],
    ['3/4', null],
    ['', null],
  ])('“%s” is the last such day', (typed, day) => {
    expect(readPastDay(typed, '2026-11-23')).toBe(day);
  });

  it.each([
    ['colour:red', /`colour:`\. These I know: segment:, source:/],
    ['segment:huge', /high, mid, low/],
    ['since:whenever', /since: takes a day/],
    ['until:3/4', /until: takes a day/],
    ['by:ana', /by: takes a person/],
  ])('%s is refused', (typed, sentence) => {
    expect(() => finds(db, ana, typed)).toThrow(sentence);
  });

  it('nothing at all is told from something', () => {
    expect(isEmpty(readSearch('  ', String, today))).toBe(true);
    expect(isEmpty(readSearch('!? --', String, today))).toBe(true);
    expect(isEmpty(readSearch('segment:mid', String, today))).toBe(false);
    expect(isEmpty(readSearch('#export', String, today))).toBe(false);
  });
});

describe('what nobody else may find', () => {
  it.each([
    ['a member of the board', ben, [1, 2]],
    ['the capturer', ana, [1, 2, 3, 4]],
    ['the sponsor', chloe, [1, 2, 3, 4]],
    ['somebody elsewhere', dan, [1]],
    ['a guest', gus, [1]],
    ['a public channel', conversationViewer(everyone), [1]],
    ['the board itself', conversationViewer(board), [1, 2]],
  ])('is found, and counted, as %s may', (_who, reader, numbers) => {
    for (const place of [everyone, board, partners, unknown])
      says(db, ana, place, 'The export is slow #export');
    for (const typed of ['export', '#export']) {
      expect(numbersFound(db, reader, typed)).toEqual(numbers);
      expect(finds(db, reader, typed).total).toBe(numbers.length);
      expect(finds(db, reader, typed).voices).toHaveLength(numbers.length);
    }
    // What holds some of the words is no way around it.
    expect(finds(db, reader, 'export xylophone').voices).toHaveLength(numbers.length);
  });

  it('counts all, and shows ten', () => {
    for (let n = 0; n < 12; n += 1) says(db, ana, everyone, 'The export is slow');
    for (let n = 0; n < 5; n += 1) says(db, ana, board, 'The export is slow');
    const { voices, total } = finds(db, dan, 'export');
    expect([voices.length, total]).toEqual([10, 12]);
  });

  it('does not hide an old voice behind thousands of new ones that one may not read', () => {
    says(db, ana, everyone, 'The export is slow');
    keepsMany(db, mostHits + 1, { conversationId: board, words: 'The export is slow' });
    expect(numbersFound(db, dan, 'export')).toEqual([1]);
    expect(finds(db, chloe, 'export').total).toBe(mostHits);
  });
});
