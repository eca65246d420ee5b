// The parts that the stand-in's pieces share: who the app is, what exists, and what went over the wire.
import type { Clock } from './clock.ts';
import type { Courier } from './delivery/courier.ts';
import type { SocketLink } from './delivery/socket-link.ts';
import type { Executions } from './executions.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Manifest } from './manifest.ts';
import type { Recorder } from './record.ts';
import type { ReplyAddresses } from './reply-addresses.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

export interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly verificationToken: string;
}

export interface Slack {
  readonly identity: Identity;
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly world: World;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly replies: ReplyAddresses;
  readonly record: Recorder;
  readonly faults: Faults;
  readonly files: Files;
  readonly executions: Executions;
  readonly courier: Courier;
  /** There in Socket Mode only. */
  readonly socket: SocketLink | undefined;
  /** Tokens that were revoked while the app was running. */
  readonly revokedTokens: Set<string>;
  /** Where the server listens, known once it does. */
  readonly origin: string;
}
