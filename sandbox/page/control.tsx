// A button, a menu or a picker outside of a form's inputs: it acts as soon as it is used.
import { useState } from 'react';
import type { Element } from '../block-kit/blocks.ts';
import { actionIdOf } from '../block-kit/walk.ts';
import { Entry } from './entry.tsx';
import { useSurface } from './surface.tsx';

interface Props {
  blockId: string;
  element: Element;
  label: string;
}

export function Control({ blockId, element, label }: Props) {
  if (element.type === 'button') return <PressButton blockId={blockId} element={element} />;
  if (element.type === 'overflow') return <Overflow blockId={blockId} element={element} label={label} />;
  return (
    <div className="control">
      <Entry blockId={blockId} element={element} label={label} waits={false} />
    </div>
  );
}

type Button = Extract<Element, { type: 'button' }>;

function PressButton({ blockId, element }: { blockId: string; element: Button }) {
  const surface = useSurface();
  const [isPressed, setIsPressed] = useState(false);
  const press = async () => {
    const { confirm } = element;
    if (confirm && !window.confirm(confirm.text.text)) return;
    setIsPressed(true);
    await surface.press(blockId, actionIdOf(element) ?? '');
    setIsPressed(false);
  };
  return (
    <button
      type="button"
      className={`press ${element.style ?? ''}`}
      aria-label={element.accessibility_label}
      title={element.accessibility_label}
      aria-busy={isPressed}
      onClick={() => {
        if (!isPressed) void press();
      }}
    >
      {element.text.text}
    </button>
  );
}

type OverflowElement = Extract<Element, { type: 'overflow' }>;

function Overflow({ blockId, element, label }: { blockId: string; element: OverflowElement; label: string }) {
  const surface = useSurface();
  const pick = (value: string) => {
    const option = element.options.find((it) => it.value === value);
    const entry = { type: 'overflow', selected_option: option };
    if (option) surface.enter(blockId, actionIdOf(element) ?? '', entry, false);
  };
  return (
    <select className="overflow" value="" aria-label={label} onChange={(event) => pick(event.target.value)}>
      <option value="">⋯</option>
      {element.options.map((it) => (
        <option key={it.value} value={it.value}>
          {it.text.text}
        </option>
      ))}
    </select>
  );
}
