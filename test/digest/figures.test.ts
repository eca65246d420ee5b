// Figures in words: shares, percentages and changes, without dividing by nothing.
import { expect, test } from 'vitest';
import { change, percent, share } from '../../src/digest/figures.ts';

test('a share of nothing is no share', () => {
  expect([share(1, 4), share(0, 4), share(0, 0)]).toEqual([0.25, 0, null]);
});

test('a share is told as a whole percentage, and none as a dash', () => {
  expect([0, 1 / 3, 2 / 3, 1, null].map(percent)).toEqual(['0 %', '33 %', '67 %', '100 %', '–']);
});

test('a change is told in points of what was shown, and not at all where there is none', () => {
  expect(change(0.62, 0.5)).toBe(' (+12 points)');
  expect(change(0.5, 0.62)).toBe(' (−12 points)');
  expect(change(0.501, 0.499)).toBe('');
  expect(change(null, 0.5)).toBe('');
  expect(change(0.5, null)).toBe('');
});
