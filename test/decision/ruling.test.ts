// The rule, as a table and against a naive computation.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ruling, rule } from '../../src/decision/ruling.ts';
import {
  answersIn,
  dissentFirst,
  isVerdict,
  lookOf,
  noAnswers,
  opinionsIn,
  type Tally,
  verdicts,
} from '../../src/decision/verdict.ts';
import { type Fraction, oneThird } from '../../src/ritual/ritual.ts';

const tally = (love: number, accept: number, dislike: number, unsure: number): Tally => ({
  love,
  accept,
  dislike,
  unsure,
});

describe('the rule', () => {
  test.each<[Ruling, Tally, number | null, string]>([
    ['stands', tally(3, 0, 0, 0), 7, 'everybody would love it'],
    ['stands', tally(1, 2, 1, 0), 7, 'one dislike of four is less than a third'],
    ['reconsider', tally(1, 1, 1, 0), 7, 'one dislike of three is a third'],
    ['reconsider', tally(0, 0, 3, 0), 7, 'everybody would dislike it'],
    ['reconsider', tally(4, 0, 2, 0), null, 'a third of six, in a round of unknown size'],
    ['stands', tally(5, 0, 2, 0), null, 'two of seven'],
    ['judge', tally(0, 0, 0, 0), 7, 'nobody answered'],
    ['judge', tally(2, 0, 0, 0), 7, 'two opinions are too few'],
    ['judge', tally(0, 0, 2, 0), 7, 'two opinions are too few, even to dislike'],
    ['judge', tally(0, 0, 2, 0), null, 'and where nobody knows whom it waited for'],
    ['judge', tally(1, 0, 1, 1), 7, 'two opinions and one unsure'],
    ['stands', tally(1, 1, 0, 0), 2, 'two opinions of a roster of two'],
    ['reconsider', tally(0, 1, 1, 0), 2, 'one of two dislikes'],
    ['reconsider', tally(0, 0, 1, 0), 1, 'a roster of one who dislikes'],
    ['stands', tally(0, 1, 0, 0), 1, 'a roster of one who is fine'],
    ['judge', tally(1, 0, 0, 0), 2, 'one opinion of a roster of two'],
    ['judge', tally(0, 0, 0, 0), 0, 'an empty roster and no answer'],
    ['blind spot', tally(0, 0, 0, 1), 1, 'a roster of one who does not know'],
    ['blind spot', tally(2, 1, 0, 3), 7, 'half of six do not know'],
    ['stands', tally(2, 1, 0, 2), 7, 'two of five do not know'],
    ['blind spot', tally(1, 1, 0, 2), 7, 'half of four, though opinions are too few'],
    ['blind spot', tally(0, 0, 0, 5), null, 'nobody knows'],
    ['reconsider', tally(1, 1, 1, 9), 12, 'nearly nobody knows, but a third of the opinions dislike it'],
    ['blind spot', tally(1, 2, 1, 9), 13, 'nearly nobody knows, and a quarter dislike it'],
  ])('%s: %o of %s (%s)', (wanted, given, rosterSize) => {
    expect(rule(given, oneThird, rosterSize)).toBe(wanted);
  });

  test('compares whole numbers: exactly one third is enough at any size, one less is not', () => {
    for (let thirds = 1; thirds <= 2000; thirds += 1) {
      expect(rule(tally(2 * thirds, 0, thirds, 0), oneThird, null)).toBe('reconsider');
      expect(rule(tally(2 * thirds + 1, 0, thirds, 0), oneThird, null)).toBe('stands');
    }
  });

  test('takes another share where the ritual sets one', () => {
    const half = { numerator: 1, denominator: 2 };
    expect(rule(tally(2, 0, 1, 0), half, 7)).toBe('stands');
    expect(rule(tally(1, 1, 2, 0), half, 7)).toBe('reconsider');
    const any = { numerator: 0, denominator: 1 };
    expect(rule(tally(3, 0, 0, 0), any, 7)).toBe('stands');
    expect(rule(tally(99, 0, 1, 0), any, 7)).toBe('reconsider');
  });

  const number = fc.integer({ min: 0, max: 12 });
  const tallies = fc.record({ love: number, accept: number, dislike: number, unsure: number });
  const fraction: fc.Arbitrary<Fraction> = fc
    .record({ numerator: fc.integer({ min: 1, max: 9 }), denominator: fc.integer({ min: 1, max: 9 }) })
    .filter(({ numerator, denominator }) => numerator <= denominator);
  const roster = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null });

  /** Every answer as a slip of paper, counted one by one. */
  function naive(given: Tally, at: Fraction, rosterSize: number | null): Ruling {
    const slips = Object.entries(given).flatMap(([verdict, n]) => Array<string>(n).fill(verdict));
    const opinions = slips.filter((slip) => slip !== 'unsure');
    const dislikes = opinions.filter((slip) => slip === 'dislike');
    const enough =
      opinions.length >= 3 || (rosterSize !== null && rosterSize < 3 && opinions.length >= rosterSize);
    const calledFor = dislikes.length * at.denominator - opinions.length * at.numerator >= 0;
    if (enough && dislikes.length > 0 && calledFor) return 'reconsider';
    const unsure = slips.length - opinions.length;
    if (slips.length > 0 && unsure >= opinions.length) return 'blind spot';
    return enough ? 'stands' : 'judge';
  }

  test('agrees with counting slips of paper', () => {
    fc.assert(
      fc.property(tallies, fraction, roster, (given, at, rosterSize) => {
        expect(rule(given, at, rosterSize)).toBe(naive(given, at, rosterSize));
      }),
      { numRuns: 2000 },
    );
  });

  test('never thinks better of a decision for one more dislike', () => {
    fc.assert(
      fc.property(tallies, fraction, (given, at) => {
        if (rule(given, at, null) !== 'reconsider') return;
        expect(rule({ ...given, dislike: given.dislike + 1 }, at, null)).toBe('reconsider');
      }),
    );
  });
});

describe('verdicts', () => {
  test('are four, each with its words, and dissent is told first', () => {
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['love', 'accept', 'dislike', 'unsure']);
    expect(lookOf('dislike').words).toBe('They’d dislike it');
    expect([...dissentFirst].sort()).toEqual(verdicts.map(({ verdict }) => verdict).sort());
    expect(dissentFirst[0]).toBe('dislike');
  });

  test('are told from other words', () => {
    expect(['love', 'unsure'].map(isVerdict)).toEqual([true, true]);
    expect(['hate', '', null].map(isVerdict)).toEqual([false, false, false]);
  });

  test('add up: opinions are all but the unsure', () => {
    expect([opinionsIn(tally(1, 2, 3, 4)), answersIn(tally(1, 2, 3, 4))]).toEqual([6, 10]);
    expect(answersIn(noAnswers)).toBe(0);
  });
});
