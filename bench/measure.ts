// Measures how long something takes, many times, and prints what most of them took.

/** Durations in ms. */
export interface Spread {
  medianMs: number;
  p95Ms: number;
  p99Ms: number;
}

/** Runs `work` `times` times after a tenth as many to warm up. */
export async function measure(times: number, work: () => unknown): Promise<Spread> {
  for (let index = 0; index < times / 10; index += 1) await work();
  const tookMs: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const startedAtMs = performance.now();
    await work();
    tookMs.push(performance.now() - startedAtMs);
  }
  return spread(tookMs);
}

export function spread(tookMs: readonly number[]): Spread {
  const sorted = [...tookMs].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { medianMs: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

export function print(what: string, { medianMs, p95Ms, p99Ms }: Spread): void {
  const shown = (ms: number) => ms.toFixed(3).padStart(10);
  process.stdout.write(
    `  ${what.padEnd(56)}${shown(medianMs)} ms median${shown(p95Ms)} ms p95${shown(p99Ms)} ms p99\n`,
  );
}
