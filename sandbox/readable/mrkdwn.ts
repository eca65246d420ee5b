// Shows mrkdwn as a person reads it: names for mentions, words for links, dates in the reader's zone.
import type { World } from '../world.ts';

export interface Reader {
  readonly world: World;
  readonly timeZone: string;
}

function dateWords(seconds: string, format: string, timeZone: string): string {
  const at = new Date(Number(seconds) * 1000);
  const shown = (options: Intl.DateTimeFormatOptions) => at.toLocaleString('en-US', { timeZone, ...options });
  const tokens: Record<string, () => string> = {
    date_num: () => at.toLocaleDateString('sv-SE', { timeZone }),
    date_slash: () => shown({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date: () => shown({ year: 'numeric', month: 'long', day: 'numeric' }),
    date_pretty: () => shown({ year: 'numeric', month: 'long', day: 'numeric' }),
    date_short: () => shown({ year: 'numeric', month: 'short', day: 'numeric' }),
    date_short_pretty: () => shown({ year: 'numeric', month: 'short', day: 'numeric' }),
    date_long: () => shown({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    date_long_pretty: () => shown({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }),
    day_divider_pretty: () => shown({ weekday: 'long', month: 'long', day: 'numeric' }),
    time: () => shown({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => shown({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => shown({ dateStyle: 'medium', timeStyle: 'short' }),
  };
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => tokens[token]?.() ?? whole);
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
