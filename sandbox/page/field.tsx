// An input of a form: its label, its hint, what is wrong with it, and the control itself.
import { useId } from 'react';
import type { InputBlock } from '../block-kit/blocks.ts';
import { Entry } from './entry.tsx';
import { useSurface } from './surface.tsx';

const groups = ['checkboxes', 'radio_buttons', 'multi_static_select', 'multi_users_select', 'file_input'];

export function Field({ block }: { block: InputBlock & { block_id?: string | undefined } }) {
  const { errorFor } = useSurface();
  const id = useId();
  const error = errorFor(block.label.text);
  const isGroup = groups.includes(block.element.type);
  const words = (
    <>
      {block.label.text}
      {block.optional && <span className="optional"> (optional)</span>}
    </>
  );
  const described = [error ? `${id}-error` : '', block.hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  const entry = (
    <Entry
      blockId={block.block_id ?? ''}
      element={block.element}
      label={block.label.text}
      waits={block.dispatch_action !== true}
      id={id}
      described={described || undefined}
      isWrong={error !== undefined}
      isRequired={!block.optional}
    />
  );
  const below = (
    <>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <span aria-hidden="true">⚠</span> {error}
        </p>
      )}
      {block.hint && (
        <p className="hint" id={`${id}-hint`}>
          {block.hint.text}
        </p>
      )}
    </>
  );
  if (isGroup) {
    return (
      <fieldset className={`field${error ? ' wrong' : ''}`} aria-describedby={described || undefined}>
        <legend>{words}</legend>
        {entry}
        {below}
      </fieldset>
    );
  }
  return (
    <div className={`field${error ? ' wrong' : ''}`}>
      <label htmlFor={id}>{words}</label>
      {entry}
      {below}
    </div>
  );
}
