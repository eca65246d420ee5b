// A button that opens a short list of things to do; Escape and a look elsewhere close it.
import { type ReactNode, useEffect, useRef, useState } from 'react';

export interface MenuItem {
  readonly words: string;
  readonly hint?: string;
  readonly does: () => void;
}

interface Props {
  readonly label: string;
  readonly face: ReactNode;
  readonly items: readonly MenuItem[];
}

export function Menu({ label, face, items }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setIsOpen(false);
    };
    const leaveByKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setIsOpen(false);
      place.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', leaveByKey);
    return () => {
      document.removeEventListener('keydown', leaveByKey);
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen]);
  return (
    <div className={`menu${isOpen ? ' is-open' : ''}`} ref={place}>
      <button
        type="button"
        className="tool"
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {face}
      </button>
      {isOpen && (
        <ul className="menu-items">
          {items.map((it) => (
            <li key={it.words}>
              <button
                type="button"
                onClick={() => {
                  setIsOpen(false);
                  it.does();
                }}
              >
                {it.words}
                {it.hint && <small>{it.hint}</small>}
              </button>
            </li>
          ))}
          {items.length === 0 && <li className="nothing">The app offers nothing here.</li>}
        </ul>
      )}
    </div>
  );
}
