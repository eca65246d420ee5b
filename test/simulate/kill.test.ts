// The real process is killed in the middle of its work, and nothing that was acknowledged is lost or done twice.
import { expect, test } from 'vitest';
import { killAgainAndAgain } from './kill.ts';

test.each(['socket', 'http'] as const)(
  'over %s, kill -9 loses and doubles nothing',
  async (mode) => {
    const { broken, acknowledged } = await killAgainAndAgain(2, mode, 3);
    expect(broken).toEqual([]);
    // A bot that nobody reached would prove nothing.
    expect(acknowledged).toBeGreaterThan(50);
  },
  180_000,
);
