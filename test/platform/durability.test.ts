// One wait for the disk serves all who came before it, and a disk that failed once is not believed again.
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { Database } from '../../src/platform/database.ts';
import { Durability, DurabilityInDoubt, SyncedFile } from '../../src/platform/durability.ts';
import { newDatabase } from '../stories/scene.ts';

/** A disk whose syncs end when the test says so. */
class SlowDisk {
  /** Each time somebody asks, more was written. */
  written = 0;
  readonly syncs: PromiseWithResolvers<void>[] = [];
  readonly writeAnew = vi.fn(() => true);

  changes(): number {
    return this.written;
  }

  sync(): Promise<void> {
    const ends = Promise.withResolvers<void>();
    this.syncs.push(ends);
    return ends.promise;
  }

  end(number: number): void {
    this.syncs[number - 1]?.resolve();
  }

  fail(number: number): void {
    this.syncs[number - 1]?.reject(new Error('EIO: i/o error, fdatasync'));
  }
}

describe('waiting for the disk', () => {
  let disk: SlowDisk;
  let durability: Durability;
  let told: string[];
  beforeEach(() => {
    disk = new SlowDisk();
    durability = new Durability(disk);
    told = [];
  });

  const ask = (who: string) => {
    disk.written += 1;
    return durability.reached().then(
      () => told.push(who),
      (error) => told.push(`${who}: ${error.message}`),
    );
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('is done once for all who came before it began', async () => {
    const asked = [ask('ana'), ask('ben')];
    await turn();
    expect([disk.syncs.length, told]).toEqual([1, []]);
    disk.end(1);
    await Promise.all(asked);
    expect(told).toEqual(['ana', 'ben']);
  });

  test('is done once more for all who came while it was under way', async () => {
    const first = ask('ana');
    await turn();
    const others = [ask('ben'), ask('gus')];
    await turn();
    expect(disk.syncs.length).toBe(1);
    disk.end(1);
    await first;
    await turn();
    expect([disk.syncs.length, told]).toEqual([2, ['ana']]);
    disk.end(2);
    await Promise.all(others);
    expect(told).toEqual(['ana', 'ben', 'gus']);
  });

  test('says so when the disk fails, and believes it again only when all was written anew', async () => {
    const doubt = (who: string, why: string) =>
      `${who}: the disk did not confirm what was written (Error: ${why})`;
    const first = ask('ana');
    await turn();
    const second = ask('ben');
    disk.fail(1);
    disk.writeAnew.mockReturnValueOnce(false);
    await Promise.all([first, second]);
    expect(told).toEqual([
      doubt('ana', 'EIO: i/o error, fdatasync'),
      doubt('ben', 'somebody else reads the file: it could not be written anew'),
    ]);
    disk.writeAnew.mockImplementationOnce(() => {
      throw new Error('disk I/O error');
    });
    await ask('gus');
    await ask('eva');
    expect(told.slice(2)).toEqual([doubt('gus', 'disk I/O error'), 'eva']);
    expect(disk.syncs.length).toBe(1);
    const last = ask('ida');
    await turn();
    disk.end(2);
    await last;
    expect(told.at(-1)).toBe('ida');
  });
});

describe('a database file that waits beside', () => {
  let folder: string;
  let path: string;
  let db: Database;
  let sync: MockInstance;
  beforeEach(() => {
    sync = vi.spyOn(SyncedFile.prototype, 'sync');
    folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
    path = join(folder, 'chair.db');
    db = newDatabase(path);
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  const keep = (words: string) => db.run('INSERT INTO request (key, at) VALUES (@words, @words)', { words });
  const isKept = (words: string) => readFileSync(path).includes(words);

  test('is durable when its log is on the disk, which is waited for once', async () => {
    keep('THE-EXPORT-IS-SLOW');
    expect(sync).toHaveBeenCalledTimes(0);
    await db.durable();
    await db.durable();
    expect(sync).toHaveBeenCalledTimes(1);
    expect(readFileSync(`${path}-wal`).includes('THE-EXPORT-IS-SLOW')).toBe(true);
    expect(isKept('THE-EXPORT-IS-SLOW')).toBe(false);
  });

  test('is written whole when the disk failed once', async () => {
    keep('THE-EXPORT-IS-SLOW');
    sync.mockRejectedValueOnce(new Error('EIO: i/o error, fdatasync'));
    await expect(db.durable()).rejects.toThrow(DurabilityInDoubt);
    expect(isKept('THE-EXPORT-IS-SLOW')).toBe(false);
    await db.durable();
    expect(isKept('THE-EXPORT-IS-SLOW')).toBe(true);
    expect(sync).toHaveBeenCalledTimes(1);
  });

  test('writes whole, when it is opened, what a life before left in its log', () => {
    keep('THE-EXPORT-IS-SLOW');
    const next = new Database(path, { waitsBeside: true });
    expect(isKept('THE-EXPORT-IS-SLOW')).toBe(true);
    next.close();
  });

  test('may lie behind a link', async () => {
    db.close();
    const link = join(folder, 'link.db');
    symlinkSync(path, link);
    db = newDatabase(link);
    keep('THE-EXPORT-IS-SLOW');
    await db.durable();
    expect(readFileSync(`${path}-wal`).includes('THE-EXPORT-IS-SLOW')).toBe(true);
  });

  test('may be closed while the disk is at work', async () => {
    const file = new SyncedFile(path);
    const syncing = file.sync();
    file.close();
    await expect(syncing).resolves.toBeUndefined();
  });

  test('confirms nothing once it is closed', async () => {
    const file = new SyncedFile(path);
    file.close();
    await expect(file.sync()).rejects.toThrow('the file is closed');
  });
});

test.each([
  ['a file whose commits wait', (path: string) => new Database(path)],
  ['a file for reading only', (path: string) => new Database(path, { readOnly: true })],
  ['memory', () => newDatabase()],
])('with %s there is nothing to wait for', async (_what, open) => {
  const folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  const path = join(folder, 'chair.db');
  newDatabase(path).close();
  const db = open(path);
  const sync = vi.spyOn(SyncedFile.prototype, 'sync');
  await db.durable();
  expect(sync).toHaveBeenCalledTimes(0);
  expect(db.one('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  db.close();
  rmSync(folder, { recursive: true });
});
