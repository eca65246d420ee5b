// Everything that can be typed or picked, each as a plain control of the browser's own.
import type { Element } from '../block-kit/blocks.ts';
import { actionIdOf } from '../block-kit/walk.ts';
import type { Fields } from '../json.ts';
import { Choices, ManyPeople, OneOf, OnePerson, TypedText } from './entries.tsx';
import { FileEntry } from './file-entry.tsx';
import { useSurface } from './surface.tsx';
import { TypeAhead } from './type-ahead.tsx';

export interface EntryProps {
  blockId: string;
  element: Element;
  label: string;
  /** Whether the bot hears of it only when the form is submitted. */
  waits: boolean;
  id?: string;
  described?: string | undefined;
  isWrong?: boolean;
  isRequired?: boolean;
}

export interface Held {
  readonly entry: Fields;
  readonly keep: (part: Fields) => void;
  readonly attributes: {
    readonly id?: string | undefined;
    readonly 'aria-label'?: string;
    readonly 'aria-describedby'?: string | undefined;
    readonly 'aria-invalid'?: boolean | undefined;
    readonly 'aria-required'?: boolean | undefined;
  };
}

export function Entry(props: EntryProps) {
  const { blockId, element, label, waits } = props;
  const surface = useSurface();
  const actionId = actionIdOf(element) ?? '';
  const held: Held = {
    entry: surface.entryAt(blockId, actionId) ?? { type: element.type },
    keep: (part) => surface.enter(blockId, actionId, { type: element.type, ...part }, waits),
    attributes: {
      ...(props.id ? { id: props.id } : { 'aria-label': label }),
      'aria-describedby': props.described,
      'aria-invalid': props.isWrong || undefined,
    },
  };
  switch (element.type) {
    case 'static_select':
      return <OneOf element={element} held={held} isRequired={props.isRequired ?? false} />;
    case 'radio_buttons':
    case 'checkboxes':
    case 'multi_static_select':
      return <Choices element={element} held={held} />;
    case 'users_select':
      return <OnePerson held={held} isRequired={props.isRequired ?? false} />;
    case 'multi_users_select':
      return <ManyPeople held={held} />;
    case 'file_input':
      return <FileEntry element={element} held={held} label={label} />;
    case 'external_select':
    case 'multi_external_select':
      return (
        <TypeAhead
          element={element}
          held={held}
          label={label}
          ask={(text) => surface.ask(blockId, actionId, text)}
        />
      );
    default:
      return <TypedText element={element} held={held} />;
  }
}
