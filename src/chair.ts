// The operator's command line: what can be done beside the running bot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { webApi } from '@slack/bolt';
import { Command, CommanderError } from 'commander';
import { AskedWrongly, ends, endsTold, type House } from './chair/house.ts';
import { ConfigProblems, readConfig } from './config.ts';
import { secondMs } from './platform/clock.ts';
import { MigrationFailed } from './platform/migrations.ts';
import { AlreadyRunning } from './platform/one-process.ts';
import { Refusal } from './platform/refusal.ts';
import { clientOptions } from './platform/slack-client.ts';
import { isBusy, storageTrouble } from './platform/storage-trouble.ts';

/** Loaded only where it is asked: it takes as long as all the rest. */
async function slack(token?: string): Promise<webApi.WebClient> {
  const { LogLevel, WebClient } = await import('./platform/bolt.ts');
  const { botToken, slackApiUrl } = readConfig(process.env);
  const options = { ...clientOptions(slackApiUrl), logLevel: LogLevel.ERROR };
  return new WebClient(token ?? botToken, options);
}

const house: House = {
  now: () => new Date(),
  databasePath: () => readConfig(process.env).databasePath,
  manifest: readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8'),
  migrationsFolder: join(import.meta.dirname, 'migrations'),
  askSlack: async () => (await slack()).auth.test(),
  slackClock: async () => {
    const { slackApiUrl = 'https://slack.com/api/' } = readConfig(process.env);
    const signal = AbortSignal.timeout(10 * secondMs);
    const answer = await fetch(new URL('api.test', slackApiUrl), { method: 'POST', signal });
    return new Date(answer.headers.get('date') ?? '');
  },
  askForSocket: async () => {
    const { delivery } = readConfig(process.env);
    if (!('appToken' in delivery)) return false;
    await (await slack(delivery.appToken)).apps.connections.open();
    return true;
  },
  post: async (personId, text) => {
    const client = await slack();
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
/** Each is loaded only when it is asked for: what the rooms stand on takes its time. */
const verbs: Record<string, () => Promise<(house: House) => Command>> = {
  doctor: async () => (await import('./chair/doctor-command.ts')).doctorCommand,
  backup: async () => (await import('./chair/backup-command.ts')).backupCommand,
  restore: async () => (await import('./chair/restore-command.ts')).restoreCommand,
  import: async () => (await import('./chair/import-command.ts')).importCommand,
  export: async () => (await import('./chair/export-command.ts')).exportCommand,
  forget: async () => (await import('./chair/forget-command.ts')).forgetCommand,
  retention: async () => (await import('./chair/retention-command.ts')).retentionCommand,
};
const [, , asked = ''] = process.argv;
const one = Object.hasOwn(verbs, asked) ? verbs[asked] : undefined;
for (const load of one ? [one] : Object.values(verbs)) {
  const verb = await load();
  program.addCommand(verb(house).copyInheritedSettings(program));
}

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

process.stdout.on('error', (error) => process.exit(explain(error)));
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
