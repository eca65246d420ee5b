// The app was uninstalled or its token revoked: Slack is asked whether that still holds, and nothing is sent then.
import type { webApi } from '@slack/bolt';
import type { Inbox } from './inbox.ts';
import { readTrouble } from './slack-errors.ts';
import type { TokenWatch } from './token-watch.ts';

interface House {
  inbox: Inbox;
  slack: webApi.WebClient;
  token: TokenWatch;
}

/**
 * Slack sends both of an uninstalled app, in either order (api.slack.com/events/tokens_revoked). One that is applied after
 * the app was installed again must not stop it: so what Slack says now counts, not the event.
 */
export function followToken({ inbox, slack, token }: House): void {
  const ask = async (_kept: object, now: Date) => {
    try {
      await slack.auth.test();
    } catch (error) {
      // Nobody can tell now: the inbox asks again.
      if (!token.hear(readTrouble(error), now)) throw error;
    }
  };
  inbox.on('app_uninstalled', { keep: () => ({}), apply: ask });
  inbox.on('tokens_revoked', {
    keep: ({ tokens }) => (hasBotToken(tokens) ? {} : null),
    apply: ask,
  });
}

function hasBotToken(tokens: unknown): boolean {
  return (
    !!tokens &&
    typeof tokens === 'object' &&
    'bot' in tokens &&
    Array.isArray(tokens.bot) &&
    tokens.bot.length > 0
  );
}
