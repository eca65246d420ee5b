// What was said lately in the same words is found again, however common each of the words is by itself.
import { beforeEach, describe, expect, it } from 'vitest';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { loadOffers } from '../../src/voc/load-confirmation.ts';
import { ana, ben, everyone, now, says, town } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});

const words = 'accountant waits yearly numbers forever';
const likeOf = (typed: string) => {
  const { voice } = says(db, ben, everyone, typed);
  return loadOffers(db, now, ben, voice).like?.id;
};

/** Says each of these words in so many other voices that the newest of them hide what was said before. */
function crowd(...common: string[]): void {
  db.transaction(() => {
    for (let n = 0; n < 40; n += 1) for (const word of common) says(db, ana, everyone, `${word} number ${n}`);
  });
}

describe('the same words again', () => {
  it('are found behind a crowd of newer voices that hold one of them each', () => {
    says(db, ana, everyone, words);
    crowd('accountant', 'waits', 'yearly', 'numbers', 'forever');
    expect(likeOf(words)).toBe(1);
  });

  it('are found where one of them is rare', () => {
    says(db, ana, everyone, words);
    crowd('waits', 'yearly', 'numbers', 'forever');
    expect(likeOf(words)).toBe(1);
  });

  it('are not offered after thirty days', () => {
    says(db, ana, everyone, words, later(now, -31 * dayMs));
    crowd('accountant', 'waits', 'yearly', 'numbers', 'forever');
    expect(likeOf(words)).toBeUndefined();
  });
});
