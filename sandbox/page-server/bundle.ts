// Bundles the page with vite into a folder for temporary files, and takes it from there when nothing has changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const pageFolder = join(import.meta.dirname, '../page');
const lockFile = join(import.meta.dirname, '../../package-lock.json');
const sharedFolder = join(import.meta.dirname, '..');

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

/** By path, as /index.html. */
export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export async function bundlePage(): Promise<Assets> {
  const folder = join(tmpdir(), `empty-chair-page-${await fingerprint()}`);
  if (!existsSync(join(folder, 'index.html'))) await build(folder);
  const names = await readdir(folder, { recursive: true });
  const assets = names
    .filter((name) => types[extname(name)])
    .map(async (name): Promise<[string, Asset]> => {
      const body = await readFile(join(folder, name));
      return [`/${name.replaceAll('\\', '/')}`, { body, type: types[extname(name)] ?? '' }];
    });
  return new Map(await Promise.all(assets));
}

/** What the page is made of: its own files, what it shares with the stand-in, and the packages. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const own = (await readdir(pageFolder, { recursive: true })).map((name) => join(pageFolder, name));
  const shared = ['readable/dates.ts', 'form.ts', 'block-kit/walk.ts'].map((it) => join(sharedFolder, it));
  for (const path of [...own.sort(), ...shared, lockFile]) {
    if (extname(path) !== '') hash.update(path).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Built aside and then moved, so that two sandboxes starting at once never see half a page. */
async function build(folder: string): Promise<void> {
  const aside = await mkdtemp(join(tmpdir(), 'empty-chair-building-'));
  // In a process of its own: it leaves this one free to start the bot, and is for production whoever asks for it.
  const env = { ...process.env, NODE_ENV: 'production' };
  const builder = spawn(process.execPath, [join(import.meta.dirname, 'build.ts'), pageFolder, aside], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(builder, 'exit');
  if (code !== 0) throw new Error('The page could not be built');
  await rm(folder, { recursive: true, force: true });
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
}
