// Turns what a person types into what Slack sends: mentions and channel links named by id, & < > escaped.
import type { World } from './world.ts';

export interface Escaping {
  /** Commands write <@U1|ana>; messages write <@U1>. */
  readonly withNames: boolean;
}

export function escaped(text: string, world: World, { withNames }: Escaping): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const withPeople = safe.replace(
    /(^|[\s(,:])@([\p{L}\d_.-]*[\p{L}\d_-])/gu,
    (whole, before: string, name: string) => {
      const person = world.findPerson(`@${name}`);
      if (!person) return whole;
      return `${before}<@${person.id}${withNames ? `|${person.name.toLowerCase()}` : ''}>`;
    },
  );
  return withPeople.replace(/(^|[\s(,:])#([\p{L}\d_-]+)/gu, (whole, before: string, name: string) => {
    const channel = [...world.channels.values()].find((it) => it.name === name && it.kind !== 'im');
    return channel ? `${before}<#${channel.id}|${channel.name}>` : whole;
  });
}
