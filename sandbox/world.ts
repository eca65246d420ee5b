// What exists in the fake workspace: its people, its conversations and what was written in them.
import type { Block } from './block-kit/blocks.ts';
import type { Clock } from './clock.ts';
import type { FormState } from './form.ts';
import type { Fields } from './json.ts';
import type { ConversationKind } from './method-scopes.ts';

export interface Person {
  readonly id: string;
  readonly teamId: string;
  name: string;
  realName: string;
  timeZone: string;
  isAdmin: boolean;
  isOwner: boolean;
  isPrimaryOwner: boolean;
  isBot: boolean;
  isGuest: boolean;
  /** Belongs to another organization, and is seen here only through a shared channel. */
  isStranger: boolean;
  isDeactivated: boolean;
  statusEmoji: string;
  statusText: string;
  updatedAt: Date;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly kind: ConversationKind;
  readonly members: Set<string>;
  isShared: boolean;
  isArchived: boolean;
  readonly createdAt: Date;
  readonly creatorId: string;
}

/** A file in a message. Of some the workspace knows no more than this. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
}

export interface Message {
  readonly channelId: string;
  readonly ts: string;
  readonly authorId: string;
  readonly isFromBot: boolean;
  text: string;
  blocks: Block[];
  metadata?: Fields;
  threadTs?: string;
  editedTs?: string;
  isDeleted: boolean;
  subtype?: string;
  room?: Fields;
  readonly files?: readonly SharedFile[];
  /** What people picked in the menus of its blocks. */
  state?: FormState;
  /** Set on an ephemeral message: the one person who sees it. */
  readonly visibleTo?: string;
}

export type PersonRef = Person | string;
export type ChannelRef = Channel | string;

/** All that a world holds, as plain data that can be kept in a file. */
export type WorldMemory = Pick<World, 'people' | 'channels' | 'messages'> & {
  readonly lastMicros: number;
  readonly count: number;
};

export class World {
  people = new Map<string, Person>();
  channels = new Map<string, Channel>();
  messages: Message[] = [];
  readonly ephemerals: Message[] = [];
  readonly #clock: Clock;
  #lastMicros = 0;
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What only one person saw is not part of it: Slack forgets that, too. */
  memory(): WorldMemory {
    const { people, channels, messages } = this;
    return { people, channels, messages, lastMicros: this.#lastMicros, count: this.#count };
  }

  remember({ people, channels, messages, lastMicros, count }: WorldMemory): void {
    Object.assign(this, { people, channels, messages });
    this.#lastMicros = lastMicros;
    this.#count = count;
  }

  /** A message's name: unique and rising, even when many are written in one instant. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.#clock.now().getTime() * 1000, this.#lastMicros + 100);
    const seconds = Math.floor(this.#lastMicros / 1_000_000);
    return `${seconds}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }

  nextId(prefix: string): string {
    this.#count += 1;
    return `${prefix}0${this.#count.toString(36).toUpperCase().padStart(9, '0')}`;
  }

  findPerson(ref: PersonRef): Person | undefined {
    if (typeof ref !== 'string') return this.people.get(ref.id);
    const name = ref.replace(/^@/, '').toLowerCase();
    const everybody = [...this.people.values()];
    return this.people.get(ref) ?? everybody.find((it) => it.name.toLowerCase() === name);
  }

  person(ref: PersonRef): Person {
    const found = this.findPerson(ref);
    if (!found) throw new Error(`Nobody here is called ${String(ref)}`);
    return found;
  }

  findChannel(ref: ChannelRef): Channel | undefined {
    if (typeof ref !== 'string') return this.channels.get(ref.id);
    const name = ref.replace(/^#/, '');
    return this.channels.get(ref) ?? [...this.channels.values()].find((it) => it.name === name);
  }

  channel(ref: ChannelRef): Channel {
    const found = this.findChannel(ref);
    if (!found) throw new Error(`There is no channel ${String(ref)}`);
    return found;
  }

  message(channelId: string, ts: string): Message | undefined {
    return this.messages.find((it) => it.channelId === channelId && it.ts === ts && !it.isDeleted);
  }

  messagesIn(channelId: string): Message[] {
    return this.messages.filter((it) => it.channelId === channelId && !it.isDeleted);
  }

  repliesTo(root: Message): Message[] {
    return this.messagesIn(root.channelId).filter((it) => it.threadTs === root.ts && it.ts !== root.ts);
  }

  directChannel(memberIds: readonly string[]): Channel | undefined {
    return [...this.channels.values()].find(
      (it) =>
        (it.kind === 'im' || it.kind === 'mpim') &&
        it.members.size === memberIds.length &&
        memberIds.every((id) => it.members.has(id)),
    );
  }
}
