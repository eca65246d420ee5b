// A type-ahead: what the bot offers for the words typed so far, chosen with pointer or keys.
import { useEffect, useId, useRef, useState } from 'react';
import type { Element } from '../block-kit/blocks.ts';
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../json.ts';
import type { Held } from './entry.tsx';

interface Props {
  element: Extract<Element, { type: 'external_select' | 'multi_external_select' }>;
  held: Held;
  label: string;
  ask: (text: string) => Promise<readonly unknown[]>;
}

const askAfterMs = 120;

function wordsOf(option: Fields): string {
  return textOf(fieldsOf(option.text).text) ?? '';
}

/** What is chosen, and how one more is chosen or one dropped. */
function useChosen({ element, held }: Props) {
  const isMany = element.type === 'multi_external_select';
  const kept = isMany ? listOf(held.entry.selected_options) : [held.entry.selected_option];
  const chosen = kept.filter(isFields);
  const choose = ({ text, value }: Fields) => {
    const plain = { text, value };
    held.keep(isMany ? { selected_options: [...chosen, plain] } : { selected_option: plain });
  };
  const drop = (option: Fields) => {
    const rest = chosen.filter((it) => it !== option);
    held.keep(isMany ? { selected_options: rest } : { selected_option: null });
  };
  return { isMany, chosen, choose, drop };
}

export function TypeAhead(props: Props) {
  const { element, held, label, ask } = props;
  const { isMany, chosen, choose, drop } = useChosen(props);
  const leastTyped = element.min_query_length ?? 3;
  const [typed, setTyped] = useState<string | null>(null);
  const [marked, setMarked] = useState(0);
  const offered = useOffers(typed, leastTyped, ask) ?? [];
  const id = useId();
  const isOpen = typed !== null && typed.length >= leastTyped;
  const take = (option: Fields | undefined) => {
    if (option) choose(option);
    setTyped(null);
  };
  const type = (text: string) => {
    setTyped(text);
    setMarked(0);
    if (text === '' && chosen[0] && !isMany) drop(chosen[0]);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape' && typed !== null) setTyped(null);
    else if (!isOpen || offered.length === 0) return;
    else if (event.key === 'ArrowDown') setMarked((marked + 1) % offered.length);
    else if (event.key === 'ArrowUp') setMarked((marked - 1 + offered.length) % offered.length);
    else if (event.key === 'Enter') take(offered[Math.min(marked, offered.length - 1)]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const attributes = {
    ...held.attributes,
    ...comboAttributes(id, isOpen, offered.length > 0 ? marked : null),
    placeholder: placeholderOf(element, leastTyped),
  };
  return (
    <div className="type-ahead">
      {isMany && chosen.map((it) => <Chip key={String(it.value)} option={it} onDrop={() => drop(it)} />)}
      <input
        {...attributes}
        type="text"
        value={typed ?? (isMany || !chosen[0] ? '' : wordsOf(chosen[0]))}
        onFocus={() => setTyped((now) => (leastTyped === 0 ? (now ?? '') : now))}
        onBlur={() => setTyped(null)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
      />
      {isOpen && <Offers id={id} label={label} offered={offered} marked={marked} onChoose={take} />}
    </div>
  );
}

function comboAttributes(id: string, isOpen: boolean, marked: number | null) {
  return {
    role: 'combobox',
    autoComplete: 'off',
    'aria-expanded': isOpen,
    'aria-controls': id,
    'aria-autocomplete': 'list',
    'aria-activedescendant': isOpen && marked !== null ? `${id}-${marked}` : undefined,
  } as const;
}

function placeholderOf(element: Props['element'], leastTyped: number): string {
  const words = element.placeholder?.text ?? 'Type to search…';
  return leastTyped > 1 ? `${words} (at least ${leastTyped} characters)` : words;
}

/** What is offered for these words; null while nobody has asked. An answer to older words is ignored. */
function useOffers(typed: string | null, leastTyped: number, ask: Props['ask']): readonly Fields[] | null {
  const [offered, setOffered] = useState<readonly Fields[] | null>(null);
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    if (typed === null || typed.length < leastTyped) return setOffered(null);
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await asking.current(typed);
      if (isCurrent) setOffered(answer.filter(isFields));
    }, askAfterMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed, leastTyped]);
  return offered;
}

function Offers(props: {
  id: string;
  label: string;
  offered: readonly Fields[];
  marked: number;
  onChoose: (option: Fields) => void;
}) {
  return (
    <div className="offers" id={props.id} role="listbox" aria-label={props.label}>
      {props.offered.map((it, index) => (
        <div
          key={String(it.value)}
          id={`${props.id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === props.marked}
          onPointerDown={(event) => {
            event.preventDefault();
            props.onChoose(it);
          }}
        >
          {wordsOf(it)}
        </div>
      ))}
      {props.offered.length === 0 && <p className="nothing">Nothing matches.</p>}
    </div>
  );
}

function Chip({ option, onDrop }: { option: Fields; onDrop: () => void }) {
  return (
    <span className="chip">
      {wordsOf(option)}
      <button type="button" className="quiet" aria-label={`Remove ${wordsOf(option)}`} onClick={onDrop}>
        ✕
      </button>
    </span>
  );
}
