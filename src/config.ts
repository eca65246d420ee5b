// Reads the environment into one frozen, typed Config, or says everything that is wrong with it at once.
import type { ZodType } from 'zod';
import { isTimeZone } from './people/zones.ts';
import { z } from './platform/zod.ts';

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

// Every message is a remedy and none repeats the value: a token must never reach a terminal or a log.
const botTokenMissing =
  'is missing: copy the Bot User OAuth Token from your app’s “OAuth & Permissions” page';

const environment = z.object({
  SLACK_BOT_TOKEN: z
    .string(botTokenMissing)
    .min(1, { error: botTokenMissing, abort: true })
    .startsWith('xoxb-', 'must start with xoxb-: copy the Bot User OAuth Token, not another token'),
  SLACK_APP_TOKEN: optional(
    z.string().startsWith('xapp-', 'must start with xapp-: make an app-level token with connections:write'),
  ),
  SLACK_SIGNING_SECRET: optional(z.string().min(8, 'is too short: copy the Signing Secret whole')),
  PORT: z.preprocess(
    blankIsAbsent,
    z.coerce
      .number('must be a port number, such as 3000')
      .int('must be a whole number')
      .min(0, 'must be 0 to 65535')
      .max(65_535, 'must be 0 to 65535')
      .default(3000),
  ),
  DATABASE_PATH: z.preprocess(blankIsAbsent, z.string().default('./data/empty-chair.db')),
  TIME_ZONE: z.preprocess(
    blankIsAbsent,
    z.string().refine(isTimeZone, 'must be an IANA zone name, such as Europe/Berlin').default('UTC'),
  ),
  SPONSOR_USER_ID: optional(
    z
      .string()
      .regex(/^[UW][A-Z0-9]+$/, 'must be a Slack member ID, such as U012AB3CD: copy it from a profile'),
  ),
  MEETING_WEBHOOK_SECRET: optional(
    z.string().min(16, 'is too short: make one of 16 characters or more, with openssl rand -hex 32'),
  ),
  ZOOM_WEBHOOK_SECRET: optional(
    z.string().min(8, 'is too short: copy the Secret Token whole from your Zoom app’s page'),
  ),
  ALLOW_LOCAL_FEEDS: z.preprocess(
    blankIsAbsent,
    z
      .enum(['true', 'false'], 'must be true or false')
      .default('false')
      .transform((word) => word === 'true'),
  ),
  SLACK_API_URL: optional(
    z.url({ protocol: /^https?$/, error: 'must be a web address, such as http://127.0.0.1:8080/api/' }),
  ),
  LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        'must be fatal, error, warn, info, debug or silent',
      )
      .default('info'),
  ),
});

const noDelivery =
  'SLACK_APP_TOKEN is missing: set it for Socket Mode (no public address needed), or set SLACK_SIGNING_SECRET for HTTP';

export interface Config {
  readonly botToken: string;
  /** How Slack reaches the bot: a socket the bot opens, or signed requests to a port. */
  readonly delivery: { readonly appToken: string } | { readonly signingSecret: string };
  readonly port: number;
  readonly databasePath: string;
  readonly timeZone: string;
  readonly sponsorId: string | undefined;
  /** Each turns its way of telling that a meeting ended on. */
  readonly webhookSecrets: { readonly anyTool: string | undefined; readonly zoom: string | undefined };
  /** Lets calendars be read over http and from inside one's own network: for tests and the sandbox. */
  readonly allowLocalFeeds: boolean;
  readonly slackApiUrl: string | undefined;
  readonly logLevel: string;
}

/** The settings cannot be used; the message lists every problem with its remedy and no value. */
export class ConfigProblems extends Error {}

/** Reads the settings. Throws ConfigProblems, which names every wrong setting in one message. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(variables);
  const problems = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!variables.SLACK_APP_TOKEN && !variables.SLACK_SIGNING_SECRET) problems.push(noDelivery);
  if (!parsed.success || problems.length > 0) {
    throw new ConfigProblems(`These settings need attention (see .env.example):\n  ${problems.join('\n  ')}`);
  }
  const value = parsed.data;
  return Object.freeze({
    botToken: value.SLACK_BOT_TOKEN,
    delivery: Object.freeze(
      value.SLACK_APP_TOKEN
        ? { appToken: value.SLACK_APP_TOKEN }
        : { signingSecret: value.SLACK_SIGNING_SECRET ?? '' },
    ),
    port: value.PORT,
    databasePath: value.DATABASE_PATH,
    timeZone: value.TIME_ZONE,
    sponsorId: value.SPONSOR_USER_ID,
    webhookSecrets: Object.freeze({ anyTool: value.MEETING_WEBHOOK_SECRET, zoom: value.ZOOM_WEBHOOK_SECRET }),
    allowLocalFeeds: value.ALLOW_LOCAL_FEEDS,
    slackApiUrl: value.SLACK_API_URL,
    logLevel: value.LOG_LEVEL,
  });
}
