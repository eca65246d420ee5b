// A file without a name, for what is too much for memory: nobody else finds it, and it goes with the process.
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export class Spill {
  readonly #file: FileHandle;
  #bytes = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(): Promise<Spill> {
    const folder = await mkdtemp(join(tmpdir(), 'empty-chair-'));
    try {
      return new Spill(await open(join(folder, 'spill'), 'wx+', 0o600));
    } finally {
      // An open file outlives its name.
      await rm(folder, { recursive: true, force: true });
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(text: string): Promise<void> {
    const written = Buffer.from(text);
    await this.#file.writeFile(written);
    this.#bytes += written.length;
  }

  /** All of it, from its beginning. */
  content(): Readable {
    return this.#file.createReadStream({ start: 0, autoClose: false });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
