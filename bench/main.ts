// Runs the benchmarks: figures beside a baseline of the same run, for comparing releases on one machine.
import { acks } from './acks.ts';
import { digest } from './digest.ts';
import { home } from './home.ts';
import { imports } from './import.ts';
import { ticker } from './ticker.ts';
import { voices } from './voices.ts';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  acks: () => acks(),
  digest: () => digest(),
  home: () => home(),
  import: imports,
  ticker,
  voices,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exitCode = 1;
} else {
  for (const [name, run] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    await run();
  }
}
