// Measures how long something takes, many times, and prints what most of them took.

/** Runs `work` `times` times after a tenth as many to warm up; durations in ms. */
export async function measure(
  times: number,
  work: () => unknown,
): Promise<{ medianMs: number; p99Ms: number }> {
  for (let index = 0; index < times / 10; index += 1) await work();
  const tookMs: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const startedAtMs = performance.now();
    await work();
    tookMs.push(performance.now() - startedAtMs);
  }
  tookMs.sort((one, other) => one - other);
  const at = (share: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(share * tookMs.length))] ?? 0;
  return { medianMs: at(0.5), p99Ms: at(0.99) };
}

export function print(what: string, { medianMs, p99Ms }: { medianMs: number; p99Ms: number }): void {
  const shown = (ms: number) => ms.toFixed(3).padStart(10);
  process.stdout.write(`  ${what.padEnd(56)}${shown(medianMs)} ms median${shown(p99Ms)} ms p99\n`);
}
