// Waits for the disk beside the main thread: one wait serves everybody who came before it began.
import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const datasync = promisify(fdatasync);

/** What was committed may be lost in a power cut: the disk did not confirm it. */
export class DurabilityInDoubt extends Error {}

export interface Disk {
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

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /**
   * Resolves when all that was written until now is on the disk. Rejects with DurabilityInDoubt when the disk refuses;
   * nothing more is confirmed then until all of it could be written anew.
   */
  reached(): Promise<void> {
    // The one under way may have begun before the last write.
    this.#next ??= this.#after(this.#underWay);
    return this.#next;
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
    if (!this.#disk.writeAnew()) throw new Error('somebody reads, so that it could not be written anew');
    this.#isInDoubt = false;
  }
}

/** One file of another's, which may come to be later than this. */
export class SyncedFile {
  readonly #path: string;
  #descriptor: number | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async sync(): Promise<void> {
    this.#descriptor ??= openSync(this.#path, 'r+');
    await datasync(this.#descriptor);
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}
