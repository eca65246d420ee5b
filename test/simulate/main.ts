// The command: simulates many seeds, or one exactly as before, or kills the real process again and again.
import { parseArgs } from 'node:util';
import { killAgainAndAgain } from './kill.ts';
import { type Simulated, simulate } from './simulate.ts';
import { Tally } from './tally.ts';

const help = `Simulates the whole bot against the Slack stand-in, with all that can go wrong, and checks what it promises.

  npm run simulate -- --seeds 10000            seeds 1 to 10000
  npm run simulate -- --seeds 500 --from 9001  seeds 9001 to 9500
  npm run simulate -- --seed 123               this seed exactly as before, with all that happened in it
  npm run simulate -- --kill 20                the real process, killed 20 times over a socket and 20 times over HTTP

Time, chance, Slack and the moments of crashes come from the seed: the same seed gives the same hash on any machine.
A promise that is broken is printed with its seed, and ends the command with 1.
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    kill: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** Some minutes of work. */
const seedsBetweenNews = 1000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

function count(name: 'seeds' | 'from' | 'seed' | 'kill'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number > 0) return number;
  process.stderr.write(`--${name} takes a whole number above zero.\n\n${help}`);
  process.exit(2);
}

function sayBroken({ seed, trace, broken }: Simulated): void {
  say(`Seed ${seed} breaks ${broken.length} promises. Again: npm run simulate -- --seed ${seed}`);
  for (const sentence of broken) say(`  ${sentence}`);
  say(`  the last of ${trace.length} steps: ${trace.at(-1)}`);
}

async function runSeeds(from: number, seeds: number, isTold: boolean): Promise<boolean> {
  const started = process.cpuUsage();
  const tally = new Tally();
  let [failures, acts, deaths] = [0, 0, 0];
  for (let seed = from; seed < from + seeds; seed += 1) {
    const simulated = await simulate(seed).catch((cause: unknown) => {
      throw new Error(`seed ${seed} could not be simulated to its end`, { cause });
    });
    if (isTold) for (const line of simulated.trace) say(line);
    if (isTold) say(`seed ${seed} has the hash ${simulated.hash}`);
    if (simulated.broken.length > 0) sayBroken(simulated);
    failures += simulated.broken.length > 0 ? 1 : 0;
    acts += simulated.acts;
    deaths += simulated.deaths;
    tally.add(simulated.tally);
    const done = seed - from + 1;
    if (done % seedsBetweenNews === 0)
      process.stderr.write(`${done} of ${seeds} seeds, ${failures} failures\n`);
  }
  const { user, system } = process.cpuUsage(started);
  const seconds = ((user + system) / 1e6).toFixed(1);
  say(
    `${seeds} seeds, ${acts} acts, ${deaths} crashes, ${failures} failures, ${seconds} s of processor time`,
  );
  say(`met: ${tally}`);
  return failures === 0;
}

async function runKills(kills: number): Promise<boolean> {
  let isWell = true;
  for (const mode of ['socket', 'http'] as const) {
    const { acts, acknowledged, broken } = await killAgainAndAgain(Date.now(), mode, kills);
    say(
      `${mode}: ${kills} kills, ${acts} acts, ${acknowledged} inputs acknowledged, ${broken.length} promises broken`,
    );
    for (const sentence of broken) say(`  ${sentence}`);
    isWell &&= broken.length === 0;
  }
  return isWell;
}

async function run(): Promise<boolean> {
  if (values.kill !== undefined) return runKills(count('kill'));
  if (values.seed !== undefined) return runSeeds(count('seed'), 1, true);
  return runSeeds(count('from'), count('seeds'), false);
}

if (values.help) say(help);
else process.exitCode = (await run()) ? 0 : 1;
