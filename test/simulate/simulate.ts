// One simulated week of a company, drawn from one seed: the whole bot, with all that can go wrong, and then peace.
import { createHash } from 'node:crypto';
import { Chance } from '../../sandbox/past/chance.ts';
import { type Company, moveIn } from '../../sandbox/people.ts';
import { emptyDatabase, manifest } from '../../sandbox/stage.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import { check } from './checker.ts';
import { Desk } from './desk.ts';
import { Dead, Disk } from './disk.ts';
import { Ledger } from './ledger.ts';
import { Machine } from './machine.ts';
import { Network } from './network.ts';
import { Office } from './office.ts';
import { setUpRituals, webhookSecret } from './set-up.ts';
import { SharedCalendar } from './shared-calendar.ts';
import { takeOver } from './taken-over.ts';
import { Tally } from './tally.ts';
import { gapsMs, Troubles } from './troubles.ts';
import { VirtualTime } from './virtual-time.ts';
import { Weather } from './weather.ts';

/** Ordinary weeks, and those in which Europe's and America's clocks change. */
const starts = [
  '2026-03-02T08:00Z',
  '2026-03-06T08:00Z',
  '2026-03-27T08:00Z',
  '2026-10-23T08:00Z',
  '2026-10-30T08:00Z',
];

/** How Slack reaches the bot. */
const modes = ['socket', 'http', 'http'] as const;
type Mode = (typeof modes)[number];

const hourMs = 3_600_000;
/** Lest all ends whole days after something began, in the very moment in which that is due again. */
const oddMs = 97_000;
/** After the last act: so long that every round closes, also over a weekend; and in some a digest is told as well. */
const peaceDays = [4, 4, 9];

/** A rejection that nobody listens to would end the real process. */
const unheard: string[] = [];
process.on('unhandledRejection', (reason) => {
  if (reason instanceof Dead) return;
  unheard.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
});

export interface Simulated {
  seed: number;
  /** The same for the same seed, whatever the machine. */
  hash: string;
  /** Promises that were broken, a sentence each. */
  broken: string[];
  trace: string[];
  deaths: number;
  acts: number;
  /** Which kinds of trouble it met, and how often. */
  tally: Tally;
}

export async function simulate(seed: number): Promise<Simulated> {
  const chance = new Chance(seed * 7919 + 1);
  const time = new VirtualTime(new Date(chance.pick(starts)).getTime());
  const network = new Network(time, chance);
  const fromMs = time.nowMs;
  takeOver({ time, chance, network });
  const lines: string[] = [];
  const trace = (line: string) => void lines.push(`${new Date(time.nowMs).toISOString()} ${line}`);
  const mode = modes[seed % modes.length] ?? 'http';
  const workspace = await openWorkspace(time, mode);
  const calendar = chance.happens(0.05) ? new SharedCalendar(network, chance, time.nowMs) : null;
  network.worldStands();
  network.takeWire = (address, wire) => workspace.takeWire(address, wire);
  const company = moveIn(workspace);
  const tally = new Tally();
  const weather = new Weather(time, chance, network, tally);
  const ledger = new Ledger();
  const disk = new Disk(emptyDatabase(':memory:'));
  const settings = settingsFor(workspace, company, mode);
  const machine = new Machine({ time, network, weather, workspace, disk, settings, tally, trace });
  const office = new Office(new Desk({ workspace, company, chance, time, ledger, trace }));
  const troubles = new Troubles({
    workspace,
    company,
    chance,
    time,
    network,
    weather,
    machine,
    ledger,
    tally,
    trace,
  });
  machine.boot();
  await time.passTo(time.nowMs + 5_000);
  await setUpRituals({ workspace, company, chance, calendar }, (act) => Promise.all([act(), settle(time)]));
  // From here on nobody waits for what comes of an act.
  workspace.waitForQuiet(60_000);
  weather.isCalm = false;
  const acts = chance.between(15, 60);
  for (let act = 0; act < acts; act += 1) {
    office.act();
    troubles.strike();
    if (calendar && chance.happens(0.1)) trace(calendar.change());
    await time.passTo(time.nowMs + chance.pick(gapsMs.slice(0, chance.between(3, gapsMs.length))));
  }
  const peaceMs = chance.pick(peaceDays) * 24 * hourMs + oddMs;
  await makePeace({ time, weather, machine }, peaceMs);
  const { facts, edits, log } = machine;
  const rest = { fromMs, nowMs: time.nowMs, peaceMs, unheard: unheard.splice(0) };
  const seen = { workspace, company, ledger, weather, calendar, edits, log, ...rest };
  const broken = facts ? check({ ...seen, facts }) : ['the bot does not run, though all is well'];
  tally.met('file imported', facts?.one<Count>("SELECT count(*) AS n FROM import WHERE state = 'done'")?.n);
  const ofCalendars = "SELECT count(*) AS n FROM round WHERE trigger = 'calendar' AND state <> 'missed'";
  tally.met('meeting of a calendar', facts?.one<Count>(ofCalendars)?.n);
  machine.end();
  disk.close();
  return { seed, hash: hashOf(lines, workspace), broken, trace: lines, deaths: machine.deaths, acts, tally };
}

/**
 * Some seconds, without which no act comes to its end. In steps: what takes many turns of the loop gets them, though
 * nothing else happens meanwhile.
 */
async function settle(time: VirtualTime): Promise<void> {
  for (let step = 0; step < 30; step += 1) await time.passTo(time.nowMs + 100);
}

interface Count {
  n: number;
}

interface Sky {
  time: VirtualTime;
  weather: Weather;
  machine: Machine;
}

/** From here on nothing goes wrong any more. What was underway gets well, and the clock runs on. */
async function makePeace({ time, weather, machine }: Sky, peaceMs: number): Promise<void> {
  weather.clear();
  const peaceFromMs = time.nowMs;
  machine.spare();
  await time.passTo(time.nowMs + peaceMs);
  // A life that was to stay away for long has its days of peace, too.
  if (machine.downUntilMs > peaceFromMs + hourMs) await time.passTo(machine.downUntilMs + peaceMs);
}

function openWorkspace(time: VirtualTime, mode: Mode): Promise<Workspace> {
  return startWorkspace({
    clock: { now: () => new Date(time.nowMs) },
    manifest:
      mode === 'socket'
        ? manifest
        : manifest.replace('socket_mode_enabled: true', 'socket_mode_enabled: false'),
    mode,
    wallClockMs: () => time.nowMs,
    // Slack's own: nearly at once, after a minute, after five (docs.slack.dev, "Events API retries").
    redeliveryDelaysMs: [1_000, 60_000, 300_000],
    quietMs: 500,
  });
}

function settingsFor(workspace: Workspace, company: Company, mode: Mode): Record<string, string> {
  const { appToken, signingSecret } = workspace;
  return {
    SLACK_BOT_TOKEN: workspace.botToken,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret }),
    SLACK_API_URL: workspace.apiUrl,
    SPONSOR_USER_ID: company.people.chloe.id,
    TIME_ZONE: 'Europe/Berlin',
    PORT: '0',
    MEETING_WEBHOOK_SECRET: webhookSecret,
  };
}

/** Of what happened and of what the world looks like at the end. */
function hashOf(lines: readonly string[], workspace: Workspace): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  for (const { method, at, status, error } of workspace.calls) {
    hash.update(`${at.toISOString()} ${method} ${status} ${error ?? ''}`);
  }
  for (const { payload, outcome } of workspace.deliveries) {
    hash.update(`${String(payload.type ?? payload.command)} ${outcome}`);
  }
  for (const channel of workspace.everyChannel()) {
    for (const { ts, text, isDeleted } of workspace.messages(channel))
      hash.update(`${ts} ${text} ${isDeleted}`);
  }
  return hash.digest('hex').slice(0, 16);
}
