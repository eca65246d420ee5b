// Where a person acts: on a message, in the modal on top, or in App Home.
import type { Block } from '../block-kit/blocks.ts';
import { type FormState, stateOf } from '../form.ts';
import type { Fields } from '../json.ts';
import type { Place } from '../payloads.ts';
import { isView } from '../readable/page.ts';
import type { Slack } from '../slack.ts';
import type { View } from '../views.ts';
import type { Message, Person } from '../world.ts';
import { refuseAbsent, refuseUnseen } from './allowed.ts';

export type On = Message | View | 'home' | 'modal';

export function topModal(slack: Slack, person: Person): View {
  const top = slack.views.stackOf(person.id).at(-1);
  if (!top) throw new Error(`${person.name} has no modal open`);
  return top;
}

export function placeFor(slack: Slack, person: Person, on: On | undefined): Place {
  refuseAbsent(person);
  if (on === 'home') {
    const home = slack.views.homes.get(person.id);
    if (!home) throw new Error(`Nothing was published to the home of ${person.name} yet`);
    return { view: home };
  }
  if (on === undefined || on === 'modal') return { view: topModal(slack, person) };
  if (isView(on)) {
    if (on.personId !== person.id) throw new Error(`${person.name} does not see somebody else's view`);
    const isOpen = slack.views.stackOf(person.id).at(-1) === on || slack.views.homes.get(person.id) === on;
    if (!isOpen) throw new Error(`${person.name} does not have that view in front any more`);
    return { view: on };
  }
  refuseUnseen(slack, person, on);
  on.state ??= stateOf(on.blocks);
  return { message: on, state: on.state };
}

export function blocksIn(place: Place): readonly Block[] {
  return 'view' in place ? place.view.fields.blocks : place.message.blocks;
}

function stateIn(place: Place): FormState {
  return 'view' in place ? place.view.state : place.state;
}

export function heldIn(place: Place, blockId: string, actionId: string): Fields | undefined {
  return stateIn(place)[blockId]?.[actionId];
}

export function hold(place: Place, blockId: string, actionId: string, entry: Fields): void {
  const state = stateIn(place);
  state[blockId] = { ...state[blockId], [actionId]: entry };
}
