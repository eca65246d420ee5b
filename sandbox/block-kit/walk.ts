// Finds the interactive parts inside blocks.
import type { Block, Element } from './blocks.ts';

export function elementsOf(block: Block): Element[] {
  if (block.type === 'actions') return block.elements;
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  if (block.type === 'input') return [block.element];
  return [];
}

export function actionIdOf(element: Element): string | undefined {
  return element.type === 'image' ? undefined : element.action_id;
}
