// Gives names to blocks and elements that the app left unnamed, as Slack does before it stores them.
import type { Block } from './block-kit/blocks.ts';
import { elementsOf } from './block-kit/walk.ts';
import { copyOf } from './json.ts';

export function named<B extends Block>(blocks: readonly B[], nextName: () => string): B[] {
  return copyOf([...blocks]).map((block) => {
    block.block_id ??= nextName();
    for (const element of elementsOf(block)) {
      if (element.type !== 'image') element.action_id ??= nextName();
    }
    return block;
  });
}
