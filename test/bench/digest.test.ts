// The benchmark of digests runs, on a tiny history, and compares the same figures.
import { expect, test, vi } from 'vitest';
import { digest } from '../../bench/digest.ts';

test('a digest and one statement of SQL count the same, with somebody clicking beside it', async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  try {
    await digest({ rituals: 20, weeks: 14, voicesPerWeek: 40 }, 1);
  } finally {
    write.mockRestore();
  }
  const text = lines.join('');
  expect(text).toContain('20 rituals, 14 weeks, 560 voices');
  expect(text.match(/ratio \d/g)).toHaveLength(2);
  expect(text).toContain('a click while it counts');
});
