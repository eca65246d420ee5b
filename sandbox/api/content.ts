// Checks what a message is made of before it is written: its text, blocks and metadata.

import type { Block } from '../block-kit/blocks.ts';
import { problemsIn } from '../block-kit/problems.ts';
import { lengthOfBlocks, maxBlocksLength, messageBlocks } from '../block-kit/surfaces.ts';
import { type Fields, isFields } from '../json.ts';
import { ApiError, textArg } from './call.ts';

const maxTextLength = 40_000;
const maxMetadataBytes = 8_000;

export interface Content {
  readonly text: string;
  readonly blocks: Block[];
  readonly metadata?: Fields;
}

/** `refused`: types of blocks that this workspace does not take. */
export function checkedContent(args: Fields, refused: ReadonlySet<string>): Content {
  const text = textArg(args, 'text') ?? textArg(args, 'markdown_text') ?? '';
  const blocks = checkedBlocks(args.blocks);
  refuseTypes(blocks, refused);
  const hasAttachments = Array.isArray(args.attachments) && args.attachments.length > 0;
  if (text === '' && blocks.length === 0 && !hasAttachments) throw new ApiError('no_text');
  if (text.length > maxTextLength) throw new ApiError('msg_too_long');
  const metadata = checkedMetadata(args.metadata);
  return { text, blocks, ...(metadata ? { metadata } : {}) };
}

function refuseTypes(blocks: readonly Block[], refused: ReadonlySet<string>): void {
  const index = blocks.findIndex(({ type }) => refused.has(type));
  if (index === -1) return;
  const problem = `unsupported type: ${blocks[index]?.type} [json-pointer:/blocks/${index}/type]`;
  throw new ApiError('invalid_blocks', {
    errors: [problem],
    response_metadata: { messages: [`[ERROR] ${problem}`] },
  });
}

export function checkedBlocks(given: unknown): Block[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw new ApiError('invalid_blocks_format');
  const parsed = messageBlocks.safeParse(given);
  if (!parsed.success) {
    const messages = problemsIn(parsed.error, '/blocks');
    const errors = messages.map((it) => it.replace('[ERROR] ', ''));
    throw new ApiError('invalid_blocks', { errors, response_metadata: { messages } });
  }
  if (lengthOfBlocks(parsed.data) > maxBlocksLength) throw new ApiError('msg_blocks_too_long');
  return parsed.data;
}

function checkedMetadata(given: unknown): Fields | undefined {
  if (given === undefined || given === null) return undefined;
  if (!isFields(given)) throw new ApiError('invalid_metadata_format');
  const { event_type: eventType, event_payload: eventPayload } = given;
  if (typeof eventType !== 'string' || eventType === '' || !isFields(eventPayload)) {
    throw new ApiError('invalid_metadata_schema');
  }
  if (JSON.stringify(given).length > maxMetadataBytes) throw new ApiError('metadata_too_large');
  return { event_type: eventType, event_payload: eventPayload };
}
