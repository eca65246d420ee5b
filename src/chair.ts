// The operator's command line: what can be done beside the running bot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogLevel, webApi } from '@slack/bolt';
import { Command, CommanderError } from 'commander';
import { doctorCommand } from './chair/doctor-command.ts';
import { exportCommand } from './chair/export-command.ts';
import { AskedWrongly, ends, endsTold, type House } from './chair/house.ts';
import { importCommand } from './chair/import-command.ts';
import { ConfigProblems, readConfig } from './config.ts';
import { isBusy } from './platform/database.ts';
import { Refusal } from './platform/refusal.ts';
import { clientOptions } from './platform/slack-client.ts';

const house: House = {
  now: () => new Date(),
  databasePath: () => readConfig(process.env).databasePath,
  manifest: readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8'),
  migrationsFolder: join(import.meta.dirname, 'migrations'),
  askSlack: () => {
    const { botToken, slackApiUrl } = readConfig(process.env);
    const options = { ...clientOptions(slackApiUrl), logLevel: LogLevel.ERROR };
    return new webApi.WebClient(botToken, options).auth.test();
  },
};

const program = new Command('npm run chair --')
  .description('What can be done beside the running bot, with its settings (.env).')
  .helpCommand(false)
  .showHelpAfterError()
  .addHelpText('after', `\nFor example: npm run chair -- doctor\n${endsTold}`)
  .exitOverride();
for (const command of [doctorCommand(house), importCommand(house), exportCommand(house)]) {
  program.addCommand(command.copyInheritedSettings(program));
}

/** Says on the standard error what went wrong, and how that ends. */
function explain(error: unknown): number {
  // It has said so itself, or shown its help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? ends.well : ends.askedWrongly;
  const says = error instanceof Error ? error.message : String(error);
  if (error instanceof AskedWrongly) return told(says, ends.askedWrongly);
  if (error instanceof ConfigProblems || error instanceof Refusal) return told(says, ends.toMend);
  if (isBusy(error)) return told('The database is busy. Try again: it goes on where it was.', ends.toMend);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Whoever read our output has read enough, as `head` does.
  if (code === 'EPIPE') return ends.stopped;
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
