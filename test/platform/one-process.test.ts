// One process a database: a second is refused at once, and a crash leaves no lock behind.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AlreadyRunning, holdOnlyProcess } from '../../src/platform/one-process.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  path = join(folder, 'new', 'chair.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Another process that holds the database until it ends. */
async function otherProcess() {
  const module = pathToFileURL(join(import.meta.dirname, '../../src/platform/one-process.ts')).href;
  const script = `
    const { holdOnlyProcess } = await import(${JSON.stringify(module)});
    globalThis.held = holdOnlyProcess(${JSON.stringify(path)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('a database that a process runs on', () => {
  test('is refused to a second start at once, with a sentence that says what to do', () => {
    const first = holdOnlyProcess(path);
    const startedAtMs = performance.now();
    expect(() => holdOnlyProcess(path)).toThrow(AlreadyRunning);
    expect(performance.now() - startedAtMs).toBeLessThan(400);
    expect(() => holdOnlyProcess(path)).toThrow(
      `Empty Chair is already running on ${path}. Stop that process first, or set DATABASE_PATH to another file.`,
    );
    first.release();
  });

  test('is free again once it was released', () => {
    holdOnlyProcess(path).release();
    const second = holdOnlyProcess(path);
    expect(() => holdOnlyProcess(path)).toThrow(AlreadyRunning);
    second.release();
  });

  test('does not keep another database from running', () => {
    const one = holdOnlyProcess(path);
    const other = holdOnlyProcess(join(folder, 'other.db'));
    other.release();
    one.release();
  });

  test('is refused while another process holds it, and free when that one was killed', async () => {
    const child = await otherProcess();
    expect(() => holdOnlyProcess(path)).toThrow(AlreadyRunning);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const mine = holdOnlyProcess(path);
    expect(() => holdOnlyProcess(path)).toThrow(AlreadyRunning);
    mine.release();
  });

  test('in memory belongs to nobody else anyway', () => {
    const one = holdOnlyProcess(':memory:');
    const two = holdOnlyProcess(':memory:');
    one.release();
    two.release();
  });
});
