// The rules for a whole message, modal or App Home: how many blocks, how long, and what must be unique in it.
import { z } from 'zod';
import { type Block, messageBlock, type ViewBlock, viewBlock } from './blocks.ts';
import { plainText } from './composition.ts';
import { elementsOf } from './walk.ts';

interface Listing {
  addIssue(issue: { code: 'custom'; path: (string | number)[]; message: string }): void;
}

function refuseRepeats(blocks: readonly Block[], listing: Listing): void {
  const seen = new Set<string>();
  blocks.forEach((block, index) => {
    if (block.block_id === undefined) return;
    if (seen.has(block.block_id)) {
      const message = `block_id already exists: ${block.block_id}`;
      listing.addIssue({ code: 'custom', path: [index, 'block_id'], message });
    }
    seen.add(block.block_id);
  });
  const focused = blocks.flatMap(elementsOf).filter((one) => 'focus_on_load' in one && one.focus_on_load);
  if (focused.length > 1) {
    listing.addIssue({ code: 'custom', path: [], message: 'only one element can have focus_on_load' });
  }
}

function refuseTooManyOf(
  type: Block['type'],
  most: number,
  blocks: readonly Block[],
  listing: Listing,
): void {
  if (blocks.filter((block) => block.type === type).length > most) {
    listing.addIssue({ code: 'custom', path: [], message: `no more than ${most} ${type} blocks allowed` });
  }
}

export const messageBlocks = z
  .array(messageBlock)
  .max(50)
  .superRefine((blocks, listing) => {
    refuseRepeats(blocks, listing);
    refuseTooManyOf('table', 1, blocks, listing);
    refuseTooManyOf('data_visualization', 2, blocks, listing);
  });

const viewBlocks = z.array(viewBlock).min(1).max(100).superRefine(refuseRepeats);

const shared = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

export const modalView = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: viewBlocks,
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...shared,
  })
  .refine((view) => view.submit || !view.blocks.some((block) => block.type === 'input'), {
    path: ['submit'],
    message: 'missing required field: submit is required when an input block is within the blocks array',
  });

export const homeView = z.strictObject({ type: z.literal('home'), blocks: viewBlocks, ...shared });

export type ModalFields = z.infer<typeof modalView>;
export type HomeFields = z.infer<typeof homeView>;
export type ViewFields = ModalFields | HomeFields;
export type { Block, ViewBlock };

/** Slack's undocumented limit on a message's blocks together: its texts, and something for each container. */
export const maxBlocksLength = 13_000;
const containerLength = 30;

export function lengthOfBlocks(blocks: readonly Block[]): number {
  let length = 0;
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) length += containerLength;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'text' && typeof inner === 'string') length += inner.length;
      else walk(inner);
    }
  };
  walk(blocks);
  return length;
}
