// The parts of Bolt that we use, without those that nobody here needs.
import { createRequire } from 'node:module';
import { loadWhenUsed } from './load-when-used.ts';

type Bolt = typeof import('@slack/bolt');

// Bolt's index loads Express and AWS Lambda's receiver as well: a hundred modules, a tenth of each start.
const inBolt = createRequire(import.meta.resolve('@slack/bolt'));

// Bolt's own receivers bring eighty modules more, and a web socket: the one for those whom Slack reaches by it, the other
// for nobody. Then the installing by strangers, and types.
loadWhenUsed(inBolt, './receivers/HTTPReceiver.js');
loadWhenUsed(inBolt, './receivers/SocketModeReceiver.js');
loadWhenUsed(inBolt, '@slack/oauth');
loadWhenUsed(inBolt, '@slack/types');

export const { default: App, LogLevel }: { default: Bolt['App'] } & Pick<Bolt, 'LogLevel'> =
  inBolt('./App.js');
export type SocketModeReceiver = InstanceType<Bolt['SocketModeReceiver']>;

/** Loads it, for those whom Slack reaches by a socket. */
export function socketModeReceiver(): Bolt['SocketModeReceiver'] {
  return inBolt('./receivers/SocketModeReceiver.js').default;
}

export const {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
}: Bolt['webApi'] = inBolt('@slack/web-api');
