// One Web API call: its arguments, as a form or JSON brings them, and the errors it can end in.
import { type Fields, parsedJson } from '../json.ts';
import type { Slack } from '../slack.ts';
import type { Channel } from '../world.ts';

export type Method = (slack: Slack, args: Fields) => Fields;

export class ApiError extends Error {
  readonly code: string;
  readonly details: Fields;

  constructor(code: string, details: Fields = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

const structured: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  attachments: 'invalid_attachments',
  metadata: 'invalid_metadata_format',
  view: 'invalid_arguments',
  outputs: 'invalid_arguments',
  files: 'invalid_arguments',
};

/** Reads the arguments that the client wrote as JSON inside a form field. */
export function decoded(args: Fields): Fields {
  const read: Fields = {};
  for (const [key, value] of Object.entries(args)) {
    if (key === 'token') continue;
    const error = structured[key];
    if (error === undefined || typeof value !== 'string') {
      read[key] = value;
      continue;
    }
    const parsed = parsedJson(value);
    if (parsed === undefined) throw new ApiError(error);
    read[key] = parsed;
  }
  return read;
}

export function textArg(args: Fields, name: string): string | undefined {
  const value = args[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

export function flagArg(args: Fields, name: string): boolean {
  return ['true', '1'].includes(String(args[name] ?? ''));
}

function numberArg(args: Fields, name: string, otherwise: number): number {
  const value = Number(args[name] ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}

/** The conversation as the bot may see it: a private one it is not in does not exist for it. */
export function channelArg(slack: Slack, args: Fields, name = 'channel'): Channel {
  const ref = textArg(args, name);
  const channel = ref === undefined ? undefined : slack.world.channels.get(ref);
  if (!channel) throw new ApiError('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(slack.identity.botUserId)) {
    throw new ApiError('channel_not_found');
  }
  return channel;
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string;
}

/** One page of a list; the cursor is where the next page begins. */
export function pageOf<T>(all: readonly T[], args: Fields, defaultLimit: number): Page<T> {
  const limit = Math.min(Math.max(numberArg(args, 'limit', defaultLimit), 1), 1000);
  const cursor = textArg(args, 'cursor');
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8').replace('next:', ''));
  if (!Number.isInteger(start)) throw new ApiError('invalid_cursor');
  const end = start + limit;
  const nextCursor = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), nextCursor };
}
