// The sandbox: the real bot in a workspace that is only pretended, in a browser or at this terminal.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { keepPast, wakePast } from './kept-past.ts';
import { type Assets, bundlePage } from './page-server/bundle.ts';
import { Floor } from './page-server/floor.ts';
import { type PageServer, servePage } from './page-server/server.ts';
import { livePast, weeksOfPast } from './past.ts';
import { functions } from './people.ts';
import { prepare, Stage } from './stage.ts';
import { runTerminal } from './terminal.ts';
import { tour } from './tour.ts';

const help = `npm run sandbox                  a workspace with a past, in your browser
npm run sandbox -- --open        opens the browser as well
npm run sandbox -- --port 9000   at another port; 8484 otherwise, or the next one that is free
npm run sandbox -- --empty       a workspace without a past
npm run sandbox -- --terminal    no browser: a prompt to be anybody at
npm run sandbox -- --tour        no browser: the main job played in one minute
`;

const options = {
  port: { type: 'string' },
  open: { type: 'boolean' },
  empty: { type: 'boolean' },
  terminal: { type: 'boolean' },
  tour: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const usualPort = 8484;
const weeksBetweenTellings = 4;
const portsTried = 20;
/** What was written in the last day of the past is still unread. */
const newForMs = 22 * 3_600_000;

const say = (text: string) => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return void process.stdout.write(help);
  if (values.tour || values.terminal) return atTheTerminal(values.tour ?? false);
  await inTheBrowser({
    isEmpty: values.empty ?? false,
    opens: values.open ?? false,
    port: portFrom(values.port),
  });
}

async function atTheTerminal(isTour: boolean): Promise<void> {
  const stage = new Stage(await prepare({}));
  await stage.start();
  const { workspace, clock } = stage;
  const travel = (to: Date | 'next') => (to === 'next' ? stage.travelToNext() : stage.travelTo(to));
  try {
    if (isTour) await tour(stage, say);
    else await runTerminal({ workspace, clock, travel, input: process.stdin, output: process.stdout });
  } finally {
    await stage.close();
  }
}

/** Undefined: the usual one, or the next that is free. */
function portFrom(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new TypeError(`--port wants a number up to 65535, not “${given}”`);
}

interface Wishes {
  readonly isEmpty: boolean;
  readonly opens: boolean;
  readonly port: number | undefined;
}

async function inTheBrowser(wishes: Wishes): Promise<void> {
  const assets = bundlePage();
  assets.catch(() => undefined);
  const remembering = wishes.isEmpty ? null : await wakePast();
  const stage = remembering ?? new Stage(await prepare({}));
  try {
    await stage.start();
    const floor = new Floor(stage, functions);
    if (remembering) markRead(floor);
    const page = await serveAt(wishes.port, (port) => servePage(floor, assets, port));
    try {
      const hasPast = wishes.isEmpty || remembering !== null;
      await showUntilStopped(page, floor, assets, { ...wishes, hasPast });
    } finally {
      await page.close();
    }
  } finally {
    await stage.close();
  }
}

interface Showing {
  readonly opens: boolean;
  readonly hasPast: boolean;
}

async function showUntilStopped(
  page: PageServer,
  floor: Floor,
  assets: Promise<Assets>,
  { opens, hasPast }: Showing,
): Promise<void> {
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  let isStopped = false;
  const past = hasPast ? Promise.resolve() : giveItAPast(floor);
  const troubled = past.catch((error) => {
    if (!isStopped) say(`The company’s past ended early: ${error instanceof Error ? error.message : error}`);
  });
  await assets;
  say(`The sandbox is at ${page.address}   (Ctrl-C stops it)`);
  if (opens) openBrowser(page.address);
  await Promise.race([troubled, stopped]);
  await stopped;
  isStopped = true;
}

/** The page is there already and shows how far it is. */
async function giveItAPast(floor: Floor): Promise<void> {
  const startedAtMs = performance.now();
  await floor.hurriesThrough(async (stage, tellProgress) => {
    await livePast(stage, (week) => {
      // Every telling has the page drawn anew, on the same processor that lives the past.
      if (week % weeksBetweenTellings !== 1) return;
      const words = `Living through the company’s past: week ${week} of ${weeksOfPast}`;
      tellProgress({ words, share: (week - 1) / weeksOfPast });
    });
    markRead(floor);
    await keepPast(stage);
  });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  say(`${weeksOfPast} weeks of its company’s past were lived in ${seconds} seconds.`);
}

function markRead(floor: Floor): void {
  floor.marks.readAllBefore(new Date(floor.clock.now().getTime() - newForMs));
}

async function serveAt(
  wished: number | undefined,
  serve: (port: number) => Promise<PageServer>,
): Promise<PageServer> {
  const isTaken = (error: unknown) =>
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (wished !== undefined) {
    return serve(wished).catch((error) => {
      throw isTaken(error) ? new TypeError(`Port ${wished} is taken by another program`) : error;
    });
  }
  for (let port = usualPort; port < usualPort + portsTried; port += 1) {
    try {
      return await serve(port);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return serve(0);
}

function openBrowser(address: string): void {
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  const browser = spawn(command ?? '', [...before, address], { stdio: 'ignore', detached: true });
  browser.on('error', () => say('No browser could be opened: open the address yourself.'));
  browser.unref();
}

try {
  await main();
} catch (error) {
  const isBadOption =
    error instanceof TypeError && (!('code' in error) || String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(
    isBadOption ? `${error.message}\n\n${help}` : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
}
