// Finds what a person means by the words on it: a button, or an element by its label.
import type { Block, Element, InputBlock } from '../block-kit/blocks.ts';
import { actionIdOf, elementsOf } from '../block-kit/walk.ts';
import { blockLines } from '../readable/blocks.ts';
import type { Reader } from '../readable/mrkdwn.ts';

export interface Found {
  readonly block: Block;
  readonly blockId: string;
  readonly element: Element;
  readonly actionId: string;
}

/** There is no such button here; somewhere else there may be. */
export class NothingReads extends Error {}

export interface Which {
  /** Words that stand in or before the block that is meant, where several look the same. */
  readonly near?: string;
  /** Which of several that look the same, counted from one. */
  readonly nth?: number;
}

/** Words as people compare them: straight quotes, no leading emoji, no case. */
export function plainWords(text: string): string {
  return text
    .replaceAll('’', "'")
    .replaceAll('…', '...')
    .replace(/^(?:\s|\p{Extended_Pictographic}|\p{Emoji_Component}(?<!\d)|:[a-z0-9_+-]+:)+/u, '')
    .trim()
    .toLowerCase();
}

export function foundIn(blocks: readonly Block[], near: string | undefined, reader: Reader): Found[] {
  let from = 0;
  if (near !== undefined) {
    const held = { state: {}, errors: {} };
    from = blocks.findIndex((it) => blockLines(it, held, reader).join('\n').includes(near));
    if (from === -1) throw new NothingReads(`Nothing here reads “${near}”`);
  }
  return blocks.slice(from).flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const actionId = actionIdOf(element);
      if (actionId === undefined || block.block_id === undefined) return [];
      return [{ block, blockId: block.block_id, element, actionId }];
    }),
  );
}

export function buttonCalled(blocks: readonly Block[], text: string, which: Which, reader: Reader): Found {
  const buttons = foundIn(blocks, which.near, reader).filter((it) => it.element.type === 'button');
  const wanted = plainWords(text);
  const labels = ({ element }: Found) =>
    element.type === 'button' ? [element.text.text, element.accessibility_label ?? ''].map(plainWords) : [];
  const exact = buttons.filter((it) => labels(it).includes(wanted));
  const matches =
    exact.length > 0 ? exact : buttons.filter((it) => labels(it).some((label) => label.includes(wanted)));
  if (which.near === undefined && which.nth === undefined && matches.length > 1) {
    throw new Error(`${matches.length} buttons read “${text}”: say near: or nth: which one is meant`);
  }
  const found = matches[(which.nth ?? 1) - 1];
  if (found) return found;
  const there = buttons.map((it) => (it.element.type === 'button' ? it.element.text.text : '')).join(' | ');
  throw new NothingReads(`No button reads “${text}”. There are: ${there || 'none'}`);
}

export function inputsOf(blocks: readonly Block[]): InputBlock[] {
  return blocks.filter((it): it is InputBlock & Block => it.type === 'input');
}

export function inputCalled(blocks: readonly Block[], label: string): Found {
  const inputs = inputsOf(blocks);
  const wanted = plainWords(label);
  const block =
    inputs.find((it) => plainWords(it.label.text) === wanted) ??
    inputs.find((it) => plainWords(it.label.text).startsWith(wanted)) ??
    inputs.find((it) => it.block_id === label || actionIdOf(it.element) === label);
  const actionId = block ? actionIdOf(block.element) : undefined;
  if (block?.block_id === undefined || actionId === undefined) {
    const there = inputs.map((it) => it.label.text).join(' | ');
    throw new Error(`No input is labelled “${label}”. There are: ${there || 'none'}`);
  }
  return { block, blockId: block.block_id, element: block.element, actionId };
}
