// The Slack message that words were saved from: what is kept of it, and what becomes of it later.
import { createHash } from 'node:crypto';
import type { SlackEvent } from '../platform/inbox.ts';
import { cut } from '../platform/slack-text.ts';
import type { Masked } from './mask.ts';

/** What is known of a message besides its words. */
export interface MessageFacts {
  authorId: string | null;
  /** The names of the files in it; the files themselves stay in Slack. */
  attached: string[];
  /** Tells whether words are still the message's own, without holding them. */
  digest: string;
}

const mostAttached = 10;
const longestName = 80;

export function digestOf(words: string): string {
  return createHash('sha256').update(words.replaceAll('\r\n', '\n').trim()).digest('base64url');
}

/** The names of files as Slack lists them in a message, masked by `masks`. */
export function namesOf(files: unknown, masks: (words: string) => Masked): string[] {
  if (!Array.isArray(files)) return [];
  return files
    .map((file: { name?: unknown; title?: unknown }) => file?.name || file?.title)
    .filter((name): name is string => typeof name === 'string')
    .slice(0, mostAttached)
    .map((name) => cut(masks(name.toWellFormed().replace(/[\s\0]+/g, ' ')).words.trim(), longestName))
    .filter(Boolean);
}

/** What became of a message; null words: it was deleted. */
export interface MessageChange {
  conversationId: string;
  messageTs: string;
  words: string | null;
}

/**
 * Null for every other event. A deletion comes as `message_deleted`, but for a message with replies as
 * `message_changed` into a message of the subtype `tombstone`.
 */
export function readMessageChange(event: SlackEvent): MessageChange | null {
  const { subtype, channel: conversationId, deleted_ts: deletedTs, message } = event;
  if (typeof conversationId !== 'string') return null;
  if (subtype === 'message_deleted' && typeof deletedTs === 'string') {
    return { conversationId, messageTs: deletedTs, words: null };
  }
  if (subtype !== 'message_changed' || !isMessage(message)) return null;
  const words = message.subtype === 'tombstone' ? null : (message.text ?? '');
  return { conversationId, messageTs: message.ts, words };
}

function isMessage(message: unknown): message is { ts: string; text?: string; subtype?: unknown } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'ts' in message &&
    typeof message.ts === 'string' &&
    (!('text' in message) || typeof message.text === 'string')
  );
}
