// The operator's command line: what can be done beside the running bot.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LogLevel, webApi } from '@slack/bolt';
import { examine, type Finding } from './chair/doctor.ts';
import { ConfigProblems, readConfig } from './config.ts';
import { clientOptions } from './platform/slack-client.ts';

const help = `npm run chair -- doctor           says what is in order and what to mend
npm run chair -- doctor --json    the same for a program

doctor ends with 0 when all is in order, with 1 when something is to be mended, with 2 when it was asked wrongly.
`;

const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help || positionals.join(' ') !== 'doctor') {
    process.stdout.write(help);
    return values.help ? 0 : 2;
  }
  const config = readConfig(process.env);
  const findings = await examine({
    manifest: readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8'),
    migrationsFolder: join(import.meta.dirname, 'migrations'),
    databasePath: config.databasePath,
    askSlack: () =>
      new webApi.WebClient(config.botToken, {
        ...clientOptions(config.slackApiUrl),
        logLevel: LogLevel.ERROR,
      }).auth.test(),
  });
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : findings.map(line).join(''));
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

const marks: Record<Finding['state'], string> = { fine: 'ok   ', unsure: 'look ', wrong: 'mend ' };

function line({ what, state, says }: Finding): string {
  return `${marks[state]} ${what.padEnd(14)} ${says}\n`;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const says = error instanceof Error ? error.message : String(error);
  process.stderr.write(isUsage ? `${says}\n\n${help}` : `${says}\n`);
  process.exitCode = isUsage ? 2 : error instanceof ConfigProblems ? 1 : 3;
}
