// Which words say the same, and which only look alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAlike, tellingWords, wordsIn } from '../../src/voc/likeness.ts';
import { anyCharacter } from '../any-character.ts';

describe('two texts', () => {
  it.each([
    ['The export is slow', 'the export is slow!'],
    ['Größe “fehlt” im Export', 'große fehlt im export'],
    ['Don’t raise the price', "don't raise the price"],
    ['The export takes twenty minutes and then fails', 'The export takes twenty minutes, and then it fails'],
    ['We waited for the export of our yearly report', 'We waited for the export of our yearly reports'],
    ['Slow', 'slow.'],
  ])('say the same: “%s” and “%s”', (one, other) => {
    expect(isAlike(one, other)).toBe(true);
  });

  it.each([
    ['We will renew in spring with all our seats', 'We will not renew in spring with all our seats'],
    ['I could say that it works for all of us', 'I couldn’t say that it works for all of us'],
    ['The export takes 20 minutes and then it fails', 'The export takes 2 minutes and then it fails'],
    ['We love the export', 'We hate the export'],
    ['The export is slow', 'The importer loses the leading zeros of our article numbers'],
    ['😀😀😀', '😀😀😀'],
    ['', ''],
  ])('do not: “%s” and “%s”', (one, other) => {
    expect(isAlike(one, other)).toBe(false);
  });

  it('are alike one way round as the other, and each is like itself', () => {
    const text = fc.string({ unit: anyCharacter, maxLength: 80 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(isAlike(one, other)).toBe(isAlike(other, one));
        expect(isAlike(one, one)).toBe(wordsIn(one).length > 0);
      }),
    );
  });
});

describe('the words that tell', () => {
  it('are the long ones, each once, without those that every text holds', () => {
    expect(tellingWords('The export and the EXPORT of the accountant were slow', 2)).toEqual([
      'accountant',
      'export',
    ]);
  });
});
