// Puts the real bot on the stand-in's stage: starts and stops it, and lets time pass for both.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmptyChair, startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { digestDue } from '../src/digest/week.ts';
import { Database } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { migrate, readMigrations } from '../src/platform/migrations.ts';
import { nextMessageDueAt } from '../src/platform/outbox.ts';
import { meetingEnds } from '../src/ritual/follow-schedule.ts';
import { roundCloses } from '../src/ritual/round.ts';
import { createClock, type MovableClock } from './clock.ts';
import type { Memory } from './controls.ts';
import { copied } from './copied.ts';
import { project } from './kept.ts';
import { nextAlarm } from './landmarks.ts';
import { type Company, companyIn, moveIn } from './people.ts';
import { startWorkspace, type Workspace } from './workspace.ts';

export type Mode = 'socket' | 'http';

export const manifest = readFileSync(join(project, 'manifest.yml'), 'utf8');

/** What people wait for: the bot's own alarm for it, and the table of what the alarm is about. */
const landmarks = {
  meeting: { kind: meetingEnds, table: 'ritual' },
  close: { kind: roundCloses, table: 'round' },
  digest: { kind: digestDue, table: null },
} as const;

export type Landmark = keyof typeof landmarks;

/** The bot spaces what it sends by seconds; this much is waited for without being asked to. */
const patienceMs = 4_000;

/** What a database at the newest schema is opened from, in memory or at a path. */
export const emptyDatabase = copied(() => {
  const db = new Database(':memory:');
  migrate(db, readMigrations(join(project, 'src/migrations')));
  return db.bytes();
});

/** At the newest schema; a file that is there already is opened as it is. */
export const newDatabase = (path = ':memory:') => new Database(emptyDatabase(path), { waitsBeside: true });

export interface StageWishes {
  mode?: Mode;
  /** UTC; by default a Monday morning. */
  startsAt?: string;
  db?: Database;
  /** What the workspace held before; without one, the sample company has just moved in. */
  memory?: Memory;
  /** More of the bot's settings, as its environment names them. */
  settings?: Record<string, string>;
}

interface Parts {
  workspace: Workspace;
  company: Company;
  clock: MovableClock;
  db: Database;
  mode: Mode;
  settings: Record<string, string>;
}

/** The pieces that every stage is made of, with the sample company in it and the bot not started yet. */
export async function prepare(wishes: StageWishes): Promise<Parts> {
  const { mode = 'socket', startsAt = '2026-03-02T08:00:00Z', db, memory, settings = {} } = wishes;
  const clock = createClock(new Date(startsAt));
  const written =
    mode === 'http' ? manifest.replace('socket_mode_enabled: true', 'socket_mode_enabled: false') : manifest;
  const workspace = await startWorkspace({ clock, manifest: written, mode, quietMs: 5 });
  if (memory) workspace.remember(memory);
  const company = memory ? companyIn(workspace) : moveIn(workspace);
  return { workspace, company, clock, db: db ?? newDatabase(), mode, settings };
}

export class Stage {
  readonly workspace: Workspace;
  readonly company: Company;
  readonly clock: MovableClock;
  readonly db: Database;
  readonly mode: Mode;
  readonly #settings: Parts['settings'];
  /** What the bot wrote to its log, a line an entry. */
  readonly log: string[] = [];
  #tidyUp: () => Promise<void> = async () => undefined;
  #chair: EmptyChair | null = null;

  constructor({ workspace, company, clock, db, mode, settings }: Parts) {
    this.workspace = workspace;
    this.company = company;
    this.clock = clock;
    this.db = db;
    this.mode = mode;
    this.#settings = settings;
  }

  get chair(): EmptyChair {
    if (!this.#chair) throw new Error('the bot is not running');
    return this.#chair;
  }

  async start(): Promise<void> {
    const { workspace, clock, db } = this;
    const { botToken, appToken, signingSecret } = workspace;
    const config = readConfig({
      SLACK_BOT_TOKEN: botToken,
      ...(this.mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret }),
      SLACK_API_URL: workspace.apiUrl,
      SPONSOR_USER_ID: this.company.people.chloe.id,
      TIME_ZONE: 'Europe/Berlin',
      PORT: '0',
      ALLOW_LOCAL_FEEDS: 'true',
      ...this.#settings,
    });
    const stream = { write: (line: string) => void this.log.push(line) };
    const chair = await startApp({ config, db, clock, log: createLog('info', stream) });
    this.#chair = chair;
    workspace.askBot(() => chair.settled());
    if (this.mode === 'http') workspace.deliverTo(`http://127.0.0.1:${chair.port()}`);
    await this.settle();
  }

  /** Stops the bot as a deployment does; the workspace and the database go on. */
  async stop(): Promise<void> {
    this.workspace.askBot(null);
    await this.#chair?.stop();
    this.#chair = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.workspace.close();
    this.db.close();
    await this.#tidyUp();
  }

  /** What is left to do once everything is closed. */
  atClose(tidyUp: () => Promise<void>): void {
    this.#tidyUp = tidyUp;
  }

  /** Lets the bot finish what it can do now, and what it spaces by seconds. */
  async settle(): Promise<void> {
    const chair = this.#chair;
    if (!chair) return;
    for (;;) {
      await this.workspace.settled();
      await chair.settled();
      const next = nextMessageDueAt(this.db);
      if (!next || next.getTime() - this.clock.now().getTime() > patienceMs) return;
      if (next > this.clock.now()) this.clock.moveTo(next);
      chair.wake();
    }
  }

  /** Time passes; what falls due on the way happens when it falls due. Without a bot it just passes. */
  async travelTo(instant: string | Date): Promise<void> {
    const target = new Date(instant);
    for (;;) {
      await this.settle();
      const next = this.#chair?.nextDueAt();
      if (!next || next > target) break;
      if (next > this.clock.now()) this.clock.moveTo(next);
      this.#chair?.wake();
    }
    if (target > this.clock.now()) this.clock.moveTo(target);
    this.#chair?.wake();
    await this.settle();
  }

  /** When the next meeting ends, round closes or digest falls due, in one channel or anywhere; null: never. */
  nextOf(landmark: Landmark, channelId?: string): Date | null {
    return nextAlarm(this.db, landmarks[landmark], channelId ?? null);
  }

  /** Time passes until the bot says something new or changes what it said; a month at the most. */
  async travelToNext(): Promise<void> {
    await this.settle();
    const said = () => this.workspace.calls.filter(({ method }) => method.startsWith('chat.')).length;
    const before = said();
    const latest = this.clock.now().getTime() + 31 * 86_400_000;
    while (said() === before) {
      const next = this.#chair?.nextDueAt();
      if (!next || next.getTime() > latest) return;
      await this.travelTo(next);
    }
  }
}
