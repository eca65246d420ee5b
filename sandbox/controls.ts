// The strings behind the stage: acting as people, troubles on demand, and what went over the wire.
import { Actor } from './acting/actor.ts';
import type { Block } from './block-kit/blocks.ts';
import type { HttpLink } from './delivery/http-link.ts';
import type { Wire } from './delivery/socket-link.ts';
import { type Execution, runStep } from './executions.ts';
import type { Fault, Faults } from './faults.ts';
import type { FilesMemory } from './files.ts';
import type { Fields } from './json.ts';
import type { Manifest } from './manifest.ts';
import { Quiet } from './quiet.ts';
import type { Call, Delivery, Entry, Warning } from './record.ts';
import type { Slack } from './slack.ts';
import type { ViewsMemory } from './views.ts';
import type { ChannelRef, PersonRef, WorldMemory } from './world.ts';

export interface Controls {
  as(person: PersonRef): Actor;
  readonly calls: readonly Call[];
  readonly deliveries: readonly Delivery[];
  readonly warnings: readonly Warning[];
  readonly timeline: readonly Entry[];
  readonly manifest: Manifest;
  /** Calls whenever something was done or answered; the return value ends that. */
  watch(watcher: () => void): () => void;
  /** A bot in this process says itself when it has done all it can: then nobody needs to guess from its silence. */
  askBot(settled: (() => Promise<void>) | null): void;
  /** Waits less, or more, for the bot to fall quiet after each act; 0 is enough where only its answer counts. */
  waitForQuiet(quietMs: number): void;
  /** As when Slack is opened anew: what only one person saw has vanished, and the timeline begins again. */
  openAnew(): void;
  /** What there is in the workspace, as plain data that can be kept in a file. */
  memory(): Memory;
  /** Puts what a memory holds in the place of all there is. */
  remember(memory: Memory): void;
  /** Lets the next calls of a method go wrong; '*' means any method. */
  failNext(method: string, fault: Fault, how?: { times?: number }): void;
  /** From now on messages with blocks of this type are refused, until the faults are cleared. */
  refuseBlocks(type: Block['type']): void;
  clearFaults(): void;
  revokeToken(token: string): void;
  /** The app was installed again and given the same token. */
  reinstate(token: string): void;
  /** Tells the bot of any event, such as function_executed. */
  tell(event: Fields, about?: ChannelRef): Promise<Delivery | undefined>;
  /** A workflow comes to one of the app's steps; what comes of it stands in the execution. */
  runStep(callbackId: string, inputs: Fields): Promise<Execution>;
  /** Brings the newest event once more, acknowledged or not, as Slack does when an ack was lost. */
  redeliverLastEvent(): Promise<Delivery>;
  /** Brings every event once more that was never acknowledged. */
  redeliverUnacknowledged(): Promise<Delivery[]>;
  /** HTTP mode: where the bot listens. */
  deliverTo(url: string): void;
  /** Socket Mode: resolves once a bot is connected. */
  connected(): Promise<void>;
  connections(): number;
  /** Socket Mode: a wire that is open already comes to one of the addresses that were given out. */
  takeWire(address: string, wire: Wire): void;
  dropSocket(): void;
  disconnectRequest(reason?: string): void;
  /** Resolves when no call and no delivery is under way any more. */
  settled(): Promise<void>;
}

export interface Memory {
  readonly world: WorldMemory;
  readonly views: ViewsMemory;
  readonly files: FilesMemory;
}

function remembering({ world, views, files }: Slack): Pick<Controls, 'memory' | 'remember'> {
  return {
    memory: () => ({ world: world.memory(), views: views.memory(), files: files.memory() }),
    remember(memory) {
      world.remember(memory.world);
      views.remember(memory.views);
      files.remember(memory.files);
    },
  };
}

export function controls(slack: Slack, http: HttpLink, firstQuietMs: number): Controls {
  const { record, courier, faults } = slack;
  const quiet = new Quiet(record, firstQuietMs);
  return {
    as: (person) => new Actor(slack, slack.world.person(person), () => quiet.come()),
    calls: record.calls,
    deliveries: record.deliveries,
    warnings: record.warnings,
    timeline: record.timeline,
    manifest: slack.manifest,
    watch: (watcher) => record.watch(watcher),
    askBot: (settled) => quiet.ask(settled),
    waitForQuiet: (quietMs) => quiet.wait(quietMs),
    openAnew() {
      slack.world.ephemerals.length = 0;
      record.timeline.length = 0;
    },
    ...remembering(slack),
    ...troubles(faults),
    revokeToken(token) {
      slack.revokedTokens.add(token);
      void courier.tell({ type: 'tokens_revoked', tokens: { oauth: [], bot: [slack.identity.botUserId] } });
    },
    reinstate: (token) => void slack.revokedTokens.delete(token),
    tell: async (event, about) =>
      courier.tell(event, about === undefined ? undefined : slack.world.channel(about)),
    runStep: (callbackId, inputs) => runStep(slack, callbackId, inputs),
    async redeliverLastEvent() {
      const last = record.deliveries.findLast((it) => it.kind === 'event');
      if (!last) throw new Error('No event was delivered yet');
      return courier.redeliver(last);
    },
    redeliverUnacknowledged: () => Promise.all(courier.unacknowledged().map((it) => courier.redeliver(it))),
    deliverTo: (url) => http.deliverTo(url),
    connected: async () => slack.socket?.connected(),
    connections: () => slack.socket?.connections ?? 0,
    takeWire: (address, wire) => slack.socket?.take(address, wire),
    dropSocket: () => slack.socket?.drop(),
    disconnectRequest: (reason = 'refresh_requested') => slack.socket?.requestDisconnect(reason),
    settled: () => quiet.come(),
  };
}

function troubles(faults: Faults): Pick<Controls, 'failNext' | 'refuseBlocks' | 'clearFaults'> {
  return {
    failNext: (method, fault, how) => faults.failNext(method, fault, how?.times ?? 1),
    refuseBlocks: (type) => void faults.refusedBlocks.add(type),
    clearFaults: () => faults.clear(),
  };
}
