// The operator's command line: what can be done beside the running bot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogLevel, webApi } from '@slack/bolt';
import { Command, CommanderError } from 'commander';
import { backupCommand } from './chair/backup-command.ts';
import { doctorCommand } from './chair/doctor-command.ts';
import { exportCommand } from './chair/export-command.ts';
import { forgetCommand } from './chair/forget-command.ts';
import { AskedWrongly, ends, endsTold, type House } from './chair/house.ts';
import { importCommand } from './chair/import-command.ts';
import { restoreCommand } from './chair/restore-command.ts';
import { retentionCommand } from './chair/retention-command.ts';
import { ConfigProblems, readConfig } from './config.ts';
import { secondMs } from './platform/clock.ts';
import { isBusy, storageTrouble } from './platform/database.ts';
import { MigrationFailed } from './platform/migrations.ts';
import { AlreadyRunning } from './platform/one-process.ts';
import { Refusal } from './platform/refusal.ts';
import { clientOptions } from './platform/slack-client.ts';

function slack(token?: string): webApi.WebClient {
  const { botToken, slackApiUrl } = readConfig(process.env);
  const options = { ...clientOptions(slackApiUrl), logLevel: LogLevel.ERROR };
  return new webApi.WebClient(token ?? botToken, options);
}

const house: House = {
  now: () => new Date(),
  databasePath: () => readConfig(process.env).databasePath,
  manifest: readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8'),
  migrationsFolder: join(import.meta.dirname, 'migrations'),
  askSlack: () => slack().auth.test(),
  slackClock: async () => {
    const { slackApiUrl = 'https://slack.com/api/' } = readConfig(process.env);
    const signal = AbortSignal.timeout(10 * secondMs);
    const answer = await fetch(new URL('api.test', slackApiUrl), { method: 'POST', signal });
    return new Date(answer.headers.get('date') ?? '');
  },
  askForSocket: async () => {
    const { delivery } = readConfig(process.env);
    if (!('appToken' in delivery)) return false;
    await slack(delivery.appToken).apps.connections.open();
    return true;
  },
  post: async (personId, text) => {
    const client = slack();
    const { channel } = await client.conversations.open({ users: personId });
    await client.chat.postMessage({ channel: channel?.id ?? personId, text });
  },
};

const program = new Command('npm run chair --')
  .description('What can be done beside the running bot, with its settings (.env).')
  .helpCommand(false)
  .showHelpAfterError()
  .addHelpText('after', `\nFor example: npm run chair -- doctor\n${endsTold}`)
  .exitOverride();
const verbs = [
  doctorCommand,
  backupCommand,
  restoreCommand,
  importCommand,
  exportCommand,
  forgetCommand,
  retentionCommand,
];
for (const verb of verbs) program.addCommand(verb(house).copyInheritedSettings(program));

/** Says on the standard error what went wrong, and how that ends. */
function explain(error: unknown): number {
  // It has said so itself, or shown its help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ends.well : ends.askedWrongly;
  const says = error instanceof Error ? error.message : String(error);
  if (error instanceof AskedWrongly) return told(says, ends.askedWrongly);
  const toMend = [ConfigProblems, Refusal, AlreadyRunning, MigrationFailed];
  if (toMend.some((kind) => error instanceof kind)) return told(says, ends.toMend);
  if (isBusy(error)) return told('The database is busy. Try again: it goes on where it was.', ends.toMend);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Whoever read our output has read enough, as `head` does.
  if (code === 'EPIPE') return ends.stopped;
  if (storageTrouble(error) === 'damaged') {
    return told(
      `The database is damaged, or none (${says}). Restore a backup: npm run chair -- restore <file>.`,
      ends.toMend,
    );
  }
  if (code.startsWith('SQLITE_')) {
    return told(`The database cannot be used (${says}). Check its permissions and the disk.`, ends.toMend);
  }
  return told(says, ends.failed);
}

function told(says: string, end: number): number {
  process.stderr.write(`${says}\n`);
  return end;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
