// Brings what happens in the workspace to the bot, and brings events again that were not acknowledged.
import type { Clock } from '../clock.ts';
import { maySubscribe } from '../event-scopes.ts';
import { copyOf, type Fields, textOf } from '../json.ts';
import type { Manifest } from '../manifest.ts';
import type { Delivery, DeliveryKind, Outcome, Recorder } from '../record.ts';
import type { Identity } from '../slack.ts';
import type { Channel, World } from '../world.ts';
import type { Link } from './link.ts';

export const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;
const messageEvents = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' } as const;

const retryReasons: Partial<Record<Outcome, string>> = {
  timeout: 'http_timeout',
  refused: 'http_error',
  unreachable: 'connection_failed',
  lost: 'connection_failed',
};

interface Parts {
  readonly identity: Identity;
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly world: World;
  readonly record: Recorder;
  readonly link: Link;
  /** How long after each failed try an event is brought again; empty: only when asked. */
  readonly redeliveryDelaysMs: readonly number[];
}

export class Courier {
  readonly #parts: Parts;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Brings a command or interaction once; Slack never repeats those. */
  bring(kind: DeliveryKind, payload: Fields): Promise<Delivery> {
    return this.#carry(kind, payload, 0, '');
  }

  /** Tells the bot of an event, if it subscribed to it and is allowed to see the channel it is about. */
  tell(event: Fields, about?: Channel): Promise<Delivery> | undefined {
    if (!this.#parts.link.hasHadBot || !this.#hears(event, about)) return undefined;
    return this.#carry('event', this.#envelopeFor(event, about), 0, '');
  }

  redeliver(delivery: Delivery): Promise<Delivery> {
    const reason = retryReasons[delivery.outcome] ?? 'http_timeout';
    return this.#carry('event', copyOf(delivery.payload), delivery.retryNum + 1, reason);
  }

  /** Events of which no delivery was ever acknowledged, each by its latest try. */
  unacknowledged(): Delivery[] {
    const latest = new Map<string, Delivery>();
    for (const delivery of this.#parts.record.deliveries) {
      if (delivery.kind !== 'event' || delivery.outcome === 'pending') continue;
      const eventId = textOf(delivery.payload.event_id) ?? '';
      if (latest.get(eventId)?.outcome !== 'acked') latest.set(eventId, delivery);
    }
    return [...latest.values()].filter((it) => it.outcome !== 'acked');
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #hears(event: Fields, about: Channel | undefined): boolean {
    const { botUserId } = this.#parts.identity;
    const type = textOf(event.type) ?? '';
    const isOpenNews = /^(channel_|group_left|member_left)/.test(type);
    const isOwnDeparture = isOpenNews && (event.user === undefined || event.user === botUserId);
    const isPublicNews = type.startsWith('channel_') && about?.kind === 'public';
    if (about && !about.members.has(botUserId) && !isOwnDeparture && !isPublicNews) return false;
    const subscription =
      type === 'message' && about ? `message.${messageEvents[channelTypes[about.kind]]}` : type;
    const { botEvents, botScopes } = this.#parts.manifest;
    return botEvents.includes(subscription) && maySubscribe(subscription, botScopes);
  }

  #envelopeFor(event: Fields, about: Channel | undefined): Fields {
    const { identity, world, clock } = this.#parts;
    return {
      token: identity.verificationToken,
      team_id: identity.teamId,
      context_team_id: identity.teamId,
      context_enterprise_id: null,
      api_app_id: identity.appId,
      event: { event_ts: world.nextTs(), ...copyOf(event) },
      type: 'event_callback',
      event_id: world.nextId('Ev'),
      event_time: Math.floor(clock.now().getTime() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: identity.teamId,
          user_id: identity.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: about?.isShared ?? false,
      event_context: world.nextId('EC'),
    };
  }

  async #carry(
    kind: DeliveryKind,
    payload: Fields,
    retryNum: number,
    retryReason: string,
  ): Promise<Delivery> {
    const { record, link, clock } = this.#parts;
    const delivery: Delivery = {
      kind,
      payload,
      at: clock.now(),
      retryNum,
      retryReason,
      outcome: 'pending',
      ackMs: null,
      response: null,
    };
    record.keepDelivery(delivery);
    const sentAtMs = performance.now();
    const late = () => {
      delivery.outcome = 'late';
      delivery.ackMs = performance.now() - sentAtMs;
    };
    const answer = await record.during(() => link.send({ kind, payload, retryNum, retryReason }, late));
    delivery.outcome = answer.outcome;
    delivery.response = copyOf(answer.body);
    if (answer.outcome === 'acked') delivery.ackMs = performance.now() - sentAtMs;
    else if (kind === 'event') this.#bringAgainLater(delivery);
    return delivery;
  }

  #bringAgainLater(delivery: Delivery): void {
    const delayMs = this.#parts.redeliveryDelaysMs[delivery.retryNum];
    if (delayMs === undefined) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.redeliver(delivery);
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }
}
