// The real process, killed again and again while people work with it: real sockets, a real file, the same checks.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { project } from '../../sandbox/kept.ts';
import { nodeFlags } from '../../sandbox/node-flags.ts';
import { Chance } from '../../sandbox/past/chance.ts';
import { moveIn } from '../../sandbox/people.ts';
import { type Mode, manifest } from '../../sandbox/stage.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import { Database } from '../../src/platform/database.ts';
import { check } from './checker.ts';
import { Desk } from './desk.ts';
import { Ledger } from './ledger.ts';
import { Office } from './office.ts';
import { setUpRituals, webhookSecret } from './set-up.ts';

export interface Killed {
  kills: number;
  acts: number;
  /** Inputs that were acknowledged before a kill. */
  acknowledged: number;
  broken: string[];
}

/** By the clock that nobody sets, what was on its way at the last kill is overdue after seconds, not minutes. */
const hurry = 'const now = performance.now.bind(performance); performance.now = () => 30 * now();';

const startsWithinMs = 60_000;
const settlesWithinMs = 60_000;
/** No longer than the stand-in waits for a bot, so that what reached a bot that is still busy is never done again. */
const looksForMs = 10_000;

class Bot {
  readonly log: { atMs: number; line: string }[] = [];
  readonly #workspace: Workspace;
  readonly #env: NodeJS.ProcessEnv;
  readonly #mode: Mode;
  #child: ChildProcess | null = null;

  constructor(workspace: Workspace, mode: Mode, databasePath: string, sponsorId: string) {
    this.#workspace = workspace;
    this.#mode = mode;
    const delivery =
      mode === 'socket'
        ? { SLACK_APP_TOKEN: workspace.appToken }
        : { SLACK_SIGNING_SECRET: workspace.signingSecret };
    this.#env = {
      ...delivery,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_API_URL: workspace.apiUrl,
      SPONSOR_USER_ID: sponsorId,
      DATABASE_PATH: databasePath,
      MEETING_WEBHOOK_SECRET: webhookSecret,
      PORT: '0',
    };
  }

  /** Resolves once it says that it is ready. */
  async start({ hurries }: { hurries: boolean }): Promise<void> {
    const flags = hurries ? ['--import', `data:text/javascript,${hurry}`, ...nodeFlags] : nodeFlags;
    const child = spawn(process.execPath, [...flags, 'src/main.ts'], { cwd: project, env: this.#env });
    this.#child = child;
    const ready = new Promise<number>((resolve, reject) => {
      let rest = '';
      child.stdout.on('data', (chunk: Buffer) => {
        const lines = (rest + String(chunk)).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          this.log.push({ atMs: Date.now(), line });
          const port = /"port":(\d+).*is ready/.exec(line)?.[1];
          if (port) resolve(Number(port));
        }
      });
      child.stderr.on('data', (chunk: Buffer) => reject(new Error(`it does not start: ${String(chunk)}`)));
      AbortSignal.timeout(startsWithinMs).addEventListener('abort', () =>
        reject(new Error('it never started')),
      );
    });
    const port = await ready;
    if (this.#mode === 'http') this.#workspace.deliverTo(`http://127.0.0.1:${port}`);
    else await this.#workspace.connected();
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}

export async function killAgainAndAgain(seed: number, mode: Mode, kills: number): Promise<Killed> {
  const folder = mkdtempSync(join(tmpdir(), 'kill-'));
  const databasePath = join(folder, 'chair.db');
  const chance = new Chance(seed);
  const workspace = await startWorkspace({
    clock: { now: () => new Date() },
    manifest:
      mode === 'http'
        ? manifest.replace('socket_mode_enabled: true', 'socket_mode_enabled: false')
        : manifest,
    mode,
    quietMs: 20,
    redeliveryDelaysMs: [1_000, 2_000, 4_000],
  });
  const company = moveIn(workspace);
  const bot = new Bot(workspace, mode, databasePath, company.people.chloe.id);
  try {
    await bot.start({ hurries: false });
    await setUpRituals({ workspace, company, chance, calendar: null }, patiently);
    const ledger = new Ledger();
    const time = {
      get nowMs() {
        return Date.now();
      },
    };
    const office = new Office(new Desk({ workspace, company, chance, time, ledger, trace: () => {} }));
    const countAcknowledged = () => workspace.deliveries.filter(({ outcome }) => outcome === 'acked').length;
    const acts = await workThroughKills({ office, bot, chance, kills, countAcknowledged });
    const facts = new Database(databasePath);
    try {
      await settle(workspace, facts);
      const seen = {
        workspace,
        company,
        facts,
        ledger,
        calendar: null,
        edits: [],
        log: bot.log,
        unheard: [],
      };
      const weather = { isRough: true, meetsLocks: false, impatient: [] };
      const nowMs = Date.now();
      return {
        kills,
        acts,
        acknowledged: countAcknowledged(),
        broken: check({ ...seen, weather, fromMs: nowMs, nowMs, peaceMs: 0 }),
      };
    } finally {
      facts.close();
    }
  } finally {
    await bot.end('SIGTERM');
    await workspace.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * Somebody who looks again until what they need is on their screen. A busy machine can keep the process from its
 * answer for longer than the stand-in takes for silence; an act throws then before anything has reached the bot.
 */
async function patiently(act: () => Promise<unknown>): Promise<void> {
  for (const until = Date.now() + looksForMs; ; await wait(50)) {
    try {
      await act();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

interface Work {
  office: Office;
  bot: Bot;
  chance: Chance;
  kills: number;
  countAcknowledged(): number;
}

/** A life in which the bot answered less would prove little; where it never does, people give up in the end. */
const acknowledgedAtLeast = 20;
const mostActs = 2_000;

/** People work without a pause; the process dies somewhere among what they do, and is started again. */
async function workThroughKills(work: Work): Promise<number> {
  const { office, bot, chance, kills, countAcknowledged } = work;
  let acts = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const enough = countAcknowledged() + acknowledgedAtLeast;
    const isEnough = () => countAcknowledged() >= enough || acts >= mostActs;
    for (let left = chance.between(10, 60); left > 0 || !isEnough(); left -= 1) {
      office.act();
      acts += 1;
      await wait(chance.between(0, 12));
    }
    await bot.end('SIGKILL');
    await bot.start({ hurries: kill === kills - 1 });
  }
  return acts;
}

/** Waits until nothing is owed any more, what was sent right before the last kill included. */
async function settle(workspace: Workspace, facts: Database): Promise<void> {
  const until = Date.now() + settlesWithinMs;
  const waiting = `SELECT (SELECT count(*) FROM message WHERE state IN ('due', 'sending') AND due_at < @soon)
    + (SELECT count(*) FROM inbox WHERE state = 'waiting') AS n`;
  for (;;) {
    await workspace.settled();
    const soon = new Date(Date.now() + 40_000).toISOString();
    if (facts.one<{ n: number }>(waiting, { soon })?.n === 0) return;
    if (Date.now() > until) return;
    await wait(100);
  }
}
