// Reads a file from the operator's disk whole, or says why it cannot.
import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '../platform/refusal.ts';

/** It is held in memory while it is read. */
const largestBytes = 100 * 1024 * 1024;

/** `digest` tells the same bytes again, whatever the file is called. */
export function readLocalFile(path: string): { bytes: Uint8Array; digest: string } {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new Refusal(`${path} is no file. Name a CSV file.`);
    if (found.size > largestBytes) {
      throw new Refusal(`${path} has more than 100 MB. Split it: what is in two parts is taken once.`);
    }
    const bytes = readFileSync(path);
    return { bytes, digest: hash('sha256', bytes) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} cannot be read (${reasonOf(error)}). Check its name and its permissions.`);
  }
}

/** What the operating system says, without the path: "ENOENT: no such file or directory". */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split(',')[0] ?? '') : String(error);
}
