// The day on which a customer said something: one that has been.
import { describe, expect, it } from 'vitest';
import { readPastDay } from '../../src/voc/past-day.ts';
import { readDraft } from './town.ts';

/** A Monday. */
const today = '2026-11-23';

describe('a day that has been', () => {
  it.each([
    ['today', '2026-11-23'],
    ['Yesterday', '2026-11-22'],
    ['friday', '2026-11-20'],
    ['monday', '2026-11-23'],
    ['5 Oct', '2026-10-05'],
    ['Dec 24', '2025-12-24'],
    ['24.12.', '2025-12-24'],
    ['2026-11-01', '2026-11-01'],
    ['2026-12-01', '2026-12-01'],
  ])('%s is %s', (typed, day) => {
    expect(readPastDay(typed, today)).toBe(day);
  });

  it.each(['tomorrow', 'someday', '', '31 Nov', '2026-02-30', '3/4'])('“%s” is none', (typed) => {
    expect(readPastDay(typed, today)).toBeNull();
  });

  it('can be typed after the words', () => {
    expect(readDraft('Slow -- Acme said:yesterday', today).saidOn).toBe('2026-11-22');
    expect(readDraft('Slow -- Acme said:"5 Oct"', today).saidOn).toBe('2026-10-05');
    expect(() => readDraft('Slow -- Acme said:soonish', today)).toThrow('said: takes a day');
  });
});
