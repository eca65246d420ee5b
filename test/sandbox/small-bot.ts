// A small real Bolt app and a workspace for it, in either mode: what the stand-in's own tests drive.
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { vi } from 'vitest';
import { createClock, type MovableClock } from '../../sandbox/clock.ts';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../sandbox/workspace.ts';

export type Mode = 'socket' | 'http';

export const allScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'team:read',
  'users.profile:read',
  'users:read',
];

export function manifestWith(change: { scopes?: string[]; events?: string[] } = {}) {
  return {
    display_information: { name: 'Small Bot' },
    features: {
      bot_user: { display_name: 'Small Bot' },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      slash_commands: [
        { command: '/ask', should_escape: true },
        { command: '/raw', should_escape: false },
      ],
      shortcuts: [
        { name: 'Keep this', type: 'message', callback_id: 'keep' },
        { name: 'Start anywhere', type: 'global', callback_id: 'anywhere' },
      ],
    },
    oauth_config: { scopes: { bot: change.scopes ?? allScopes } },
    settings: {
      event_subscriptions: {
        bot_events: change.events ?? [
          'app_home_opened',
          'app_mention',
          'channel_archive',
          'channel_left',
          'channel_shared',
          'member_joined_channel',
          'member_left_channel',
          'message.channels',
          'message.groups',
          'message.im',
          'team_join',
          'user_change',
        ],
      },
    },
  };
}

export interface Stage {
  readonly workspace: Workspace;
  readonly clock: MovableClock;
  readonly client: WebClient;
  /** Starts a real Bolt app against the workspace. */
  bot(listen: (app: App) => void): Promise<App>;
  end(): Promise<void>;
}

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export const onceOnly: WebClientOptions = {
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: silent,
};

export async function stage(mode: Mode, options: Partial<WorkspaceOptions> = {}): Promise<Stage> {
  const clock = createClock(new Date('2026-01-05T09:00:00Z'));
  const workspace = await startWorkspace({ clock, manifest: manifestWith(), mode, ...options });
  // Bolt's own clock is the machine's; it takes a signature that is newer, and none that is older.
  vi.useFakeTimers({ now: clock.now(), toFake: ['Date'] });
  const { apiUrl, botToken } = workspace;
  const stops: (() => Promise<unknown>)[] = [];
  return {
    workspace,
    clock,
    client: new WebClient(botToken, { slackApiUrl: apiUrl, ...onceOnly }),
    async bot(listen) {
      const app = mode === 'socket' ? socketApp(workspace) : httpApp(workspace);
      app.error(async () => {});
      listen(app);
      await app.init();
      const started = await app.start({ port: 0, host: '127.0.0.1' });
      stops.push(() => app.stop());
      if (mode === 'socket') await workspace.connected();
      else workspace.deliverTo(addressOf(started));
      return app;
    },
    async end() {
      try {
        for (const stop of stops) await stop();
        await workspace.close();
      } finally {
        vi.useRealTimers();
      }
    },
  };
}

function addressOf(started: unknown): string {
  const isServer = typeof started === 'object' && started !== null && 'address' in started;
  const address = isServer && typeof started.address === 'function' ? started.address() : undefined;
  return `http://127.0.0.1:${address?.port}/slack/events`;
}

function shared(workspace: Workspace) {
  return {
    token: workspace.botToken,
    clientOptions: { slackApiUrl: workspace.apiUrl, ...onceOnly },
    convoStore: false as const,
    deferInitialization: true,
    logger: silent,
  };
}

function socketApp(workspace: Workspace): App {
  const receiver = new SocketModeReceiver({
    appToken: workspace.appToken,
    clientPingTimeout: 100,
    logger: silent,
    installerOptions: { clientOptions: { slackApiUrl: workspace.apiUrl } },
  });
  return new App({ ...shared(workspace), receiver });
}

function httpApp(workspace: Workspace): App {
  const receiver = new HTTPReceiver({ signingSecret: workspace.signingSecret, logger: silent });
  return new App({ ...shared(workspace), receiver });
}
