// An installation as an operator has it: a folder, the real bot and the real command line as processes, and Slack's stand-in.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../sandbox/clock.ts';
import { nodeFlags } from '../../sandbox/node-flags.ts';
import { type Company, moveIn } from '../../sandbox/people.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace.ts';
import { Database } from '../../src/platform/database.ts';
import { manifest } from '../stories/scene.ts';

const source = join(import.meta.dirname, '../../src');

export interface Run {
  code: number | null;
  out: string;
  err: string;
}

export interface Bot {
  ready: Promise<void>;
  ended: Promise<number | null>;
  written(): string;
  port(): number;
  stop(): Promise<number | null>;
  kill(): Promise<number | null>;
}

export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  readonly path = join(this.folder, 'chair.db');
  readonly workspace: Workspace;
  readonly company: Company;
  readonly #children = new Set<ChildProcess>();

  private constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.company = moveIn(workspace);
  }

  static async open(): Promise<Installation> {
    return new Installation(
      await startWorkspace({ clock: createClock(new Date()), manifest, mode: 'socket' }),
    );
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.workspace.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** The facts, read by somebody who is not the bot. */
  read<Result>(work: (db: Database) => Result): Result {
    const db = new Database(this.path);
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  get voices(): string[] {
    return this.read((db) => db.all<{ words: string }>('SELECT words FROM voice ORDER BY id')).map(
      ({ words }) => words,
    );
  }

  types(text: string) {
    return this.workspace
      .as(this.company.people.chloe)
      .types(text, { in: this.company.channels.productWeekly });
  }

  /** Runs the command line to its end. */
  async chair(...words: string[]): Promise<Run> {
    const { child, out, err } = this.#spawn('chair.ts', words);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, out: out(), err: err() };
  }

  bot(change: Record<string, string> = {}): Bot {
    const { child, out, err, heard } = this.#spawn('main.ts', [], change);
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const end = (signal: NodeJS.Signals) => {
      child.kill(signal);
      return ended;
    };
    return {
      ready: heard('Empty Chair is ready'),
      ended,
      written: () => out() + err(),
      port: () => Number(/"port":(\d+)/.exec(out())?.[1]),
      stop: () => end('SIGTERM'),
      kill: () => end('SIGKILL'),
    };
  }

  #spawn(file: string, words: string[], change: Record<string, string> = {}) {
    const env = {
      PATH: process.env.PATH ?? '',
      SLACK_BOT_TOKEN: this.workspace.botToken,
      SLACK_APP_TOKEN: this.workspace.appToken,
      SLACK_API_URL: this.workspace.apiUrl,
      SPONSOR_USER_ID: this.company.people.chloe.id,
      DATABASE_PATH: this.path,
      PORT: '0',
      ...change,
    };
    const child = spawn(process.execPath, [...nodeFlags, join(source, file), ...words], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.add(child);
    child.on('close', () => this.#children.delete(child));
    const written = { out: '', err: '' };
    for (const name of ['out', 'err'] as const) {
      child[name === 'out' ? 'stdout' : 'stderr'].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
      });
    }
    const heard = (words: string) =>
      new Promise<void>((resolve, reject) => {
        child.stdout.on('data', () => written.out.includes(words) && resolve());
        child.on('close', () => reject(new Error(`it ended: ${written.out}${written.err}`)));
      });
    return { child, out: () => written.out, err: () => written.err, heard };
  }
}
