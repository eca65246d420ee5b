// Finding customers' words: what matches, what narrows, and what nobody may find.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { Refusal } from '../../src/platform/refusal.ts';
import { isEmpty, readSearch } from '../../src/voc/search.ts';
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
  numbersFound,
  partners,
  says,
  town,
  unknown,
} from './town.ts';

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
      fc.string({ unit: 'binary', maxLength: 40 }),
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
    fc.assert(
      fc.property(noise, (typed) => {
        try {
          finds(db, ana, typed);
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

  it('since: takes a day, and counts that day in', () => {
    expect(readSearch('since:2026-10-02', String).since).toBe('2026-10-02');
    const said = (iso: string) => finds(db, dan, '', new Date(iso)).voices.map(({ id }) => id);
    expect(said('2026-10-01T10:00:00.000Z')).toEqual([2, 1]);
    expect(said('2026-10-01T10:00:00.001Z')).toEqual([2]);
  });

  it.each([
    ['colour:red', /`colour:`\. These I know: segment:, source:/],
    ['segment:huge', /high, mid, low/],
    ['since:monday', /since: takes a day/],
    ['by:ana', /by: takes a person/],
  ])('%s is refused', (typed, sentence) => {
    expect(() => finds(db, ana, typed)).toThrow(sentence);
  });

  it('nothing at all is told from something', () => {
    expect(isEmpty(readSearch('  ', String))).toBe(true);
    expect(isEmpty(readSearch('!? --', String))).toBe(true);
    expect(isEmpty(readSearch('segment:mid', String))).toBe(false);
    expect(isEmpty(readSearch('#export', String))).toBe(false);
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
    }
  });

  it('counts all, and shows ten', () => {
    for (let n = 0; n < 12; n += 1) says(db, ana, everyone, 'The export is slow');
    for (let n = 0; n < 5; n += 1) says(db, ana, board, 'The export is slow');
    const { voices, total } = finds(db, dan, 'export');
    expect([voices.length, total]).toEqual([10, 12]);
  });

  it('does not hide an old voice behind thousands of new ones that one may not read', () => {
    says(db, ana, everyone, 'The export is slow');
    db.transaction(() => {
      for (let n = 0; n < 5_001; n += 1) {
        db.run(
          `INSERT INTO voice (conversation_id, audience, words, said_at, captured_by, captured_at)
           VALUES ('CBOARD', 'CBOARD', 'The export is slow', '2026-11-23', 'UANA', '2026-11-23')`,
        );
      }
    });
    expect(numbersFound(db, dan, 'export')).toEqual([1]);
    expect(finds(db, chloe, 'export').total).toBe(5_000);
  });
});
