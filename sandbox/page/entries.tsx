// The controls behind an entry: text, dates and times, one of several, several, and people.
import { useId } from 'react';
import type { Element } from '../block-kit/blocks.ts';
import { type Fields, fieldsOf, listOf, textOf } from '../json.ts';
import { useDesk } from './desk.ts';
import type { Held } from './entry.tsx';

type Of<T extends Element['type']> = Extract<Element, { type: T }>;

function valueIn(option: unknown): string {
  return textOf(fieldsOf(option).value) ?? '';
}

export function OneOf({
  element,
  held,
  isRequired,
}: {
  element: Of<'static_select'>;
  held: Held;
  isRequired: boolean;
}) {
  const options = element.options ?? (element.option_groups ?? []).flatMap((it) => it.options);
  const chosen = valueIn(held.entry.selected_option);
  return (
    <select
      {...held.attributes}
      value={chosen}
      onChange={(event) =>
        held.keep({ selected_option: options.find((it) => it.value === event.target.value) ?? null })
      }
    >
      {(!isRequired || chosen === '') && <option value="">{element.placeholder?.text ?? 'Choose…'}</option>}
      {options.map((it) => (
        <option key={it.value} value={it.value}>
          {it.text.text}
        </option>
      ))}
    </select>
  );
}

type Several = Of<'radio_buttons'> | Of<'checkboxes'> | Of<'multi_static_select'>;

export function Choices({ element, held }: { element: Several; held: Held }) {
  const name = useId();
  const options =
    element.type === 'multi_static_select'
      ? (element.options ?? (element.option_groups ?? []).flatMap((it) => it.options))
      : element.options;
  const isOne = element.type === 'radio_buttons';
  const chosen = isOne
    ? [valueIn(held.entry.selected_option)]
    : listOf(held.entry.selected_options).map(valueIn);
  const choose = (value: string, isOn: boolean) => {
    if (isOne) return held.keep({ selected_option: options.find((it) => it.value === value) });
    const values = isOn ? [...chosen, value] : chosen.filter((it) => it !== value);
    held.keep({ selected_options: options.filter((it) => values.includes(it.value)) });
  };
  return (
    <div className={`choices${options.length > 4 ? ' many' : ''}`}>
      {options.map((it) => (
        <label key={it.value}>
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(it.value)}
            aria-describedby={held.attributes['aria-describedby']}
            onChange={(event) => choose(it.value, event.target.checked)}
          />
          <span>
            {it.text.text}
            {it.description && <small>{it.description.text}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}

/** Those whom Slack offers in its menus: no apps, nobody who has left. */
function useColleagues() {
  return useDesk().state.people.filter((it) => !it.isBot && !it.hasLeft);
}

export function OnePerson({ held, isRequired }: { held: Held; isRequired: boolean }) {
  const people = useColleagues();
  const chosen = textOf(held.entry.selected_user) ?? '';
  return (
    <select
      {...held.attributes}
      value={chosen}
      onChange={(event) => held.keep({ selected_user: event.target.value || null })}
    >
      {(!isRequired || chosen === '') && <option value="">Choose somebody…</option>}
      {people.map((it) => (
        <option key={it.id} value={it.id}>
          {it.realName}
        </option>
      ))}
    </select>
  );
}

export function ManyPeople({ held }: { held: Held }) {
  const people = useColleagues();
  const chosen = listOf(held.entry.selected_users).map(String);
  const choose = (id: string, isOn: boolean) =>
    held.keep({ selected_users: isOn ? [...chosen, id] : chosen.filter((it) => it !== id) });
  return (
    <div className="choices many">
      {people.map((it) => (
        <label key={it.id}>
          <input
            type="checkbox"
            checked={chosen.includes(it.id)}
            aria-describedby={held.attributes['aria-describedby']}
            onChange={(event) => choose(it.id, event.target.checked)}
          />
          <span>{it.realName}</span>
        </label>
      ))}
    </div>
  );
}

const kinds: Partial<Record<Element['type'], { type: string; key: string }>> = {
  number_input: { type: 'number', key: 'value' },
  email_text_input: { type: 'email', key: 'value' },
  url_text_input: { type: 'url', key: 'value' },
  datepicker: { type: 'date', key: 'selected_date' },
  timepicker: { type: 'time', key: 'selected_time' },
};

export function TypedText({ element, held }: { element: Element; held: Held }) {
  const { type, key } = kinds[element.type] ?? { type: 'text', key: 'value' };
  const value = held.entry[key];
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  const shared = {
    ...held.attributes,
    placeholder,
    value: value === null || value === undefined ? '' : String(value),
    onChange: (event: { target: { value: string } }) => held.keep(entryOf(key, event.target.value)),
  };
  if (element.type === 'plain_text_input' && element.multiline) return <textarea rows={4} {...shared} />;
  const step = element.type === 'number_input' && element.is_decimal_allowed ? { step: 'any' } : {};
  return <input type={type} {...step} {...shared} />;
}

function entryOf(key: string, value: string): Fields {
  return { [key]: value === '' ? null : value };
}
