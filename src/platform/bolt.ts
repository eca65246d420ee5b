// The parts of Bolt that we use, without those that nobody here needs.
import { createRequire } from 'node:module';
import { loadWhenUsed } from './load-when-used.ts';

type Bolt = typeof import('@slack/bolt');

// Bolt's index loads Express and AWS Lambda's receiver as well: a hundred modules, a tenth of each start.
const inBolt = createRequire(import.meta.resolve('@slack/bolt'));

// Two hundred modules more: a web socket, for those whom Slack reaches by one, the installing by strangers, and types.
loadWhenUsed(inBolt, '@slack/socket-mode');
loadWhenUsed(inBolt, '@slack/oauth');
loadWhenUsed(inBolt, '@slack/types');

export const { default: App, LogLevel }: { default: Bolt['App'] } & Pick<Bolt, 'LogLevel'> =
  inBolt('./App.js');
export const { default: SocketModeReceiver }: { default: Bolt['SocketModeReceiver'] } = inBolt(
  './receivers/SocketModeReceiver.js',
);
export type SocketModeReceiver = InstanceType<Bolt['SocketModeReceiver']>;

export const {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
}: Bolt['webApi'] = inBolt('@slack/web-api');
