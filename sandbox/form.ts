// What a person entered or picked in a view or message, in the shape that Slack calls state.values.
import type { Block, Element } from './block-kit/blocks.ts';
import { actionIdOf, elementsOf } from './block-kit/walk.ts';
import { copyOf, type Fields } from './json.ts';

export type FormState = Record<string, Record<string, Fields>>;

/** By type of element: the key that Slack keeps its entry under, and the property that the entry starts from. */
const kept: Readonly<Record<string, readonly [key: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  file_input: ['files', ''],
};

/** The key of an element's entry; undefined for those that hold nothing, such as buttons. */
export function keyOf(element: Element): string | undefined {
  return kept[element.type]?.[0];
}

/** What an element holds before anybody touched it. */
function untouched(element: Element): Fields | undefined {
  const how = kept[element.type];
  if (!how) return undefined;
  const [key, initial] = how;
  const given: Fields = { ...element };
  return { type: element.type, [key]: given[initial] ?? (key.endsWith('s') ? [] : null) };
}

/** The state of freshly drawn blocks; what was entered before stays where block, action and type are the same. */
export function stateOf(blocks: readonly Block[], before: FormState = {}): FormState {
  const state: FormState = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const actionId = actionIdOf(element);
      const fresh = untouched(element);
      if (block.block_id === undefined || actionId === undefined || !fresh) continue;
      const kept = before[block.block_id]?.[actionId];
      const held = kept !== undefined && kept.type === fresh.type ? kept : fresh;
      state[block.block_id] = { ...state[block.block_id], [actionId]: copyOf(held) };
    }
  }
  return state;
}

/** Whether nothing was entered, which a required input does not accept. */
export function isEmptyEntry(entry: Fields | undefined): boolean {
  const held = Object.entries(entry ?? {}).filter(([key]) => key !== 'type');
  return held.every(
    ([, value]) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}
