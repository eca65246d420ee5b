// Keeps who we are and where we look in the address, so that a reload or a link comes to the same place.
import type { Look, PageState } from '../page-server/protocol.ts';

export function hashOf(look: Look, state: PageState): string {
  const name = state.people.find((it) => it.id === look.personId)?.name.toLowerCase() ?? '';
  const { place } = look;
  if (place.kind !== 'channel') return `#/${name}/${place.kind}`;
  const channel = state.channels.find((it) => it.id === place.channelId)?.name ?? place.channelId;
  return `#/${name}/${channel}${look.threadTs ? `/${look.threadTs}` : ''}`;
}

export function lookFrom(hash: string, state: PageState): Look {
  const [, name = '', where = '', threadTs] = hash.split('/');
  const person = state.people.find((it) => it.name.toLowerCase() === name);
  const before = { ...state.look, personId: person?.id ?? state.look.personId };
  if (where === 'home' || where === 'app') return { ...before, place: { kind: where } };
  // The channels that the server told of are another person's; a private one is found once it is looked at.
  const channel = state.channels.find((it) => it.name === where);
  if (!channel) return before;
  return { ...before, place: { kind: 'channel', channelId: channel.id }, threadTs: threadTs ?? null };
}
