// Bundles the page with vite, and takes the one that was kept when nothing has changed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { keep, placeOf } from '../kept.ts';

const pageFolder = join(import.meta.dirname, '../page');
/** What the page is made of: its own files, what it shares with the stand-in, and the packages. */
const madeOf = [
  'sandbox/page',
  'sandbox/readable/dates.ts',
  'sandbox/form.ts',
  'sandbox/block-kit/walk.ts',
  'package-lock.json',
];

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
  const folder = await placeOf('page', madeOf);
  if (!existsSync(join(folder, 'index.html'))) await keep('page', folder, build);
  const names = await readdir(folder, { recursive: true });
  const assets = names
    .filter((name) => types[extname(name)])
    .map(async (name): Promise<[string, Asset]> => {
      const body = await readFile(join(folder, name));
      return [`/${name.replaceAll('\\', '/')}`, { body, type: types[extname(name)] ?? '' }];
    });
  return new Map(await Promise.all(assets));
}

/** In a process of its own: it leaves this one free to start the bot, and is for production whoever asks for it. */
async function build(into: string): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' };
  const builder = spawn(process.execPath, [join(import.meta.dirname, 'build.ts'), pageFolder, into], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(builder, 'exit');
  if (code !== 0) throw new Error('The page could not be built');
}
