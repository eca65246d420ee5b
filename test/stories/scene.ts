// A whole workspace with the bot in it, for stories: people act through the stand-in, and time goes only when told.
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { createClock, type MovableClock } from '../../sandbox/clock.ts';
import { type Company, moveIn } from '../../sandbox/people.ts';
import type { View } from '../../sandbox/views.ts';
import type { Message } from '../../sandbox/world.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import { type EmptyChair, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { nextMessageDueAt } from '../../src/platform/outbox.ts';
import { migrate, readMigrations } from '../../src/platform/migrations.ts';

export type Mode = 'socket' | 'http';
export const modes: Mode[] = ['socket', 'http'];

type Name = keyof Company['people'];
type ChannelName = keyof Company['channels'];

export const manifest = readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8');

export function newDatabase(path = ':memory:'): Database {
  const db = new Database(path);
  migrate(db, readMigrations(join(import.meta.dirname, '../../src/migrations')));
  return db;
}

interface Wishes {
  mode?: Mode;
  /** UTC; by default a Monday morning. */
  startsAt?: string;
  db?: Database;
  /** Before the bot starts for the first time. */
  before?: (workspace: Workspace, company: Company) => void;
}

export class Scene {
  readonly workspace: Workspace;
  readonly company: Company;
  readonly clock: MovableClock;
  readonly db: Database;
  readonly mode: Mode;
  /** What the bot wrote to its log, a line an entry. */
  readonly log: string[] = [];
  chair: EmptyChair | null = null;

  private constructor(parts: { workspace: Workspace; company: Company; clock: MovableClock; db: Database; mode: Mode }) {
    this.workspace = parts.workspace;
    this.company = parts.company;
    this.clock = parts.clock;
    this.db = parts.db;
    this.mode = parts.mode;
  }

  static async open({ mode = 'socket', startsAt = '2026-03-02T08:00:00Z', db, before }: Wishes = {}): Promise<Scene> {
    const clock = createClock(new Date(startsAt));
    const workspace = await startWorkspace({ clock, manifest: manifestFor(mode), mode, quietMs: 5 });
    const company = moveIn(workspace);
    before?.(workspace, company);
    const scene = new Scene({ workspace, company, clock, db: db ?? newDatabase(), mode });
    await scene.start();
    return scene;
  }

  get people() {
    return this.company.people;
  }

  get channels() {
    return this.company.channels;
  }

  as(name: Name) {
    return this.workspace.as(this.company.people[name]);
  }

  async start(): Promise<void> {
    const { workspace, clock, db } = this;
    const config = readConfig({
      SLACK_BOT_TOKEN: workspace.botToken,
      ...(this.mode === 'socket'
        ? { SLACK_APP_TOKEN: workspace.appToken }
        : { SLACK_SIGNING_SECRET: workspace.signingSecret }),
      SLACK_API_URL: workspace.apiUrl,
      SPONSOR_USER_ID: this.company.people.chloe.id,
      TIME_ZONE: 'Europe/Berlin',
      PORT: '0',
    });
    const stream = { write: (line: string) => void this.log.push(line) };
    this.chair = await startApp({ config, db, clock, log: createLog('info', stream) });
    if (this.mode === 'http') workspace.deliverTo(`http://127.0.0.1:${this.chair.port()}`);
    await this.settle();
  }

  /** Stops the bot as a deployment does; the workspace goes on. */
  async stop(): Promise<void> {
    await this.chair?.stop();
    this.chair = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.workspace.close();
    this.db.close();
  }

  /** Lets the bot finish what it can do now, and what it spaces by seconds. */
  async settle(): Promise<void> {
    const { chair, clock, workspace } = this;
    if (!chair) return;
    for (;;) {
      await workspace.settled();
      await chair.settled();
      const next = nextMessageDueAt(this.db);
      if (!next || next.getTime() - clock.now().getTime() > 4_000) return;
      if (next > clock.now()) clock.moveTo(next);
      chair.wake();
    }
  }

  /** Time passes; what falls due on the way happens when it falls due. Without a bot it just passes. */
  async travelTo(instant: string | Date): Promise<void> {
    const target = new Date(instant);
    for (;;) {
      await this.settle();
      const next = this.chair?.nextDueAt();
      if (!next || next > target) break;
      if (next > this.clock.now()) this.clock.moveTo(next);
      this.chair?.wake();
    }
    if (target > this.clock.now()) this.clock.moveTo(target);
    this.chair?.wake();
    await this.settle();
  }

  /** A channel's newest root. */
  root(channel: ChannelName): Message {
    const message = this.workspace.messages(this.company.channels[channel]).at(-1);
    if (!message) throw new Error(`nothing was posted in ${channel}`);
    return message;
  }

  readRoot(channel: ChannelName): string {
    return this.read(this.root(channel));
  }

  /** The replies under a channel's newest root; '' while there are none. */
  readThread(channel: ChannelName): string {
    const [, ...replies] = this.workspace.thread(this.root(channel));
    return replies.map((reply) => this.read(reply)).join('\n---\n');
  }

  read(shown: Message | View): string {
    const lines: string | string[] = this.workspace.readable(shown);
    return Array.isArray(lines) ? lines.join('\n') : lines;
  }

  topForm(name: Name): View {
    const form = this.workspace.modal(this.company.people[name]);
    if (!form) throw new Error(`${name} has no form open`);
    return form;
  }

  homeOf(name: Name): View {
    const home = this.workspace.home(this.company.people[name]);
    if (!home) throw new Error(`${name} has not opened the App Home`);
    return home;
  }

  /** The newest message that only this person sees. */
  lastPrivate(name: Name): Message {
    const message = this.workspace.ephemerals(this.company.people[name]).at(-1);
    if (!message) throw new Error(`${name} was told nothing in private`);
    return message;
  }

  lastPrivateText(name: Name): string {
    return this.read(this.lastPrivate(name));
  }

  /** The bot's direct messages to a person, as they read them. */
  notes(name: Name): string[] {
    return this.workspace.directMessages(this.company.people[name]).map((message) => this.read(message));
  }

  async setUpRitual(name: Name, channel: ChannelName, wishes: { weekdays?: string[]; at?: string; name?: string } = {}) {
    const { weekdays = ['Tuesday'], at = '10:30' } = wishes;
    const opened = await this.as(name).types('/ritual setup', { in: this.company.channels[channel] });
    if (!this.workspace.modal(this.company.people[name])) throw new Error(`no form opened: ${opened.text}`);
    await this.as(name).fills({ 'Name of the meeting': wishes.name ?? 'Product weekly', 'It ends on': weekdays, at });
    const saved = await this.as(name).submits();
    await this.as(name).closes();
    return saved;
  }

  async record(name: Name, channel: ChannelName, statement: string) {
    const seen = await this.as(name).types(`/decided ${statement}`, { in: this.company.channels[channel] });
    await this.settle();
    return seen;
  }

  async answer(name: Name, channel: ChannelName, verdict: string) {
    return this.as(name).clicks(verdict, { on: this.root(channel) });
  }
}

function manifestFor(mode: Mode): string {
  return mode === 'http' ? manifest.replace('socket_mode_enabled: true', 'socket_mode_enabled: false') : manifest;
}
