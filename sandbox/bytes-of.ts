// What a file holds that is needed for no more than its bytes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes it when it is first asked for; `make` writes the file at the path that it is given. */
export function bytesOnce(make: (path: string) => void): () => Buffer {
  let bytes: Buffer | undefined;
  return () => {
    bytes ??= bytesOf(make);
    return bytes;
  };
}

function bytesOf(make: (path: string) => void): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  try {
    const path = join(folder, 'file');
    make(path);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
