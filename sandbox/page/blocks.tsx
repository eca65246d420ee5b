// Draws blocks: what is only shown goes to slack-blocks-to-jsx, what can be used is a control of our own.
import type { Block, Element, SectionBlock } from '../block-kit/blocks.ts';
import { actionIdOf } from '../block-kit/walk.ts';
import { Control } from './control.tsx';
import { Field } from './field.tsx';
import { ShownBlocks } from './shown.tsx';

type Run = { readonly name: string } & ({ readonly shown: Block[] } | { readonly used: Block });

function isUsed(block: Block): boolean {
  if (block.type === 'section') return block.accessory !== undefined && block.accessory.type !== 'image';
  return block.type === 'actions' || block.type === 'input';
}

/** Neighbours that are only shown are drawn together. */
function runsOf(blocks: readonly Block[]): Run[] {
  const runs: Run[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    const name = block.block_id ?? '';
    if (isUsed(block)) runs.push({ name, used: block });
    else if (last && 'shown' in last) last.shown.push(block);
    else runs.push({ name, shown: [block] });
  }
  return runs;
}

export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {runsOf(blocks).map((run) =>
        'shown' in run ? (
          <ShownBlocks key={run.name} blocks={run.shown} />
        ) : (
          <UsedBlock key={run.name} block={run.used} />
        ),
      )}
    </div>
  );
}

function UsedBlock({ block }: { block: Block }) {
  const blockId = block.block_id ?? '';
  if (block.type === 'input') return <Field block={block} />;
  if (block.type === 'actions') {
    return (
      <div className="actions">
        {block.elements.map((element) => (
          <Control key={actionIdOf(element)} blockId={blockId} element={element} label={labelOf(element)} />
        ))}
      </div>
    );
  }
  return block.type === 'section' ? <SectionWithControl block={block} /> : null;
}

function SectionWithControl({ block }: { block: SectionBlock }) {
  const { accessory, ...words } = block;
  return (
    <div className="section-with-control">
      <ShownBlocks blocks={[{ ...words, type: 'section' }]} />
      {accessory && (
        <Control
          blockId={block.block_id ?? ''}
          element={accessory}
          label={labelOf(accessory, block.text?.text)}
        />
      )}
    </div>
  );
}

/** What a screen reader calls a control that stands without a label of its own. */
function labelOf(element: Element, beside?: string): string {
  const hint = 'placeholder' in element ? element.placeholder?.text : undefined;
  return hint ?? beside?.slice(0, 80) ?? (element.type === 'overflow' ? 'More' : 'Choose');
}
