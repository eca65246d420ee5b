// Runs the benchmarks: figures beside a baseline of the same run, for comparing releases on one machine.
import { cpus, loadavg } from 'node:os';
import { acks } from './acks.ts';
import { digest } from './digest.ts';
import { due } from './due.ts';
import { home } from './home.ts';
import { imports } from './import.ts';
import { start } from './start.ts';
import { ticker } from './ticker.ts';
import { voices } from './voices.ts';
import { week } from './week.ts';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  acks,
  digest,
  due,
  home,
  import: imports,
  start,
  ticker,
  voices,
  week,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exitCode = 1;
} else {
  const [cpu] = cpus();
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}\n`);
  for (const [name, run] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const [load = 0] = loadavg();
    process.stdout.write(`\n${name} (load before it: ${load.toFixed(1)})\n`);
    await run();
  }
}
