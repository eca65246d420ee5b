// Shows mrkdwn as a person reads it: names for mentions, words for links, dates in the reader's zone.
import type { World } from '../world.ts';
import { dateWords } from './dates.ts';

export interface Reader {
  readonly world: World;
  readonly timeZone: string;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function entity(inside: string, { world, timeZone }: Reader): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@'))
    return `@${world.people.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith('#'))
    return `#${world.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith('!date^')) {
    const [, seconds = '0', format = ''] = target.split('^');
    return dateWords(seconds, format, timeZone);
  }
  if (target.startsWith('!subteam')) return label ?? '@group';
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? target.replace(/^mailto:/, '');
}

export function readMrkdwn(text: string, reader: Reader): string {
  return unescaped(text.replace(/<([^<>]+)>/g, (_whole, inside: string) => entity(inside, reader)));
}
