// chair backup: copies the database into a file, also while the bot runs.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { Database } from '../platform/database.ts';
import { CopyDamaged, keepCopy } from '../platform/keep-copy.ts';
import { Refusal } from '../platform/refusal.ts';
import { ends, endsTold, type House, knownDatabasePath, tell } from './house.ts';
import { reasonOf } from './read-local-file.ts';

interface Wishes {
  force?: boolean;
  json?: boolean;
}

export function backupCommand(house: House): Command {
  return new Command('backup')
    .description('copies the database into a file, also while the bot runs')
    .argument('<file>', 'where to; it is opened and checked before it gets this name')
    .option('--force', 'overwrites a file that is there')
    .option('--json', 'tells the result for a program')
    .addHelpText(
      'after',
      `\nThe copy holds customers’ words: keep it where only you can read it, and delete it when they must be\nforgotten. Back: npm run chair -- restore <file>\n${endsTold}`,
    )
    .action(async (file: string, { force, json }: Wishes) => {
      const path = knownDatabasePath(house);
      requireTarget(file, path, force);
      const db = new Database(path);
      try {
        const { bytes, version } = await keepCopy(db, file).catch((error: unknown) => refuse(error, file));
        const says = `${file}: ${bytes.toLocaleString('en')} bytes at schema ${version}, opened and found sound.\n`;
        tell(json, says, { file, bytes, schema: version });
      } finally {
        db.close();
      }
      process.exitCode = ends.well;
    });
}

function requireTarget(file: string, path: string, force: boolean | undefined): void {
  if (resolve(file) === resolve(path)) throw new Refusal('That is the database itself. Name another file.');
  const found = existsSync(file) ? statSync(file) : undefined;
  if (found && !found.isFile())
    throw new Refusal(`${file} is no file. Name a file in a folder that is there.`);
  if (found && !force)
    throw new Refusal(`${file} is there already. Name another file, or add --force to overwrite it.`);
}

function refuse(error: unknown, file: string): never {
  if (error instanceof CopyDamaged) {
    throw new Refusal(
      `The database is damaged (${error.message}), so nothing was copied. Restore an older backup: npm run chair -- restore <file>.`,
    );
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^(E[A-Z]+|SQLITE_FULL|SQLITE_IOERR.*)$/.test(code)) throw error;
  throw new Refusal(
    `${file} cannot be written (${reasonOf(error)}). Nothing was kept. Check its folder, its permissions and the disk.`,
  );
}
