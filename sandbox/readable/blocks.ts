// Shows blocks as plain lines: what stands there, what can be pressed, and what was entered.
import type { Block, Element, InputBlock, SectionBlock } from '../block-kit/blocks.ts';
import type { AnyText } from '../block-kit/composition.ts';
import type { FormState } from '../form.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json.ts';
import { type Reader, readMrkdwn } from './mrkdwn.ts';
import { chartLines, richTextLines, tableLines } from './rich.ts';

function wordsOf(text: AnyText | undefined, reader: Reader): string {
  if (!text) return '';
  return text.type === 'mrkdwn' ? readMrkdwn(text.text, reader) : text.text;
}

/** What an entry of state.values shows on the screen. */
function shownEntry(entry: Fields | undefined, reader: Reader): string {
  const held = fieldsOf(entry);
  const option = (one: unknown) => textOf(fieldsOf(fieldsOf(one).text).text) ?? '';
  const person = (one: unknown) => readMrkdwn(`<@${one}>`, reader);
  const channel = (one: unknown) => readMrkdwn(`<#${one}>`, reader);
  const plain = held.value ?? held.selected_date ?? held.selected_time ?? held.selected_date_time;
  if (plain !== undefined && plain !== null) return String(plain);
  if (held.selected_option) return option(held.selected_option);
  if (held.selected_user) return person(held.selected_user);
  const conversation = held.selected_channel ?? held.selected_conversation;
  if (conversation) return channel(conversation);
  return [
    ...listOf(held.selected_options).map(option),
    ...listOf(held.selected_users).map(person),
    ...listOf(held.selected_channels ?? held.selected_conversations).map(channel),
  ].join(', ');
}

function elementWords(element: Element, entry: Fields | undefined, reader: Reader): string {
  if (element.type === 'button') return `[ ${element.text.text} ]`;
  if (element.type === 'image') return `(image: ${element.alt_text})`;
  if (element.type === 'overflow') return `[ … ${element.options.map((it) => it.text.text).join(' / ')} ]`;
  if (element.type === 'checkboxes' || element.type === 'radio_buttons') {
    const chosen = shownEntry(entry, reader).split(', ');
    return element.options
      .map((it) => wordsOf(it.text, reader))
      .map((label) => `${chosen.includes(label) ? '(x)' : '( )'} ${label}`)
      .join('  ');
  }
  const shown = shownEntry(entry, reader);
  const hint = 'placeholder' in element ? (element.placeholder?.text ?? '') : '';
  return `[ ${shown || hint || '…'} ▾ ]`.replace(
    / ▾ \]$/,
    /select|picker/.test(element.type) ? ' ▾ ]' : ' ]',
  );
}

function inputLines(
  block: InputBlock,
  entry: Fields | undefined,
  errors: Record<string, string>,
  reader: Reader,
): string[] {
  const label = `${block.label.text}${block.optional ? ' (optional)' : ''}`;
  const shown = elementWords(block.element, entry, reader);
  const error = errors[block.label.text];
  return [
    `${label}: ${shown}`,
    ...(block.hint ? [`  ${block.hint.text}`] : []),
    ...(error === undefined ? [] : [`  ! ${error}`]),
  ];
}

export interface Held {
  readonly state: FormState;
  readonly errors: Record<string, string>;
}

type EntryOf = (element: Element) => Fields | undefined;

function sectionLines(block: SectionBlock, entryOf: EntryOf, reader: Reader): string[] {
  const words = [block.text, ...(block.fields ?? [])]
    .map((it) => wordsOf(it, reader))
    .filter((it) => it !== '');
  const lines = words.flatMap((it) => it.split('\n'));
  const { accessory } = block;
  return accessory ? [...lines, elementWords(accessory, entryOf(accessory), reader)] : lines;
}

export function blockLines(block: Block, held: Held, reader: Reader): string[] {
  const entryOf: EntryOf = (element) => {
    const actionId = element.type === 'image' ? undefined : element.action_id;
    return held.state[block.block_id ?? '']?.[actionId ?? ''];
  };
  switch (block.type) {
    case 'section':
      return sectionLines(block, entryOf, reader);
    case 'header':
      return [block.text.text];
    case 'context':
      return [
        block.elements
          .map((it) => (it.type === 'image' ? `(image: ${it.alt_text})` : wordsOf(it, reader)))
          .join('  '),
      ];
    case 'actions':
      return [block.elements.map((it) => elementWords(it, entryOf(it), reader)).join(' ')];
    case 'input':
      return inputLines(block, entryOf(block.element), held.errors, reader);
    case 'divider':
      return ['———'];
    case 'image':
      return [`(image: ${block.alt_text})`];
    case 'markdown':
      return block.text.split('\n');
    case 'rich_text':
      return richTextLines(block, reader);
    case 'table':
      return tableLines(block, reader);
    case 'data_visualization':
      return chartLines(block);
  }
}
