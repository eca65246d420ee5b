// Keeps the past that was lived in files, so that it is lived once and not at every start.
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Memory } from './controls.ts';
import { keep, placeOf } from './kept.ts';
import { newDatabase, prepare, Stage } from './stage.ts';

/** A past is good for as long as all that had a hand in it. */
const madeOf = ['src', 'sandbox', 'manifest.yml', 'package-lock.json'];

interface Kept {
  readonly now: Date;
  readonly memory: Memory;
}

/** A stage that has lived through the past before and only has to be started; null when none was kept. */
export async function wakePast(): Promise<Stage | null> {
  const folder = await placeOf('past', madeOf);
  const kept = await readFile(join(folder, 'workspace')).catch(() => null);
  if (!kept) return null;
  const { now, memory }: Kept = deserialize(kept);
  const used = await mkdtemp(join(tmpdir(), 'empty-chair-sandbox-'));
  await copyFile(join(folder, 'database'), join(used, 'database'));
  const db = newDatabase(join(used, 'database'));
  const stage = new Stage(await prepare({ startsAt: now.toISOString(), db, memory }));
  stage.atClose(() => rm(used, { recursive: true, force: true }));
  return stage;
}

export async function isPastKept(): Promise<boolean> {
  return existsSync(await placeOf('past', madeOf));
}

/** Keeps what a stage has lived through. */
export async function keepPast(stage: Stage): Promise<void> {
  const kept: Kept = { now: stage.clock.now(), memory: stage.workspace.memory() };
  await keep('past', await placeOf('past', madeOf), async (folder) => {
    stage.db.script(`VACUUM INTO '${join(folder, 'database').replaceAll("'", "''")}'`);
    await writeFile(join(folder, 'workspace'), serialize(kept));
  });
}
