// What takes seconds to make, the page and the past, is kept among the installed packages until something changes.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';

export const project = join(import.meta.dirname, '..');

/** `npm ci` empties it together with the packages. */
const keptFolder = join(project, 'node_modules/.cache/empty-chair');

/** Where a thing is kept, if it is: another folder as soon as any of the files that it is made of changes. */
export async function placeOf(thing: string, madeOf: readonly string[]): Promise<string> {
  return join(keptFolder, `${thing}-${await fingerprint(madeOf)}`);
}

/** Written aside and then moved, so that two who begin at once never find half a thing. Older ones go. */
export async function keep(
  thing: string,
  place: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  await mkdir(keptFolder, { recursive: true });
  const aside = await mkdtemp(join(keptFolder, 'making-'));
  await make(aside);
  for (const older of await readdir(keptFolder)) {
    if (older.startsWith(`${thing}-`)) await rm(join(keptFolder, older), { recursive: true, force: true });
  }
  await rename(aside, place).catch(() => rm(aside, { recursive: true, force: true }));
}

async function fingerprint(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesAt(path)) hash.update(file).update(await readFile(join(project, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesAt(path: string): Promise<string[]> {
  if (extname(path) !== '') return [path];
  const below = await readdir(join(project, path), { recursive: true });
  return below
    .filter((name) => extname(name) !== '')
    .sort()
    .map((name) => join(path, name));
}
