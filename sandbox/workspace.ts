// A fake Slack workspace: the bot talks to it over real HTTP and WebSockets, tests and the sandbox play its people.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Building, building } from './building.ts';
import type { Clock } from './clock.ts';
import { type Controls, controls } from './controls.ts';
import { Courier } from './delivery/courier.ts';
import { HttpLink } from './delivery/http-link.ts';
import { SocketLink } from './delivery/socket-link.ts';
import { Executions } from './executions.ts';
import { Faults } from './faults.ts';
import { Files } from './files.ts';
import { readManifest } from './manifest.ts';
import { createPerson } from './people-events.ts';
import { type Reading, reading } from './reading.ts';
import { Recorder } from './record.ts';
import { ReplyAddresses } from './reply-addresses.ts';
import { serve } from './server.ts';
import type { Identity, Slack } from './slack.ts';
import { Triggers } from './triggers.ts';
import { Views } from './views.ts';
import { World } from './world.ts';

export interface WorkspaceOptions {
  readonly clock: Clock;
  /** The manifest as text or as a parsed object. */
  readonly manifest: unknown;
  readonly mode: 'socket' | 'http';
  readonly signingSecret?: string;
  readonly port?: number;
  /** How long Slack waits for an ack; three seconds unless a test is in a hurry. */
  readonly ackWithinMs?: number;
  /** Real time for the life of a trigger_id; a test that wants one to expire moves it. */
  readonly wallClockMs?: () => number;
  /** When an event without an ack is brought again after each try; empty: only when asked. */
  readonly redeliveryDelaysMs?: readonly number[];
  /** How long nothing may happen before the bot counts as done. */
  readonly quietMs?: number;
}

export interface Workspace extends Building, Reading, Controls {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly teamId: string;
  /** What people gave to the bot, and what it shared. */
  readonly files: Files;
  close(): Promise<void>;
}

const host = '127.0.0.1';

export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  let slack: Slack | undefined;
  const server = createServer((request, response) => {
    if (!slack) return void response.writeHead(503).end();
    const running = slack;
    void running.record
      .during(() => serve(running, request, response))
      .catch((error) => {
        running.record.warn('stand-in', `could not answer: ${String(error)}`);
        response.destroy();
      });
  });
  const port = await listening(server, options.port ?? 0);
  const ackWithinMs = options.ackWithinMs ?? 3000;
  const identity = identityFor(options.signingSecret);
  const socket = options.mode === 'socket' ? new SocketLink(identity.appId, ackWithinMs) : undefined;
  const http = new HttpLink(identity.signingSecret, ackWithinMs, options.clock);
  slack = put(options, identity, `http://${host}:${port}`, socket, http);
  if (socket) server.on('upgrade', (request, connection, head) => socket.accept(request, connection, head));
  settleIn(slack);
  return workspaceOf(slack, server, http, options.quietMs ?? 15);
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function identityFor(signingSecret: string | undefined): Identity {
  return {
    teamId: 'T0STANDIN',
    teamName: 'Stand-in',
    teamDomain: 'stand-in',
    appId: 'A0STANDIN',
    botId: 'B0STANDIN',
    botUserId: 'U0THEBOT',
    botToken: 'xoxb-stand-in-bot',
    appToken: 'xapp-1-A0STANDIN-stand-in-app',
    signingSecret: signingSecret ?? 'stand-in-signing-secret',
    verificationToken: 'stand-in-verification',
  };
}

function put(
  options: WorkspaceOptions,
  identity: Identity,
  origin: string,
  socket: SocketLink | undefined,
  http: HttpLink,
): Slack {
  const { clock } = options;
  const manifest = readManifest(options.manifest);
  const world = new World(clock);
  const record = new Recorder();
  const redeliveryDelaysMs = options.redeliveryDelaysMs ?? [];
  const parts = { identity, manifest, clock, world, record };
  return {
    ...parts,
    courier: new Courier({ ...parts, link: socket ?? http, redeliveryDelaysMs }),
    views: new Views(world),
    triggers: new Triggers(options.wallClockMs ?? Date.now),
    replies: new ReplyAddresses(clock),
    faults: new Faults(),
    files: new Files(),
    executions: new Executions(),
    revokedTokens: new Set(),
    origin,
    socket,
  };
}

/** Those who are in every workspace: Slackbot, and the app's own bot. */
function settleIn(slack: Slack): void {
  // Slack itself says that Slackbot is no bot, which has surprised many an app.
  createPerson(slack, { name: 'Slackbot' }, 'USLACKBOT');
  createPerson(slack, { name: slack.manifest.botName, isBot: true }, slack.identity.botUserId);
}

function workspaceOf(slack: Slack, server: Server, http: HttpLink, quietMs: number): Workspace {
  const { botToken, appToken, signingSecret, botUserId, teamId } = slack.identity;
  return {
    apiUrl: `${slack.origin}/api/`,
    botToken,
    appToken,
    signingSecret,
    botUserId,
    teamId,
    files: slack.files,
    ...building(slack),
    ...reading(slack),
    ...controls(slack, http, quietMs),
    close() {
      slack.courier.close();
      slack.socket?.close();
      http.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
