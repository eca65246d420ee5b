// What the page and its server say to each other: where somebody looks, what they do, and what they see.
import { z } from 'zod';
import type { Block } from '../block-kit/blocks.ts';
import type { FormState } from '../form.ts';

const text = z.string().max(40_000);
const fields = z.record(z.string(), z.unknown());
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), channelId: z.string() }),
  z.object({ kind: z.literal('home') }),
  z.object({ kind: z.literal('app') }),
]);

/** Where a page looks: as whom, at what, and how far back. */
export const look = z.object({
  personId: z.string(),
  place,
  threadTs: z.string().nullable(),
  mostMessages: z.number().int().min(1).max(5000),
  inspects: z.boolean(),
});
export type Look = z.infer<typeof look>;
export type PlaceName = z.infer<typeof place>;

const on = z.union([z.object({ channelId: z.string(), ts: z.string() }), z.object({ viewId: z.string() })]);
export type OnName = z.infer<typeof on>;

const entered = z.object({ blockId: z.string(), actionId: z.string(), entry: fields });
export type Entered = z.infer<typeof entered>;
const spot = { on, blockId: z.string(), actionId: z.string() };
/** What else stands in the form by then, which the bot is told with every act in it. */
const entries = z.array(entered).max(100);

const deed = z.discriminatedUnion('does', [
  z.object({ does: z.literal('type'), channelId: z.string(), text, threadTs: z.string().optional() }),
  z.object({ does: z.literal('press'), ...spot, entries }),
  z.object({ does: z.literal('enter'), ...spot, entry: fields, entries }),
  z.object({ does: z.literal('ask'), ...spot, text }),
  z.object({ does: z.literal('submit'), viewId: z.string(), entries }),
  z.object({ does: z.literal('close'), viewId: z.string() }),
  z.object({
    does: z.literal('shortcut'),
    callbackId: z.string(),
    message: z.object({ channelId: z.string(), ts: z.string() }).optional(),
  }),
  z.object({ does: z.literal('open home') }),
  z.object({ does: z.literal('join'), channelId: z.string() }),
  z.object({ does: z.literal('huddle'), channelId: z.string() }),
  z.object({
    does: z.literal('travel'),
    to: z.enum(['next', 'hour', 'day', 'meeting', 'close', 'digest']),
    /** Whose meeting or round is meant where there are several. */
    channelId: z.string().optional(),
  }),
]);
export const act = z.object({ personId: z.string(), deed });
export type Deed = z.infer<typeof deed>;
export type Journey = Extract<Deed, { does: 'travel' }>;
export type Destination = Journey['to'];

/** What came of an act, besides what everybody sees anyway. */
export interface Outcome {
  /** What the person is told because it did not work. */
  readonly failure: string | null;
  /** What a type-ahead offers. */
  readonly options: readonly unknown[];
  readonly errors: Readonly<Record<string, string>>;
}

export interface PersonCard {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly timeZone: string;
  /** Where they work, as the sample company says. */
  readonly role: string;
  readonly status: string;
  readonly hasLeft: boolean;
  readonly isBot: boolean;
  readonly isStranger: boolean;
}

export interface ChannelCard {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isShared: boolean;
  readonly isArchived: boolean;
  readonly isMember: boolean;
  readonly memberNames: readonly string[];
  readonly unread: number;
  readonly mentions: number;
}

export interface FileCard {
  readonly id: string;
  readonly name: string;
  /** Null where the workspace knows nothing but its name. */
  readonly bytes: number | null;
}

export interface MessageCard {
  readonly channelId: string;
  readonly ts: string;
  readonly authorId: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly files: readonly FileCard[];
  readonly state: FormState;
  readonly isFromBot: boolean;
  readonly isEdited: boolean;
  readonly isPrivate: boolean;
  readonly isUnread: boolean;
  readonly replies: number;
  readonly repliers: readonly string[];
  readonly lastReplyTs: string | null;
}

export interface ViewCard {
  readonly id: string;
  readonly hash: string;
  readonly blocks: readonly Block[];
  readonly state: FormState;
  readonly errors: Readonly<Record<string, string>>;
  readonly title: string;
  readonly submit: string | null;
  readonly close: string;
}

export interface CommandCard {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}

export interface ShortcutCard {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callbackId: string;
  readonly description: string;
}

/** One line of the inspector; what it carried is fetched by its number. */
export interface RecordLine {
  readonly number: number;
  readonly kind: 'request' | 'call' | 'warning';
  readonly name: string;
  readonly at: string | null;
  readonly result: string;
  readonly ackMs: number | null;
  readonly isBad: boolean;
}

export type Shown =
  | {
      readonly kind: 'messages';
      readonly title: string;
      readonly channelId: string | null;
      readonly hasEarlier: boolean;
      readonly messages: readonly MessageCard[];
      /** Why nobody can write here; null where the person can. */
      readonly closedBecause: string | null;
      readonly canJoin: boolean;
      /** Whether a huddle is going on here; null where none can be held. */
      readonly huddles: boolean | null;
    }
  | { readonly kind: 'home'; readonly view: ViewCard | null };

export interface Busy {
  readonly words: string;
  /** How much of it is done, from 0 to 1; null where nobody knows. */
  readonly share: number | null;
}

/** Everything that the page shows one person. */
export interface PageState {
  readonly now: string;
  /** What keeps the whole workspace busy, such as time passing; null when it is at rest. */
  readonly busy: Busy | null;
  readonly botId: string;
  readonly appName: string;
  readonly person: PersonCard;
  readonly people: readonly PersonCard[];
  readonly channels: readonly ChannelCard[];
  /** What the app wrote to this person alone and they have not read. */
  readonly appUnread: number;
  readonly commands: readonly CommandCard[];
  readonly shortcuts: readonly ShortcutCard[];
  readonly look: Look;
  readonly shown: Shown;
  readonly thread: readonly MessageCard[] | null;
  readonly modals: readonly ViewCard[];
  readonly records: readonly RecordLine[] | null;
  readonly trouble: number;
}
