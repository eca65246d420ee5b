// Small words for Block Kit, so that views read like what the person sees.
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  Datepicker,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextInput,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import type { MessageBlock } from './drawing.ts';
import { cut } from './slack-text.ts';

/** Slack's limits (docs.slack.dev, "Block Kit reference"), in characters or pieces. */
export const limits = {
  sectionText: 3000,
  headerText: 150,
  buttonText: 75,
  optionText: 75,
  viewTitle: 24,
  messageBlocks: 50,
  viewBlocks: 100,
} as const;

export function plain(text: string, most = limits.sectionText as number): PlainTextElement {
  return { type: 'plain_text', text: cut(text, most) };
}

/** `text` is mrkdwn: people's words in it are escaped already. */
export function section(text: string, accessory?: Button): SectionBlock {
  // verbatim: Slack must not turn words of people that look like links or names into links.
  const block: SectionBlock = { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
  return accessory ? { ...block, accessory } : block;
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, limits.headerText) };
}

export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

/** A titled list in one section: at most `most` lines and what a section holds, and how many more there are. */
export function list(title: string, lines: string[], whenEmpty: string, most = 20): SectionBlock {
  if (lines.length === 0) return section(`*${title}*\n${whenEmpty}`);
  const room = limits.sectionText - 100;
  let text = `*${title}*`;
  for (const [index, line] of lines.entries()) {
    if (index === most || text.length + line.length + 1 > room) {
      return section(`${text}\n… and ${lines.length - index} more`);
    }
    text += `\n${line}`;
  }
  return section(text);
}

export const divider: KnownBlock = { type: 'divider' };

interface ButtonLook {
  style?: 'primary' | 'danger';
  /** What a screen reader says instead of the text. */
  label?: string;
  /** Asked before it has its effect, where that cannot be undone. */
  confirm?: string;
}

export function button(text: string, action: string, value: string | number, look: ButtonLook = {}): Button {
  return {
    type: 'button',
    text: plain(text, limits.buttonText),
    action_id: action,
    value: String(value),
    ...(look.style ? { style: look.style } : {}),
    ...(look.label ? { accessibility_label: cut(look.label, 75) } : {}),
    ...(look.confirm ? { confirm: confirmation(text, look.confirm) } : {}),
  };
}

export function confirmation(title: string, question: string) {
  return {
    title: plain(title, 100),
    text: plain(question, 300),
    confirm: plain('Yes', 30),
    deny: plain('No', 30),
  };
}

export function buttons(id: string, ...elements: Button[]): ActionsBlock {
  return { type: 'actions', block_id: id, elements };
}

export function option(text: string, value: string | number): PlainTextOption {
  return { text: plain(text, limits.optionText), value: String(value) };
}

interface InputLook {
  hint?: string;
  optional?: boolean;
}

/** A labelled input; its block_id and action_id are both `name`, which is how a submission is read. */
export function input(
  name: string,
  label: string,
  element: InputBlock['element'],
  look: InputLook = {},
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label),
    element: { ...element, action_id: name },
    ...(look.hint ? { hint: plain(look.hint) } : {}),
    ...(look.optional ? { optional: true } : {}),
  };
}

interface LineLook {
  initial?: string | undefined;
  most?: number;
  tall?: boolean;
  placeholder?: string;
}

export function textInput({ initial, most, tall, placeholder }: LineLook = {}): PlainTextInput {
  return {
    type: 'plain_text_input',
    ...(tall ? { multiline: true } : {}),
    ...(most ? { max_length: most } : {}),
    ...(initial ? { initial_value: most ? cut(initial, most) : initial } : {}),
    ...(placeholder ? { placeholder: plain(placeholder, 150) } : {}),
  };
}

export function dateInput(initial?: string): Datepicker {
  return { type: 'datepicker', ...(initial ? { initial_date: initial } : {}) };
}

interface FormLook {
  submit?: string;
  close?: string;
  /** Comes back with the submission; at most 3,000 characters. Never trusted for who may do what. */
  metadata?: string | number;
}

export function form(name: string, title: string, blocks: KnownBlock[], look: FormLook = {}): ModalView {
  return {
    type: 'modal',
    callback_id: name,
    title: plain(title, limits.viewTitle),
    close: plain(look.close ?? 'Cancel', limits.viewTitle),
    ...(look.submit ? { submit: plain(look.submit, limits.viewTitle) } : {}),
    ...(look.metadata === undefined ? {} : { private_metadata: String(look.metadata) }),
    blocks,
  };
}

/** A form without inputs: something to read. */
export function page(title: string, blocks: KnownBlock[]): ModalView {
  return form('page', title, blocks, { close: 'Close' });
}

/** Slack refuses messages whose blocks pass about 13,000 characters together. */
const mostCharacters = 10_000;

/** `blocks` when a message takes them all (at most 50, well under Slack's size), else as many as fit and `more`. */
export function fitMessage<B extends MessageBlock, M extends MessageBlock>(blocks: B[], more: M): (B | M)[] {
  let characters = 0;
  const fitting = blocks.filter((block, index) => {
    characters += JSON.stringify(block).length;
    return characters <= mostCharacters && index < limits.messageBlocks;
  });
  return fitting.length === blocks.length ? blocks : [...fitting.slice(0, limits.messageBlocks - 1), more];
}
