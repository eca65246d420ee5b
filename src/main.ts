// Reads the environment, opens the database, owns the real clock, starts and stops everything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EmptyChair, startApp } from './app.ts';
import { type Config, ConfigProblems, readConfig } from './config.ts';
import { secondMs } from './platform/clock.ts';
import { Database } from './platform/database.ts';
import { Heart } from './platform/heart.ts';
import { type Copy, CopyDamaged, keepBeforeUpgrade } from './platform/keep-copy.ts';
import { createLog } from './platform/log.ts';
import { MigrationFailed, migrate, readMigrations } from './platform/migrations.ts';
import { AlreadyRunning, holdOnlyProcess } from './platform/one-process.ts';
import { storageTrouble } from './platform/storage-trouble.ts';

/** Time goes on by itself; this is how often we look whether something fell due. */
const lookEveryMs = secondMs;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const only = holdOnlyProcess(config.databasePath);
  try {
    const migrations = readMigrations(join(import.meta.dirname, 'migrations'));
    const kept = await keepBeforeUpgrade(config.databasePath, migrations.length);
    const db = new Database(config.databasePath, { waitsBeside: true });
    const close = () => {
      db.close();
      only.release();
    };
    try {
      migrate(db, migrations);
      await run(config, db, { close, kept });
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    only.release();
    throw error;
  }
}

interface Ends {
  close(): void;
  /** What the database was before this start brought it up to date. */
  kept: Copy | null;
}

async function run(config: Config, db: Database, { close, kept }: Ends): Promise<void> {
  const log = createLog(config.logLevel);
  if (kept) log.info({ schema: db.version, kept: kept.path }, 'the database was brought up to date');
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() };
  const chair: EmptyChair = await startApp({ config, db, clock, log });
  // What nobody waits for, such as that a message was sent, is on the disk soon as well.
  const keeping = new Heart(() => db.durable(), log);
  const timer = setInterval(() => {
    chair.wake();
    keeping.wake();
  }, lookEveryMs);
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping: what is under way is finished first');
    clearInterval(timer);
    await chair.stop();
    keeping.wake();
    await keeping.beating;
    close();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const about = { version, schema: db.version, node: process.version, port: chair.port() };
  log.info(about, 'Empty Chair is ready');
}

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  version: string;
};

const unusablePath = new Set(['EACCES', 'EEXIST', 'ENOTDIR', 'EROFS', 'EPERM', 'ENOSPC']);

/** Why it did not start, for whoever started it. */
function explainStart(error: unknown): string {
  if (!(error instanceof Error)) return `Empty Chair could not start: ${error}`;
  const isTold = [ConfigProblems, MigrationFailed, AlreadyRunning].some((kind) => error instanceof kind);
  if (isTold) return error.message;
  if (error instanceof CopyDamaged) {
    return `The database at DATABASE_PATH is damaged (${error.message}). Nothing was changed. Restore a backup: npm run chair -- restore <file>.`;
  }
  const code = 'code' in error ? String(error.code) : '';
  if (storageTrouble(error) === 'damaged') {
    return `The file at DATABASE_PATH is damaged, or no database (${code}). Restore a backup: npm run chair -- restore <file>.`;
  }
  if (code === 'EADDRINUSE')
    return 'PORT is taken by another program. Stop it, or set PORT to another number.';
  if (code.startsWith('SQLITE_') || unusablePath.has(code)) {
    return `The database at DATABASE_PATH cannot be used (${code}: ${error.message}). Check the path, its permissions and the disk.`;
  }
  if ('data' in error && error.data && typeof error.data === 'object' && 'error' in error.data) {
    return `Slack refused to let the bot in (${error.data.error}). Copy the tokens from your app’s pages again.`;
  }
  if (code.startsWith('slack_webapi')) {
    return `Slack could not be reached (${error.message}). Check the network, then start again.`;
  }
  return `Empty Chair could not start: ${error.stack}`;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
}
