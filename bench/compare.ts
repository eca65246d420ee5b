// Runs contenders in turn, round after round, and prints what each reached beside the first of them.

/** What one contender reached in each round, in the unit that `compare` is told. */
export type Reached = ReadonlyMap<string, readonly number[]>;

/** Interleaved, so that a slow moment of the machine meets them all; what a contender throws ends it. */
export async function compare(
  rounds: number,
  contenders: Readonly<Record<string, () => Promise<number>>>,
): Promise<Reached> {
  const reached = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) reached.get(name)?.push(await run());
  }
  return reached;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

/** A line each: median, range, and the median’s ratio to that of the contender named first. */
export function printCompared(what: string, unit: string, reached: Reached): void {
  process.stdout.write(`  ${what}\n`);
  const [baseline = []] = reached.values();
  for (const [name, numbers] of reached) {
    const middle = median(numbers);
    const range = `${shown(Math.min(...numbers))} to ${shown(Math.max(...numbers))}`;
    const ratio = middle / median(baseline);
    process.stdout.write(
      `    ${name.padEnd(44)}${shown(middle).padStart(10)} ${unit.padEnd(10)} ${range.padEnd(22)} ×${ratio.toFixed(2)}\n`,
    );
  }
}

/** Three figures that count. */
function shown(number: number): string {
  if (number >= 100) return number.toFixed(0);
  return number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
