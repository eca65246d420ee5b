// Every benchmark runs, on little: each fails by itself where what it compares is not the same, or not all there.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { acks } from '../bench/acks.ts';
import { compare } from '../bench/compare.ts';
import { digest } from '../bench/digest.ts';
import { due } from '../bench/due.ts';
import { home } from '../bench/home.ts';
import { imports } from '../bench/import.ts';
import { watchStalls } from '../bench/measure.ts';
import { start } from '../bench/start.ts';
import { ticker } from '../bench/ticker.ts';
import { voices } from '../bench/voices.ts';
import { week } from '../bench/week.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function printedBy(run: () => Promise<void>): Promise<string> {
  let printed = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    await run();
  } finally {
    write.mockRestore();
  }
  return printed;
}

const company = { rituals: 20, weeks: 14, voicesPerWeek: 40 };
const benches: Record<string, { run: () => Promise<void>; compares: string[] }> = {
  acks: {
    run: () => acks({ rounds: 1, requests: 8, perSecond: 40, seconds: 0.2, voices: 100 }),
    compares: [
      'synchronous NORMAL',
      'synchronous FULL',
      'Bolt alone',
      'Empty Chair',
      '100 voices saved before',
    ],
  },
  digest: { run: () => digest(company, 1), compares: ['one statement of SQL', 'Empty Chair', 'at rest'] },
  due: {
    run: () => due({ rounds: 1, meetings: 12, perMinute: 6 }),
    compares: ['posts alone', 'Empty Chair'],
  },
  home: { run: () => home(company, 1), compares: ['the App Home of a guest', 'the audit log'] },
  import: {
    run: () => imports({ rounds: 1, rows: 100, longRows: 100, idleMs: 50 }),
    compares: ['a raw FTS5 insert', 'an import', 'while voices are imported'],
  },
  start: {
    run: () => start({ rounds: 1, idleMs: 0 }),
    compares: ['Bolt alone', 'Bolt and a database', 'Empty Chair'],
  },
  ticker: {
    run: () => ticker({ rounds: 1, rituals: 30, passes: 10, dueAtOnce: 3 }),
    compares: ['one SELECT', 'a pass of the ticker', 'each opens a round'],
  },
  voices: {
    run: () => voices(400, 1),
    compares: ['bare FTS5', 'LIKE', 'MiniSearch, 400 voices', 'Empty Chair', 'a full table'],
  },
  week: {
    run: () => week({ teams: 1, voicesEach: 0.2, searchesEach: 0.1, homesEach: 0.2 }),
    compares: ['Bolt and one insert', 'Empty Chair'],
  },
};

describe('the benchmark', () => {
  for (const [name, { run, compares }] of Object.entries(benches)) {
    // Several start processes: on a busy machine that takes its time.
    test(`${name} compares what it says`, { timeout: 60_000 }, async () => {
      const printed = await printedBy(run);
      for (const contender of compares) {
        expect(printed).toMatch(new RegExp(`${contender}.* \\d.* to \\d`));
      }
      expect(printed).not.toMatch(/NaN|Infinity|undefined/);
    });
  }
});

describe('a comparison', () => {
  test('leaves the first round out, takes turns, and tells each one’s share of the first', async () => {
    const turns: string[] = [];
    const reaching = (name: string, figures: number[]) => (round: number) => {
      turns.push(`${name}${round}`);
      return { ms: figures[round] ?? 0 };
    };
    const printed = await printedBy(() =>
      compare('a race', 3, { hare: reaching('h', [99, 2, 1, 3]), tortoise: reaching('t', [99, 6, 8, 5]) }),
    );
    expect(turns).toEqual(['h0', 't0', 'h1', 't1', 'h2', 't2', 'h3', 't3']);
    expect(printed).toMatch(
      /a race: ms\n +hare +2\.00 +1\.00 to 3\.00 +×1\.00\n +tortoise +6\.00 +5\.00 to 8\.00 +×3\.00\n/,
    );
  });

  test('ends with whatever fails, and with what is no figure', async () => {
    const failing = () => {
      throw new Error('it fell over');
    };
    await expect(compare('a race', 1, { failing })).rejects.toThrow('it fell over');
    await expect(compare('a race', 1, { nothing: () => ({ ms: Number.NaN }) })).rejects.toThrow('no figure');
  });
});

test('a watch sees that nobody else had a turn', async () => {
  const watch = await watchStalls();
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < 60);
  expect(await watch.stop()).toBeGreaterThan(50);
});
