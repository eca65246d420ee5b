// The forms of the scorecard: a week's values, its lines, and one line.
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { menu, menus } from '../platform/menus.ts';
import { escaped, escapedWithin } from '../platform/slack-text.ts';
import {
  button,
  buttons,
  context,
  divider,
  form,
  input,
  option,
  page,
  section,
  textInput,
} from '../platform/view-parts.ts';
import { type Scale, scales } from '../voc/voice.ts';
import type { LinesFacts, ValuesFacts } from './load-scorecard.ts';
import {
  kinds,
  type Line,
  type LineWishes,
  perspectives,
  rangeOf,
  unitOfScale,
  units,
  valueText,
} from './scorecard.ts';
import { fieldOf, inputText } from './set-values.ts';
import { longDayName } from './week-words.ts';

/** One form for all lines of a week. What it was opened with comes back, so that only what was touched is changed. */
export function valuesForm({ weekOf, typed, computed }: ValuesFacts): ModalView {
  const names = computed.map(({ name }) => escaped(name)).join(', ');
  const fromVoices = computed.length > 0 ? [context(`Computed from voices: ${names}.`)] : [];
  if (typed.length === 0) {
    const text = 'No line is typed yet. Add one under [Lines], or import values.';
    return page('Values of a week', [section(text), ...fromVoices]);
  }
  return form(
    'scorecard_values',
    'Values of a week',
    [
      section(
        `*The week to ${longDayName(weekOf)}*\nAn empty field is no value, which is not the same as 0.`,
      ),
      ...typed.map(({ line, value }) =>
        input(fieldOf(line.id), line.name, textInput({ initial: inputText(value), most: 30 }), {
          optional: true,
          hint: valueHint(line),
        }),
      ),
      ...fromVoices,
    ],
    {
      submit: 'Save',
      metadata: JSON.stringify({ weekOf, shown: typed.map(({ line, value }) => [line.id, value]) }),
    },
  );
}

function valueHint(line: Line): string {
  const { least, most } = rangeOf(line);
  const measure = line.unit === 'money' ? (line.currency ?? '') : line.unit;
  const isBounded = most <= 1000;
  const within = isBounded ? `, from ${valueText(line, least)} to ${valueText(line, most)}` : '';
  const target = line.target === null ? '' : `; target ${valueText(line, line.target)}`;
  return `In ${measure === 'number' ? 'a plain number' : measure}${within}${target}`;
}

/** Which lines there are, and what can be done with each. */
export function linesPage({ lines, retired }: LinesFacts): ModalView {
  const choices = kinds.map(({ name, label }) => option(label, name));
  const add = menus(menu('Add a line', 'scorecard.add', choices));
  const none = section('There are no lines yet. Choose the first, for example NPS or churn.');
  return page('Scorecard', [
    add,
    ...(lines.length === 0 ? [none] : []),
    ...perspectives.flatMap(({ name, label }) => {
      const own = lines.filter(({ perspective }) => perspective === name);
      return own.length === 0 ? [] : [divider, context(label), ...own.flatMap(lineBlocks)];
    }),
    ...(retired.length > 0 ? [divider, context('Retired. Their values are kept.')] : []),
    ...retired.map(({ id, name }) =>
      section(escaped(name), button('Bring back', 'scorecard.back', id, { label: `Bring ${name} back` })),
    ),
  ]);
}

function lineBlocks(line: Line): KnownBlock[] {
  const { id, name, isChosen } = line;
  const about = [
    line.unit === 'money' ? (line.currency ?? '') : line.unit,
    `${line.better} is better`,
    ...(line.target === null ? [] : [`target ${valueText(line, line.target)}`]),
    line.scale === null ? 'typed or imported' : `${line.scale.toUpperCase()} of voices`,
    ...(isChosen ? ['in the digest’s picture'] : []),
  ];
  return [
    section(`*${escapedWithin(name, 300)}*\n${about.join(' · ')}`),
    buttons(
      `line_${id}`,
      button('Change', 'scorecard.change', id, { label: `Change ${name}` }),
      button('Up', 'scorecard.up', id, { label: `Move ${name} up` }),
      button(isChosen ? 'Out of the picture' : 'Into the picture', 'scorecard.choose', id, {
        label: isChosen ? `Take ${name} out of the picture` : `Put ${name} into the picture`,
      }),
      button('Retire', 'scorecard.retire', id, { label: `Retire ${name}` }),
    ),
  ];
}

/** `subject` says which line it changes, or as which kind it adds one. */
export function lineForm(subject: string, title: string, wishes: LineWishes): ModalView {
  const { name, perspective, unit, currency, better, target, scale } = wishes;
  return form(
    'scorecard_line',
    title,
    [
      input('line_name', 'Name', textInput({ initial: name, most: 60 })),
      select('line_perspective', 'Side of the scorecard', perspectives, perspective),
      select('line_unit', 'Unit', units, unit),
      input(
        'line_currency',
        'Currency',
        textInput({ initial: currency ?? '', most: 3, placeholder: 'EUR' }),
        {
          optional: true,
          hint: 'Of money only.',
        },
      ),
      select('line_better', 'Better is', directions, better),
      input('line_target', 'Target', textInput({ initial: inputText(target), most: 30 }), { optional: true }),
      select('line_source', 'Where its values come from', sources, scale ?? 'typed'),
    ],
    { submit: 'Save', metadata: subject },
  );
}

const directions = [
  { name: 'higher', label: 'Higher' },
  { name: 'lower', label: 'Lower' },
] as const;

const sources = [
  { name: 'typed', label: 'Typed here, or imported' },
  ...(Object.keys(scales) as Scale[]).map((scale) => ({
    name: scale,
    label: `${scale.toUpperCase()} of the week’s voices, in ${unitOfScale(scale)}`,
  })),
];

function select(
  name: string,
  label: string,
  from: readonly { name: string; label: string }[],
  chosen: string,
): KnownBlock {
  const options = from.map((one) => option(one.label, one.name));
  const initial: PlainTextOption | undefined = options.find(({ value }) => value === chosen) ?? options[0];
  return input(name, label, {
    type: 'static_select',
    options,
    ...(initial ? { initial_option: initial } : {}),
  });
}
