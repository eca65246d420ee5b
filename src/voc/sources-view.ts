// How the sources of a voice read: its message, and the voices that are joined to it.
import { count, day, escaped, escapedWithin, mention } from '../platform/slack-text.ts';
import type { Origin } from './capture-store.ts';
import type { Voice } from './voice.ts';

/** So many fit a message beside the longest words. */
export const mostSources = 8;
const longestName = 120;
const longestNames = 500;

/** `joined`: those that the reader may read, at most one more than are named. */
export function sourceLines({ authorId, attached, joinedTo }: Origin, joined: Voice[]): string[] {
  const message = [
    authorId ? `written by ${mention(authorId)}` : '',
    attached.length > 0 ? `attached: ${escapedWithin(attached.join(', '), longestNames)}` : '',
  ].filter(Boolean);
  const named = joined.slice(0, mostSources).map(sourceLine);
  const more = joined.length > mostSources ? ['… and more.'] : [];
  return [
    message.join(' · '),
    joinedTo === null ? '' : `Joined to voice ${joinedTo}, which stands for it: \`/voc show ${joinedTo}\``,
    joined.length > 0 ? `Joined to it, from ${count(joined.length, 'more source')}:` : '',
    ...named,
    ...more,
  ].filter(Boolean);
}

function sourceLine(voice: Voice): string {
  const link = voice.permalink ? `<${escaped(voice.permalink)}|open the message>` : '';
  const parts = [
    `voice ${voice.id}`,
    voice.customer === null ? 'no customer named' : escapedWithin(voice.customer, longestName),
    voice.source === null ? '' : escapedWithin(voice.source, longestName),
    `said ${day(voice.saidAt)}`,
    `saved by ${mention(voice.capturedBy)}`,
    link,
  ];
  return `• ${parts.filter(Boolean).join(' · ')}`;
}
