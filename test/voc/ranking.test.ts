// How well people find what they look for, measured beside plain FTS5 on words and searches labelled by hand.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { queries, said } from './labelled.ts';
import { ana, everyone, finds, says, town } from './town.ts';

interface Quality {
  precisionAt10: number;
  recallAt20: number;
}

let db: Database;
const numbers = new Map<string, number>();
beforeAll(() => {
  db = town();
  for (const [name, typed] of said) numbers.set(name, says(db, ana, everyone, typed).voice.id);
});

const ours = (typed: string) => finds(db, ana, typed, 20).voices.map(({ id }) => id);

/** What FTS5 does by itself: any of the words, ranked by bm25. */
function plain(typed: string): number[] {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  const match = words.map((word) => `"${word}"`).join(' OR ');
  return db
    .all<{ rowid: number }>(
      'SELECT rowid FROM voice_index WHERE voice_index MATCH @match ORDER BY rank LIMIT 20',
      {
        match,
      },
    )
    .map(({ rowid }) => rowid);
}

/** Precision: of the first ten shown (fewer, where there are fewer), how many were wanted. */
function quality(find: (typed: string) => number[], some: typeof queries): Quality {
  const each = some.map(({ typed, wanted }) => {
    const right = new Set(wanted.split(' ').map((name) => numbers.get(name)));
    const shown = find(typed);
    const first = shown.slice(0, 10);
    const hits = (ids: number[]) => ids.filter((id) => right.has(id)).length;
    return {
      precisionAt10: first.length === 0 ? 0 : hits(first) / first.length,
      recallAt20: hits(shown) / right.size,
    };
  });
  const mean = (figure: keyof Quality) => each.reduce((sum, one) => sum + one[figure], 0) / each.length;
  return { precisionAt10: mean('precisionAt10'), recallAt20: mean('recallAt20') };
}

describe('ranking', () => {
  it('is measured on enough that is well formed', () => {
    expect(said.size).toBeGreaterThanOrEqual(150);
    expect(queries.length).toBeGreaterThanOrEqual(40);
    for (const { wanted } of queries) {
      for (const name of wanted.split(' ')) expect(numbers.has(name), name).toBe(true);
    }
  });

  it.each([
    ['searches it was tuned on', queries.filter(({ heldOut }) => !heldOut)],
    ['searches it had not seen', queries.filter(({ heldOut }) => heldOut)],
  ])('finds more of what is wanted, and less else, than plain FTS5: %s', (name, some) => {
    const mine = quality(ours, some);
    const bare = quality(plain, some);
    const shown = ({ precisionAt10, recallAt20 }: Quality) =>
      `precision at 10 ${precisionAt10.toFixed(3)}, recall at 20 ${recallAt20.toFixed(3)}`;
    process.stdout.write(`${some.length} ${name}: ${shown(mine)}; plain FTS5: ${shown(bare)}\n`);
    expect(mine.precisionAt10).toBeGreaterThan(0.5);
    expect(mine.recallAt20).toBeGreaterThan(0.8);
    expect(mine.precisionAt10).toBeGreaterThan(bare.precisionAt10);
    expect(mine.recallAt20).toBeGreaterThanOrEqual(bare.recallAt20 - 0.02);
  });
});
