// Turns what a person types or picks into the entry that Slack keeps for an element.
import type { Element } from '../block-kit/blocks.ts';
import type { Picked } from '../files.ts';
import { keyOf } from '../form.ts';
import { type Fields, fieldsOf, textOf } from '../json.ts';
import type { Channel, Person, World } from '../world.ts';
import { plainWords } from './find.ts';

export type Value =
  | string
  | number
  | Person
  | Channel
  | Picked
  | readonly (string | Person | Channel)[]
  | null;

/** Options that a type-ahead offered, as Slack keeps them. */
export type Offer = (typed: string) => Promise<readonly Fields[]>;

function labelOf(option: Fields): string {
  return textOf(fieldsOf(option.text).text) ?? '';
}

function optionCalled(options: readonly Fields[], text: string): Fields | undefined {
  const wanted = plainWords(text);
  return (
    options.find((it) => plainWords(labelOf(it)) === wanted) ??
    options.find((it) => plainWords(labelOf(it)).includes(wanted))
  );
}

function optionsOf(element: Element): readonly Fields[] {
  if (element.type === 'static_select' || element.type === 'multi_static_select') {
    return element.options ?? (element.option_groups ?? []).flatMap((it) => it.options);
  }
  return 'options' in element ? (element.options ?? []) : [];
}

function listed(value: Value): (string | Person | Channel)[] {
  if (value === null) return [];
  if (typeof value === 'string') {
    return value.split(',').map((it) => it.trim());
  }
  if (Array.isArray(value)) return [...value];
  return typeof value === 'number' ? [String(value)] : isOne(value) ? [value] : [];
}

function isOne(value: Value): value is Person | Channel {
  return typeof value === 'object' && value !== null && 'id' in value;
}

function idOf(one: string | Person | Channel, find: (ref: string) => { id: string } | undefined): string {
  const found = typeof one === 'string' ? find(one) : one;
  if (!found) throw new Error(`There is nobody and nothing called ${String(one)} to pick`);
  return found.id;
}

async function picked(element: Element, value: Value, offer: Offer): Promise<Fields[] | undefined> {
  const texts =
    typeof value === 'string' && !element.type.startsWith('multi') ? [value] : listed(value).map(String);
  const chosen: Fields[] = [];
  for (const text of texts) {
    const options = element.type.includes('external') ? await offer(text) : optionsOf(element);
    const option = optionCalled(options, text);
    if (!option) return undefined;
    chosen.push(option);
  }
  return chosen;
}

/** The entry for a value, or undefined where the element offers no such choice. */
export async function entryFor(
  element: Element,
  value: Value,
  world: World,
  offer: Offer,
): Promise<Fields | undefined> {
  const key = element.type === 'overflow' ? 'selected_option' : keyOf(element);
  if (key === undefined || key === 'files') return undefined;
  const held = await heldFor(element, key, value, world, offer);
  return held === undefined ? undefined : { type: element.type, [key]: held };
}

async function heldFor(
  element: Element,
  key: string,
  value: Value,
  world: World,
  offer: Offer,
): Promise<unknown> {
  if (key === 'value') return value === null || value === '' ? null : String(value);
  if (key === 'rich_text_value') return value === null ? null : richText(String(value));
  if (/^selected_(date|time|date_time)$/.test(key)) return value;
  const many = await manyFor(element, key, value, world, offer);
  return key.endsWith('s') ? many : many && (many[0] ?? null);
}

async function manyFor(
  element: Element,
  key: string,
  value: Value,
  world: World,
  offer: Offer,
): Promise<unknown[] | undefined> {
  if (key.startsWith('selected_option')) return picked(element, value, offer);
  const isPerson = key.startsWith('selected_user');
  const find = (ref: string) => (isPerson ? world.findPerson(ref) : world.findChannel(ref));
  return listed(value).map((it) => idOf(it, find));
}

function richText(text: string): Fields {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', elements: [section] };
}
