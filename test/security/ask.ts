// Asks at a door what the table has for it, as somebody, about something.
import { type Ask, table } from './table.ts';
import type { Answered } from './wire.ts';
import type { House, Place, Role } from './world.ts';

export const askOf = (house: House, door: string, place: Place): Ask => table[door]?.ask(place, house) ?? '';

export function askAt(
  house: House,
  door: string,
  role: Role,
  place: Place,
  ask = askOf(house, door, place),
): Promise<Answered> {
  const [, kind = '', name = ''] =
    /^(word|click|form|choices|message shortcut|shortcut) (.*)$/.exec(door) ?? [];
  const { wire } = house;
  const actor = house.as(role, place.channelId);
  if (kind === 'word') {
    const [command = '', word = ''] = name.split(' ');
    return wire.command(actor, command, `${word} ${String(ask)}`);
  }
  if (typeof ask === 'string') {
    return wire.payload(kind === 'click' ? wire.clickOf(actor, name, ask) : wire.shortcutOf(actor, name));
  }
  if ('message' in ask) return wire.payload(wire.shortcutOf(actor, name, ask.message));
  if ('typed' in ask) return wire.payload(wire.suggestionOf(actor, name, ask.typed, ask.form, ask.metadata));
  return wire.payload(wire.submissionOf(actor, name, ask.metadata, ask.entries));
}
