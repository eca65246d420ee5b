// Puts one database in the place of another, which stays beside it.
import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { keepName } from './keep-copy.ts';

/**
 * Nobody has either of them open. In this order a power cut leaves the old one or the new one at `path`, never none; what
 * was there is at `keptPath`. False: there was none.
 */
export function putInPlace(fresh: string, path: string, keptPath: string): boolean {
  const had = existsSync(path);
  if (had) {
    keep(path, keptPath);
    // What the old one had written last belongs to it alone.
    if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${keptPath}-wal`);
    rmSync(`${path}-shm`, { force: true });
  }
  renameSync(fresh, path);
  keepName(path);
  return had;
}

function keep(path: string, keptPath: string): void {
  try {
    linkSync(path, keptPath);
  } catch {
    // Some file systems know no second name.
    copyFileSync(path, keptPath);
  }
}
