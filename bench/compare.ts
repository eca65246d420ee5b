// Runs contenders in turn, round after round, and prints what each reached beside the first of them.

/** What was reached in one round, each measure named with its unit: 'p50, ms'. */
export type Measures = Readonly<Record<string, number>>;

/** One way of doing what is compared. What it throws ends the comparison. */
export type Contender = (round: number) => Measures | Promise<Measures>;

/** A measure’s figures, round by round, of each contender. */
type Reached = Map<string, number[]>;

/**
 * Interleaved, so that a slow moment of the machine meets them all; the first contender is the baseline. Round 0 is not
 * counted: it finds everything cold.
 */
export async function compare(
  what: string,
  rounds: number,
  contenders: Readonly<Record<string, Contender>>,
): Promise<void> {
  const reached = new Map<string, Reached>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const measures = await run(round);
      if (round > 0) keep(reached, name, measures);
    }
  }
  for (const [measure, figures] of reached) printCompared(`${what}: ${measure}`, figures);
}

function keep(reached: Map<string, Reached>, name: string, measures: Measures): void {
  for (const [measure, figure] of Object.entries(measures)) {
    if (!Number.isFinite(figure)) throw new Error(`${name} reached no figure: ${measure}`);
    const figures = reached.get(measure) ?? new Map<string, number[]>();
    reached.set(measure, figures.set(name, [...(figures.get(name) ?? []), figure]));
  }
}

/** A line each: median, range, and the median’s ratio to that of the contender named first. */
function printCompared(what: string, reached: Reached): void {
  say(what);
  const [baseline = []] = reached.values();
  for (const [name, numbers] of reached) {
    const middle = median(numbers);
    const range = `${shown(Math.min(...numbers))} to ${shown(Math.max(...numbers))}`;
    const ratio = median(baseline) > 0 ? `×${(middle / median(baseline)).toFixed(2)}` : '';
    say(`  ${name.padEnd(48)}${shown(middle).padStart(10)}   ${range.padEnd(22)} ${ratio}`.trimEnd());
  }
}

/** A line under the benchmark’s name. */
export function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

/** Three figures that count. */
function shown(number: number): string {
  if (number >= 100 || number === 0) return number.toFixed(0);
  if (number >= 10) return number.toFixed(1);
  return number >= 1 ? number.toFixed(2) : number.toPrecision(3);
}
