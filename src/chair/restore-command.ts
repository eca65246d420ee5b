// chair restore: puts a backup in the place of the database, and has the outbox look before it sends.
import { existsSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { audit } from '../platform/audit.ts';
import { Database } from '../platform/database.ts';
import { holdOutbox } from '../platform/hold.ts';
import { CopyDamaged, keepCopy } from '../platform/keep-copy.ts';
import { migrate, readMigrations } from '../platform/migrations.ts';
import { holdOnlyProcess } from '../platform/one-process.ts';
import { putInPlace } from '../platform/put-in-place.ts';
import { Refusal } from '../platform/refusal.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { ask } from './ask.ts';
import { ends, endsTold, type House, tell } from './house.ts';
import { reasonOf } from './read-local-file.ts';

interface Wishes {
  yes?: boolean;
  json?: boolean;
}

export function restoreCommand(house: House): Command {
  return new Command('restore')
    .description('puts a backup in the place of the database; the bot must be stopped')
    .argument('<file>', 'what `backup` wrote, or a copy that lies beside the database')
    .option('--yes', 'goes on without asking')
    .option('--json', 'tells the result for a program')
    .addHelpText(
      'after',
      `\nWhat was there stays beside it. What people did after the backup is lost, but nothing is posted twice: for a\nweek, every message is looked for in Slack before it is sent.\n${endsTold}`,
    )
    .action(async (file: string, wishes: Wishes) => {
      const path = house.databasePath();
      requireSource(file, path);
      const only = holdOnlyProcess(path);
      try {
        process.exitCode = await restore(house, { file, path }, wishes);
      } finally {
        only.release();
      }
    });
}

interface Places {
  file: string;
  path: string;
}

async function restore(house: House, { file, path }: Places, { yes, json }: Wishes): Promise<number> {
  const fresh = `${path}.restoring`;
  try {
    const { schema, knownUntil } = await prepare(house, file, fresh);
    process.stderr.write(`${file} is sound. It knows what happened until ${knownUntil.toISOString()}.\n`);
    const answer = yes ? 'yes' : await ask(`Put it in the place of ${path}? [y/N] `);
    if (answer !== 'yes') {
      process.stderr.write('Nothing was changed.\n');
      return answer === 'no' ? ends.toMend : ends.stopped;
    }
    const keptPath = `${path}.before-${house.now().toISOString().replace(/[:.]/g, '')}`;
    const kept = putInPlace(fresh, path, keptPath) ? keptPath : null;
    const keeps = kept ? ` What was there is at ${kept}; delete it when you need it no more.` : '';
    const says = `Restored, at schema ${schema}.${keeps}\nStart the bot: for a week it looks in Slack before it sends, so that nothing is posted twice.\nWhat is owed already goes out after two minutes.\n`;
    tell(json, says, { restored: file, schema, knownUntil, kept });
    return ends.well;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(fresh + end, { force: true });
  }
}

/** Makes what will be the database: a sound copy, at the schema of this release, with its outbox held. */
async function prepare(
  house: House,
  file: string,
  fresh: string,
): Promise<{ schema: number; knownUntil: Date }> {
  await copySound(file, fresh);
  const db = new Database(fresh);
  try {
    if (db.version === 0) throw new Refusal(`${file} is no database of Empty Chair. Name a backup.`);
    migrate(db, readMigrations(house.migrationsFolder));
    const now = house.now();
    const knownUntil = db.transaction(() => {
      const since = holdOutbox(db, now);
      audit(db, now, null, 'restored', 'database');
      return since;
    });
    return { schema: db.version, knownUntil };
  } finally {
    db.close();
  }
}

async function copySound(file: string, fresh: string): Promise<void> {
  try {
    const from = new Database(file, { readOnly: true });
    try {
      await keepCopy(from, fresh);
    } finally {
      from.close();
    }
  } catch (error) {
    const isDamaged = error instanceof CopyDamaged || storageTrouble(error) === 'damaged';
    const why = isDamaged ? 'is damaged, or no database' : 'cannot be used';
    throw new Refusal(`${file} ${why} (${reasonOf(error)}). Nothing was changed. Try another backup.`);
  }
}

function requireSource(file: string, path: string): void {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new Refusal(`There is no file ${file}. Name what \`backup\` wrote.`);
  }
  if (resolve(file) === resolve(path)) throw new Refusal('That is the database itself. Name a backup.');
}
