// Waits for the disk beside the main thread: one wait serves everybody who came before it began.
import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const datasync = promisify(fdatasync);

/** What was committed may be lost in a power cut: the disk did not confirm it. */
export class DurabilityInDoubt extends Error {}

export interface Disk {
  /** How many changes have been made until now. */
  changes(): number;
  /** Resolves when all that has been written is on the disk. */
  sync(): Promise<void>;
  /** Writes all of it once more, elsewhere, and waits for that. Throws, or is false, when it could not. */
  writeAnew(): boolean;
}

export class Durability {
  readonly #disk: Disk;
  #underWay: Promise<void> = Promise.resolve();
  /** Begins when the one under way has ended; null: nobody has asked for it yet. */
  #next: Promise<void> | null = null;
  #isInDoubt = false;
  /** How many changes had been made when all of them were on the disk last. */
  #confirmed = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /**
   * Resolves when all that was written until now is on the disk; asked in the midst of a transaction, it begins after
   * that. Rejects with DurabilityInDoubt when the disk refuses; nothing more is confirmed then until all of it could be
   * written anew.
   */
  async reached(): Promise<void> {
    const changes = this.#disk.changes();
    if (changes === this.#confirmed) return;
    // The one under way may have begun before the last write.
    this.#next ??= this.#after(this.#underWay);
    await this.#next;
    this.#confirmed = Math.max(this.#confirmed, changes);
  }

  async #after(other: Promise<void>): Promise<void> {
    await other.catch(() => {});
    this.#underWay = this.#next ?? Promise.resolve();
    this.#next = null;
    try {
      if (this.#isInDoubt) this.#clearDoubt();
      else await this.#disk.sync();
    } catch (cause) {
      this.#isInDoubt = true;
      throw new DurabilityInDoubt(`the disk did not confirm what was written (${cause})`, { cause });
    }
  }

  /**
   * The system tells of a page that it could not write once, and forgets about it ("PostgreSQL and fsync failures",
   * LWN 752063): to sync again would confirm what is not there.
   */
  #clearDoubt(): void {
    if (!this.#disk.writeAnew())
      throw new Error('somebody else reads the file: it could not be written anew');
    this.#isInDoubt = false;
  }
}

/** A file that somebody else writes. Opened at once: whoever opens it later is not told of pages lost before. */
export class SyncedFile {
  readonly #descriptor: number;
  #isSyncing = false;
  #isClosed = false;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r+');
  }

  /** One at a time. */
  async sync(): Promise<void> {
    if (this.#isClosed) throw new Error('the file is closed');
    this.#isSyncing = true;
    try {
      await datasync(this.#descriptor);
    } finally {
      this.#isSyncing = false;
      if (this.#isClosed) closeSync(this.#descriptor);
    }
  }

  close(): void {
    if (!this.#isSyncing && !this.#isClosed) closeSync(this.#descriptor);
    this.#isClosed = true;
  }
}
