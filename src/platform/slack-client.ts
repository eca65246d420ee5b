// How Slack's client is set up: the outbox owns retries, because the client's would post twice when a reply is lost.
import type { webApi } from '@slack/bolt';
import { secondMs } from './clock.ts';

/** New at every call: Bolt and its socket write into the options that they are given. */
export function clientOptions(slackApiUrl: string | undefined): webApi.WebClientOptions {
  return {
    ...(slackApiUrl ? { slackApiUrl } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10 * secondMs,
  };
}

/** For reading many pages: a read can be repeated, so the client waits out Slack's limits by itself. */
export function readingOptions(slackApiUrl: string | undefined): webApi.WebClientOptions {
  return { ...clientOptions(slackApiUrl), retryConfig: { retries: 3 }, rejectRateLimitedCalls: false };
}
