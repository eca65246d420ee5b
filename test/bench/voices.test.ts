// The benchmark of voices runs, on a small table: it fails where a search fails or finds nothing.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { voices } from '../../bench/voices.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the benchmark of voices', () => {
  it('measures captures, and each search beside the other ways to search', async () => {
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
    await voices(400);
    for (const shown of [
      'full table',
      'bare FTS5',
      'LIKE',
      'MiniSearch, 400 voices',
      'very common, two filters',
    ]) {
      expect(printed).toContain(shown);
    }
    expect(printed).not.toContain('NaN');
  });
});
