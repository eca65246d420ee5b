// A person presses a button, picks from a menu or looks something up in a type-ahead.
import { isDeepStrictEqual } from 'node:util';
import type { Element } from '../block-kit/blocks.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../json.ts';
import { actionPayload, type Place, suggestionPayload } from '../payloads.ts';
import type { Slack } from '../slack.ts';
import type { Person } from '../world.ts';
import { entryFor, type Offer, type Value } from './entries.ts';
import { buttonCalled, type Found, foundIn, NothingReads, plainWords, type Which } from './find.ts';
import { blocksIn, heldIn, hold, type On, placeFor } from './place.ts';
import { type Come, excuseFor } from './seen.ts';

const maxSuggestions = 100;

export async function pressButton(
  slack: Slack,
  person: Person,
  text: string,
  on: On | undefined,
  which: Which & { declines?: boolean },
): Promise<Come> {
  const place = placeFor(slack, person, on);
  const reader = { world: slack.world, timeZone: person.timeZone };
  const found = buttonCalled(blocksIn(place), text, which, reader);
  if (found.element.type !== 'button') return {};
  if (which.declines && !found.element.confirm)
    throw new Error(`“${text}” asks for no confirmation to decline`);
  if (which.declines) return {};
  return pressFound(slack, person, place, found);
}

export async function pressFound(slack: Slack, person: Person, place: Place, found: Found): Promise<Come> {
  if (found.element.type !== 'button') return {};
  const { value, url, style } = found.element;
  const extras = {
    ...(value === undefined ? {} : { value }),
    ...(url ? { url } : {}),
    ...(style ? { style } : {}),
  };
  return sendAction(slack, person, place, found, { text: found.element.text, ...extras });
}

export async function sendAction(
  slack: Slack,
  person: Person,
  place: Place,
  found: Found,
  held: Fields,
): Promise<Come> {
  const action = { ...held, type: found.element.type, block_id: found.blockId, action_id: found.actionId };
  const delivery = await slack.courier.bring('interaction', actionPayload(slack, person, place, action));
  return { delivery, failure: excuseFor(delivery) };
}

export async function pickOption(
  slack: Slack,
  person: Person,
  value: Value,
  on: On | undefined,
  which: Which & { of?: string },
): Promise<Come> {
  const place = placeFor(slack, person, on);
  const reader = { world: slack.world, timeZone: person.timeZone };
  const candidates = foundIn(blocksIn(place), which.near, reader)
    .filter((it) => it.block.type !== 'input' && it.element.type !== 'button')
    .filter((it) => which.of === undefined || isCalled(it, which.of));
  let skip = (which.nth ?? 1) - 1;
  for (const found of candidates) {
    const offer = offerOf(slack, person, place, found);
    const entry = await entryFor(found.element, value, slack.world, offer);
    if (!entry || skip-- > 0) continue;
    refuseChosen(heldIn(place, found.blockId, found.actionId), entry, String(value));
    if (found.element.type !== 'overflow') hold(place, found.blockId, found.actionId, entry);
    return sendAction(slack, person, place, found, entry);
  }
  throw new NothingReads(`Nothing here offers “${String(value)}”`);
}

/** A menu that holds this choice already has nothing to tell the bot. */
function refuseChosen(held: Fields | undefined, entry: Fields, called: string): void {
  const isMenu = typeof entry.type === 'string' && /^(?!multi_).*_select$/.test(entry.type);
  if (isMenu && isDeepStrictEqual(held, entry)) {
    throw new Error(`“${called}” is chosen there already, so Slack tells the bot nothing`);
  }
}

function isCalled(found: Found, of: string): boolean {
  const { element, block } = found;
  const hint = 'placeholder' in element ? element.placeholder?.text : undefined;
  const beside = block.type === 'section' ? block.text?.text : undefined;
  return (
    found.actionId === of ||
    [hint, beside].some((it) => it !== undefined && plainWords(it).includes(plainWords(of)))
  );
}

export function offerOf(slack: Slack, person: Person, place: Place, found: Found): Offer {
  return async (typed) => (await lookUp(slack, person, place, found, typed)).offered;
}

export interface LookedUp extends Come {
  readonly offered: readonly Fields[];
}

export async function lookUp(
  slack: Slack,
  person: Person,
  place: Place,
  found: Found,
  typed: string,
): Promise<LookedUp> {
  if (typed.length < leastTyped(found.element)) return { offered: [] };
  const asked = { blockId: found.blockId, actionId: found.actionId, value: typed };
  const delivery = await slack.courier.bring('suggestion', suggestionPayload(slack, person, place, asked));
  const failure = excuseFor(delivery);
  const answer = fieldsOf(delivery.response);
  const grouped = listOf(answer.option_groups).flatMap((it) => listOf(fieldsOf(it).options));
  const offered = [...listOf(answer.options), ...grouped].filter(isFields);
  if (!failure && !Array.isArray(answer.options) && !Array.isArray(answer.option_groups)) {
    slack.record.warn(found.actionId, 'a type-ahead was answered without options');
  }
  for (const complaint of complaintsAbout(offered)) slack.record.warn(found.actionId, complaint);
  const options = offered.map((it) => textOf(fieldsOf(it.text).text) ?? '');
  return { delivery, failure, offered, options };
}

function leastTyped(element: Element): number {
  return 'min_query_length' in element ? (element.min_query_length ?? 3) : 0;
}

function complaintsAbout(offered: readonly Fields[]): string[] {
  const tooMany = offered.length > maxSuggestions ? [`${offered.length} options: Slack takes 100`] : [];
  const tooLong = offered.filter((it) => {
    const text = textOf(fieldsOf(it.text).text) ?? '';
    const value = textOf(it.value) ?? '';
    return text.length === 0 || text.length > 75 || value.length === 0 || value.length > 150;
  });
  return [...tooMany, ...tooLong.map((it) => `an option Slack refuses: ${JSON.stringify(it)}`)];
}
