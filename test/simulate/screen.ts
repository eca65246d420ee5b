// What a simulated person has before their eyes, and what they leave in a form without thinking much.
import type { Block, Element } from '../../sandbox/block-kit/blocks.ts';
import { actionIdOf, elementsOf } from '../../sandbox/block-kit/walk.ts';
import { keyOf } from '../../sandbox/form.ts';
import { type Fields, fieldsOf, isFields, listOf } from '../../sandbox/json.ts';
import type { Chance } from '../../sandbox/past/chance.ts';
import type { View } from '../../sandbox/views.ts';
import type { Workspace } from '../../sandbox/workspace.ts';
import type { Channel, Message, Person } from '../../sandbox/world.ts';

export interface Spot {
  blockId: string;
  actionId: string;
}

export interface Pressable extends Spot {
  text: string;
  value: string;
}

export function buttonsOn(blocks: readonly Block[]): Pressable[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const actionId = actionIdOf(element);
      if (element.type !== 'button' || actionId === undefined || block.block_id === undefined) return [];
      return [{ blockId: block.block_id, actionId, text: element.text.text, value: element.value ?? '' }];
    }),
  );
}

/** The bot's newest messages where this person looks: in a channel, in its newest thread, from the bot, to them alone. */
export function messagesBefore(workspace: Workspace, person: Person, channel: Channel): Message[] {
  const inChannel = workspace.messages(channel).slice(-6);
  const last = inChannel.at(-1);
  const thread = last ? workspace.thread(last).slice(1) : [];
  const direct = workspace.directMessages(person).slice(-3);
  const alone = workspace.ephemerals(person).slice(-2);
  return [...inChannel, ...thread, ...direct, ...alone].filter(({ isFromBot }) => isFromBot);
}

interface Hand {
  chance: Chance;
  people: readonly Person[];
  channels: readonly Channel[];
  /** New words, never used before. */
  words(): string;
  /** A day soon, as 2026-03-09. */
  day(): string;
}

/** What somebody enters into the inputs of a form: always where something is missing, now and then elsewhere. */
export function entriesFor(view: View, hand: Hand): { spot: Spot; entry: Fields }[] {
  return view.fields.blocks.flatMap((block) => {
    if (block.type !== 'input' || block.block_id === undefined) return [];
    const actionId = actionIdOf(block.element);
    const key = keyOf(block.element);
    if (actionId === undefined || key === undefined) return [];
    const held = view.state[block.block_id]?.[actionId]?.[key];
    const isEmpty = held === undefined || held === null || (Array.isArray(held) && held.length === 0);
    if (!isEmpty || (block.optional && hand.chance.happens(0.7))) return [];
    const value = valueFor(block.element, hand);
    if (value === undefined) return [];
    return [
      { spot: { blockId: block.block_id, actionId }, entry: { type: block.element.type, [key]: value } },
    ];
  });
}

function valueFor(element: Element, hand: Hand): unknown {
  const { chance, people, channels } = hand;
  const options = () => {
    const given: Fields = { ...element };
    const grouped = listOf(given.option_groups).flatMap((group) => listOf(fieldsOf(group).options));
    return [...listOf(given.options), ...grouped].filter(isFields);
  };
  switch (element.type) {
    case 'plain_text_input':
      return hand.words();
    case 'static_select':
    case 'radio_buttons':
      return chance.pick(options());
    case 'multi_static_select':
    case 'checkboxes':
      return [chance.pick(options())];
    case 'users_select':
      return chance.pick(people).id;
    case 'multi_users_select':
      return [chance.pick(people).id];
    case 'conversations_select':
      return chance.pick(channels).id;
    case 'datepicker':
      return hand.day();
    case 'timepicker':
      return chance.pick(['09:00', '10:30', '17:45']);
    default:
      return undefined;
  }
}
