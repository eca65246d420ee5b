// The stage as the page's server stands on it: one thing at a time happens there, and whoever watches is told.
import type { MovableClock } from '../clock.ts';
import type { Landmark, Stage } from '../stage.ts';
import type { Workspace } from '../workspace.ts';
import type { Person } from '../world.ts';
import type { Busy, Look } from './protocol.ts';
import { ReadMarks } from './read-marks.ts';

export class Floor {
  readonly workspace: Workspace;
  readonly clock: MovableClock;
  readonly marks = new ReadMarks();
  /** What keeps everybody from acting; null when nothing does. */
  busy: Busy | null = null;
  readonly #stage: Stage;
  readonly #functions: Readonly<Record<string, string>>;
  readonly #watchers = new Set<() => void>();
  #queue: Promise<unknown> = Promise.resolve();
  #isSettling = false;
  #isHurried = false;

  /** `functions`: where each person of the sample company works, by their name in small letters. */
  constructor(stage: Stage, functions: Readonly<Record<string, string>>) {
    this.#stage = stage;
    this.workspace = stage.workspace;
    this.clock = stage.clock;
    this.#functions = functions;
    this.workspace.watch(() => {
      if (!this.#isHurried) this.tell();
    });
  }

  functionOf(person: Person): string {
    const known = this.#functions[person.name.toLowerCase()] ?? 'none';
    return known === 'none' ? '' : known;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  tell(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** Does one thing after the other; what the bot spaces by seconds follows without being waited for. */
  async does<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#settleSoon();
      this.tell();
    }
  }

  /** Something long, during which nobody acts, such as time passing. */
  doesLong<T>(words: string, work: (stage: Stage) => Promise<T>): Promise<T> {
    return this.does(async () => {
      this.#isBusy({ words, share: null });
      try {
        return await work(this.#stage);
      } finally {
        this.busy = null;
      }
    });
  }

  /** Something longer still: who watches is told of its progress, but not of each step on the way. */
  async hurriesThrough(
    work: (stage: Stage, tellProgress: (busy: Busy) => void) => Promise<void>,
  ): Promise<void> {
    await this.does(async () => {
      this.#isHurried = true;
      try {
        await work(this.#stage, (busy) => this.#isBusy(busy));
      } finally {
        this.#isHurried = false;
        this.busy = null;
      }
    });
  }

  #isBusy(busy: Busy): void {
    this.busy = busy;
    this.tell();
  }

  /** Where a page looks that was never there before: the first person, in their first channel. */
  firstLook(): Look {
    const person = this.workspace.everybody().find((it) => this.functionOf(it) !== '');
    const channel = this.workspace.everyChannel().find((it) => person && it.members.has(person.id));
    return {
      personId: person?.id ?? '',
      place: channel ? { kind: 'channel', channelId: channel.id } : { kind: 'home' },
      threadTs: null,
      mostMessages: 30,
      inspects: false,
    };
  }

  /** In the channel that somebody looks at, else anywhere. */
  nextOf(landmark: Landmark, channelId: string | undefined): Date | null {
    const here = channelId === undefined ? null : this.#stage.nextOf(landmark, channelId);
    return here ?? this.#stage.nextOf(landmark);
  }

  #settleSoon(): void {
    if (this.#isSettling) return;
    this.#isSettling = true;
    this.#queue = this.#queue
      .then(() => {
        this.#isSettling = false;
        return this.#stage.settle();
      })
      .catch(() => undefined)
      .then(() => this.tell());
  }
}
