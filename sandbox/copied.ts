// Makes a database once a process and copies it from then on: to make it takes fifty times as long.
import { existsSync, writeFileSync } from 'node:fs';

/** What to open for a database at `path`: its bytes for one in memory, else the path, where a copy lies by then. */
export function copied(make: () => Buffer): (path: string) => Buffer | string {
  let first: Buffer | null = null;
  return (path) => {
    if (existsSync(path)) return path;
    first ??= make();
    if (path === ':memory:') return first;
    writeFileSync(path, first);
    return path;
  };
}
