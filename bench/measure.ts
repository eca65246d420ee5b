// Measures how long something takes, and for how long nobody else had a turn meanwhile.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Measures } from './compare.ts';

/** Durations in ms. */
export interface Spread {
  medianMs: number;
  p95Ms: number;
  p99Ms: number;
}

export function spread(tookMs: readonly number[]): Spread {
  const sorted = [...tookMs].sort((one, other) => one - other);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

/** Does it so many times: what half of them took at most, and what nearly all of them did. */
export async function timed(times: number, work: () => unknown): Promise<Measures> {
  const tookMs: number[] = [];
  for (let index = 0; index < times; index += 1) tookMs.push(await tookFor(work));
  const { medianMs, p95Ms } = spread(tookMs);
  return { 'p50, ms': medianMs, 'p95, ms': p95Ms };
}

/** How long it took, in ms. */
export async function tookFor(work: () => unknown): Promise<number> {
  const startedAtMs = performance.now();
  await work();
  return performance.now() - startedAtMs;
}

const lookEveryMs = 1;

/** Watches this thread from now on; `stop` tells the longest time for which nothing else had a turn, in ms. */
export async function watchStalls(): Promise<{ stop(): Promise<number> }> {
  const delay = monitorEventLoopDelay({ resolution: lookEveryMs });
  delay.enable();
  // It measures from one look to the next, so it must have looked once before and once after.
  await setTimeout(10 * lookEveryMs);
  return {
    stop: async () => {
      await setTimeout(10 * lookEveryMs);
      delay.disable();
      return Math.max(0, delay.max / 1e6 - lookEveryMs);
    },
  };
}
