// Reads the environment, opens the database, owns the real clock, starts and stops everything.
import { join } from 'node:path';
import { startApp } from './app.ts';
import { ConfigProblems, readConfig } from './config.ts';
import { secondMs } from './platform/clock.ts';
import { Database } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { MigrationFailed, migrate, readMigrations } from './platform/migrations.ts';
import { AlreadyRunning, holdOnlyProcess } from './platform/one-process.ts';

/** Time goes on by itself; this is how often we look whether something fell due. */
const lookEveryMs = secondMs;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const process_ = holdOnlyProcess(config.databasePath);
  const db = new Database(config.databasePath);
  migrate(db, readMigrations(join(import.meta.dirname, 'migrations')));
  const chair = await startApp({ config, db, clock: { now: () => new Date() }, log });
  const timer = setInterval(() => chair.wake(), lookEveryMs);
  log.info({ port: chair.port() }, 'Empty Chair is ready');
  const stop = async (signal: string) => {
    log.info({ signal }, 'stopping: what is under way is finished first');
    clearInterval(timer);
    await chair.stop();
    db.close();
    process_.release();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
}

/** Why it did not start, for whoever started it. */
function explainStart(error: unknown): string {
  const known = [ConfigProblems, MigrationFailed, AlreadyRunning].some((kind) => error instanceof kind);
  if (known && error instanceof Error) return error.message;
  if (error && typeof error === 'object' && 'data' in error) {
    const { data } = error as { data?: { error?: string } };
    if (data?.error) {
      return `Slack refused the token (${data.error}). Copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN from your app’s pages again.`;
    }
  }
  return error instanceof Error ? `Empty Chair could not start: ${error.stack}` : String(error);
}
