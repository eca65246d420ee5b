// A person points at one element, where the words on it do not matter: what a page does for a pointer.
import { actionIdOf, elementsOf } from '../block-kit/walk.ts';
import { ownFiles } from '../files.ts';
import { keyOf } from '../form.ts';
import type { Fields } from '../json.ts';
import type { Place } from '../payloads.ts';
import type { Slack } from '../slack.ts';
import type { Person } from '../world.ts';
import { type Found, NothingReads } from './find.ts';
import { blocksIn, hold, type On, placeFor } from './place.ts';
import { pressFound, sendAction } from './press.ts';
import type { Come } from './seen.ts';

export interface Spot {
  readonly blockId: string;
  readonly actionId: string;
}

export function foundAt(place: Place, { blockId, actionId }: Spot): Found {
  const block = blocksIn(place).find((it) => it.block_id === blockId);
  const element = block && elementsOf(block).find((it) => actionIdOf(it) === actionId);
  if (!block || !element) throw new NothingReads('This has changed meanwhile: look again');
  return { block, blockId, element, actionId };
}

export async function pressAt(slack: Slack, person: Person, on: On, spot: Spot): Promise<Come> {
  const place = placeFor(slack, person, on);
  return pressFound(slack, person, place, foundAt(place, spot));
}

/** Leaves an entry in an element, without telling the bot. */
export function fillAt(slack: Slack, person: Person, on: On, spot: Spot, entry: Fields): Found {
  const place = placeFor(slack, person, on);
  const found = foundAt(place, spot);
  const { type } = found.element;
  const key = type === 'overflow' ? 'selected_option' : keyOf(found.element);
  if (entry.type !== type || key === undefined || !(key in entry)) {
    throw new Error(`An entry like ${JSON.stringify(entry)} does not fit into a ${type}`);
  }
  const held = type === 'file_input' ? ownFiles(slack, person.id, entry) : entry;
  if (type !== 'overflow') hold(place, spot.blockId, spot.actionId, held);
  return found;
}

/** As a pointer does: the bot hears of it, but of an input only where it asked to. */
export async function enterAt(
  slack: Slack,
  person: Person,
  on: On,
  spot: Spot,
  entry: Fields,
): Promise<Come> {
  const found = fillAt(slack, person, on, spot, entry);
  if (found.block.type === 'input' && found.block.dispatch_action !== true) return {};
  return sendAction(slack, person, placeFor(slack, person, on), found, entry);
}
