// The sandbox: the real bot in a workspace that is only pretended, first on a short tour, then at your own hands.
import { parseArgs } from 'node:util';
import { prepare, Stage } from './stage.ts';
import { runTerminal } from './terminal.ts';
import { tour } from './tour.ts';

const help = `npm run sandbox                 a tour of the main job, then a prompt to try things yourself
npm run sandbox -- --tour       only the tour
npm run sandbox -- --no-tour    only the prompt
`;

const options = {
  tour: { type: 'boolean' },
  'no-tour': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(help);
  const stage = new Stage(await prepare({}));
  await stage.start();
  const { workspace, clock } = stage;
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  if (!values['no-tour']) await tour(stage, say);
  if (!values.tour) {
    const travel = (to: Date | 'next') => (to === 'next' ? stage.travelToNext() : stage.travelTo(to));
    await runTerminal({ workspace, clock, travel, input: process.stdin, output: process.stdout });
  }
  await stage.close();
}

try {
  await main();
} catch (error) {
  const isBadOption =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  process.stderr.write(
    isBadOption ? `${error.message}\n\n${help}` : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
}
