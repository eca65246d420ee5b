// The machine that the bot runs on: starts it, looks once a second as main does, and starts it again when it has died.
import type { Workspace } from '../../sandbox/workspace.ts';
import type { Database } from '../../src/platform/database.ts';
import type { Disk, Step } from './disk.ts';
import { type Edit, editOf } from './edits.ts';
import { Life } from './life.ts';
import type { Network } from './network.ts';
import type { Tally } from './tally.ts';
import type { Timer, VirtualTime } from './virtual-time.ts';
import type { Weather } from './weather.ts';

const secondMs = 1_000;
/** Without anything due, this is how far it looks ahead. */
const idleMs = 6 * 3600 * secondMs;

interface Parts {
  time: VirtualTime;
  network: Network;
  weather: Weather;
  workspace: Workspace;
  disk: Disk;
  settings: Record<string, string>;
  tally: Tally;
  /** A line of the trace. */
  trace(line: string): void;
}

interface Crash {
  /** Until it is started again. */
  downMs: number;
  losesPower: boolean;
  isCounted(step: Step): boolean;
}

export class Machine {
  readonly #parts: Parts;
  #life: Life | null = null;
  #beat: { timer: Timer; atMs: number } | null = null;
  #isStarting = false;
  #port = 0;
  #nextStart: Timer | null = null;
  /** How far its clock is from the true one. */
  skewMs = 0;
  /** Asleep: its timers do not fire, as when a lid is closed. */
  #asleepUntilMs = 0;
  /** Each edit of a message that was sent off, whatever became of it. */
  readonly edits: Edit[] = [];
  readonly log: { atMs: number; line: string }[] = [];
  deaths = 0;
  /** When it is started again, after its last end. */
  downUntilMs = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get isUp(): boolean {
    return !!this.#life?.chair;
  }

  /** Where it was last reached. */
  get port(): number {
    return this.#port;
  }

  /** The facts as they are now, read by somebody who is not the bot; null while it is down. */
  get facts(): Database | null {
    return this.#life?.db ?? null;
  }

  /** Whether it does not know of some post whether that stands, or did not know when it went down. */
  get isPosting(): boolean {
    return this.#parts.disk.one("SELECT 1 FROM message WHERE state = 'sending'") !== undefined;
  }

  /** Its end: what is still under way reaches nobody. */
  end(): void {
    this.#life?.end();
    this.#parts.network.closeBot();
  }

  boot(): void {
    if (this.#life || this.#isStarting) return;
    this.#isStarting = true;
    if (this.#isCut) this.#parts.disk.cutPower();
    this.#isCut = false;
    const { time, network, weather, workspace, disk, settings, trace } = this.#parts;
    const life: Life = new Life({
      clock: { now: () => new Date(time.nowMs + this.skewMs), monotonicMs: () => time.nowMs },
      disk,
      settings,
      isLocked: () => weather.isLocked(),
      send: (to, init) => {
        const edit = editOf(to, init);
        if (edit) this.edits.push(edit);
        return network.call(to, init);
      },
      logged: (line) => void this.log.push({ atMs: time.nowMs, line }),
      wrote: () => this.#lookSoon(),
      died: (at) => this.#bury(life, at),
    });
    this.#life = life;
    trace('starts');
    life.start().then(
      (chair) => {
        if (this.#life !== life) return;
        this.#isStarting = false;
        trace('is up');
        this.#port = chair.port();
        workspace.deliverTo(`http://127.0.0.1:${this.#port}`);
        this.#look();
      },
      (error: unknown) => {
        if (this.#life !== life) return;
        trace(`could not start: ${String(error)}`);
        this.#leave(life, 60 * secondMs);
      },
    );
  }

  /** It will die at the step with this number from now on, of those that are counted, and be started again. */
  crashIn(steps: number, { downMs, losesPower, isCounted }: Crash): void {
    this.#downMs = downMs;
    this.#losesPower = losesPower;
    this.#life?.dieIn(steps, isCounted);
  }

  /** It goes on living. */
  spare(): void {
    this.#life?.dieIn(Number.POSITIVE_INFINITY, () => true);
  }

  #downMs = 2 * secondMs;
  #losesPower = false;
  /** What was not synced is gone before it starts again. */
  #isCut = false;

  /** Stops it as a deployment does. */
  stop(downMs: number): void {
    const life = this.#life;
    const chair = life?.chair;
    if (!life || !chair) return;
    this.#parts.trace('is asked to stop');
    chair.stop().then(() => {
      if (this.#life !== life) return;
      // As SQLite does when the last connection is closed.
      this.#parts.disk.sync();
      this.#leave(life, downMs);
    });
  }

  sleep(forMs: number): void {
    this.#asleepUntilMs = this.#parts.time.nowMs + forMs;
  }

  #bury(life: Life, at: Step): void {
    if (this.#life !== life) return;
    this.deaths += 1;
    this.#parts.tally.met(`crash at ${at}`);
    this.#parts.trace(`dies at ${at}`);
    if (this.#losesPower) {
      this.#parts.tally.met('power cut');
      this.#parts.trace('and so does the power');
      this.#isCut = true;
    }
    this.#leave(life, this.#downMs);
  }

  #leave(life: Life, downMs: number): void {
    const { network, time, weather } = this.#parts;
    weather.forgetPauses();
    this.#life = null;
    this.#isStarting = false;
    network.closeBot();
    life.end();
    this.#nextStart?.cancel();
    this.downUntilMs = time.nowMs + downMs;
    this.#nextStart = time.after(Math.max(downMs, 1), () => this.boot());
  }

  /** Main looks each second; seconds in which nothing can be due are passed over. */
  #look(): void {
    this.#beat?.timer.cancel();
    this.#beat = null;
    const { time } = this.#parts;
    const chair = this.#life?.chair;
    if (!chair) return;
    if (time.nowMs >= this.#asleepUntilMs) chair.wake();
    this.#lookAt(Math.max(this.#nextDueMs(), time.nowMs + secondMs, this.#asleepUntilMs));
  }

  #lookSoon(): void {
    const soonMs = this.#parts.time.nowMs + secondMs;
    if (this.#beat && this.#beat.atMs > soonMs) this.#lookAt(Math.max(soonMs, this.#asleepUntilMs));
  }

  #lookAt(atMs: number): void {
    const { time } = this.#parts;
    this.#beat?.timer.cancel();
    this.#beat = { atMs, timer: time.after(atMs - time.nowMs, () => this.#look()) };
  }

  #nextDueMs(): number {
    const latest = this.#parts.time.nowMs + idleMs;
    const due = this.#life?.db?.one<{ at: string | null }>(
      `SELECT min(at) AS at FROM (
         SELECT min(coalesce(retry_at, due_at)) AS at FROM alarm
         UNION ALL SELECT min(due_at) FROM message WHERE state IN ('due', 'sending')
         UNION ALL SELECT min(due_at) FROM inbox WHERE state = 'waiting')`,
    );
    return due?.at ? Math.min(new Date(due.at).getTime() - this.skewMs, latest) : latest;
  }
}
