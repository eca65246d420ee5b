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

export interface Contestant {
  name: string;
  /** How often it runs in each round. */
  times: number;
  work: () => unknown;
}

/**
 * Runs some ways of doing one thing in turn, round after round, so that a busy moment of the machine hits all of them.
 * Prints what each took most of the time, in which round least and most, and how many times as long as the first one.
 */
export function compare(what: string, rounds: number, contestants: readonly Contestant[]): void {
  const medians = contestants.map((): number[] => []);
  const all = contestants.map((): number[] => []);
  for (const { work } of contestants) work();
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { times, work }] of contestants.entries()) {
      const tookMs = Array.from({ length: times }, () => timed(work));
      medians[index]?.push(spread(tookMs).medianMs);
      all[index]?.push(...tookMs);
    }
  }
  process.stdout.write(`  ${what}\n`);
  const first = spread(all[0] ?? []).medianMs;
  for (const [index, { name }] of contestants.entries()) {
    const { medianMs, p95Ms } = spread(all[index] ?? []);
    const each = medians[index] ?? [];
    const shown = (ms: number) => ms.toFixed(2).padStart(9);
    process.stdout.write(
      `    ${name.padEnd(42)}${shown(medianMs)} ms median${shown(p95Ms)} ms p95   rounds${shown(Math.min(...each))} to${shown(Math.max(...each))}   × ${(medianMs / first).toFixed(1)}\n`,
    );
  }
}

function timed(work: () => unknown): number {
  const startedAtMs = performance.now();
  work();
  return performance.now() - startedAtMs;
}
