// Every limit of Block Kit at its edge: as much as Slack takes, and one more.
import { describe, expect, it } from 'vitest';
import { problemsIn } from '../../sandbox/block-kit/problems.ts';
import { homeView, lengthOfBlocks, messageBlocks, modalView } from '../../sandbox/block-kit/surfaces.ts';

const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const plain = (length: number) => ({ type: 'plain_text', text: x(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: x(length) });
const button = (more: object = {}) => ({ type: 'button', text: plain(1), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (text = 1, value = 1, description?: number) => ({
  text: plain(text),
  value: x(value),
  ...(description === undefined ? {} : { description: plain(description) }),
});
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain(1), element, ...more });
const menu = (more: object = {}) => ({ type: 'static_select', options: [option()], ...more });
const confirm = (title: number, text: number, yes: number, no: number) =>
  button({ confirm: { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no) } });
const cells = (count: number) => many(count, () => ({ type: 'raw_text', text: 'x' }));
const chart = (title: number, series: number) => ({
  type: 'data_visualization',
  title: x(title),
  chart: {
    type: 'line',
    axis_config: { categories: ['a'] },
    series: many(series, (index) => ({ name: `s${index}`, data: [{ label: 'a', value: 1 }] })),
  },
});

/** What is limited, how much Slack takes, and blocks holding that many of it. */
const limits: [string, number, (count: number) => object[]][] = [
  ['blocks in a message', 50, (n) => many(n, () => ({ type: 'divider' }))],
  ['section text', 3000, (n) => [{ type: 'section', text: mrkdwn(n) }]],
  ['section fields', 10, (n) => [{ type: 'section', fields: many(n, () => mrkdwn(1)) }]],
  ['one section field', 2000, (n) => [{ type: 'section', fields: [mrkdwn(n)] }]],
  ['header', 150, (n) => [{ type: 'header', text: plain(n) }]],
  ['context elements', 10, (n) => [{ type: 'context', elements: many(n, () => mrkdwn(1)) }]],
  ['action elements', 25, (n) => [actions(...many(n, () => button()))]],
  ['button text', 75, (n) => [actions(button({ text: plain(n) }))]],
  ['button value', 2000, (n) => [actions(button({ value: x(n) }))]],
  ['button url', 3000, (n) => [actions(button({ url: x(n) }))]],
  ['accessibility label', 75, (n) => [actions(button({ accessibility_label: x(n) }))]],
  ['action_id', 255, (n) => [actions(button({ action_id: x(n) }))]],
  ['block_id', 255, (n) => [{ type: 'divider', block_id: x(n) }]],
  ['confirm title', 100, (n) => [actions(confirm(n, 1, 1, 1))]],
  ['confirm text', 300, (n) => [actions(confirm(1, n, 1, 1))]],
  ['confirm yes', 30, (n) => [actions(confirm(1, 1, n, 1))]],
  ['confirm no', 30, (n) => [actions(confirm(1, 1, 1, n))]],
  ['menu options', 100, (n) => [actions(menu({ options: many(n, () => option()) }))]],
  ['option text', 75, (n) => [actions(menu({ options: [option(n)] }))]],
  ['option value', 150, (n) => [actions(menu({ options: [option(1, n)] }))]],
  ['option description', 75, (n) => [actions(menu({ options: [option(1, 1, n)] }))]],
  ['placeholder', 150, (n) => [actions(menu({ placeholder: plain(n) }))]],
  ['overflow options', 5, (n) => [actions({ type: 'overflow', options: many(n, () => option()) })]],
  ['checkboxes', 10, (n) => [actions({ type: 'checkboxes', options: many(n, () => option()) })]],
  ['radio buttons', 10, (n) => [actions({ type: 'radio_buttons', options: many(n, () => option()) })]],
  ['input label', 2000, (n) => [input(menu(), { label: plain(n) })]],
  ['input hint', 2000, (n) => [input(menu(), { hint: plain(n) })]],
  ['max_length', 3000, (n) => [input({ type: 'plain_text_input', max_length: n })]],
  ['initial value', 20, (n) => [input({ type: 'plain_text_input', max_length: 20, initial_value: x(n) })]],
  ['table rows', 100, (n) => [{ type: 'table', rows: many(n, () => cells(1)) }]],
  ['table columns', 20, (n) => [{ type: 'table', rows: [cells(n)] }]],
  ['tables', 1, (n) => many(n, () => ({ type: 'table', rows: [cells(1)] }))],
  ['markdown', 12_000, (n) => [{ type: 'markdown', text: x(n) }]],
  ['chart title', 50, (n) => [chart(n, 1)]],
  ['chart series', 6, (n) => [chart(1, n)]],
  ['charts', 2, (n) => many(n, () => chart(1, 1))],
  ['focus', 1, (n) => many(n, () => input({ type: 'plain_text_input', focus_on_load: true }))],
];

describe('messages', () => {
  it.each(limits)('take %s up to %i', (_what, most, blocks) => {
    expect(messageBlocks.safeParse(blocks(most)).error?.issues ?? []).toEqual([]);
    expect(messageBlocks.safeParse(blocks(most + 1)).success).toBe(false);
  });

  const refused: [string, object[]][] = [
    ['an empty section text', [{ type: 'section', text: mrkdwn(0) }]],
    ['a section of nothing', [{ type: 'section' }]],
    ['an empty header', [{ type: 'header', text: plain(0) }]],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn(1) }]],
    ['an unknown block', [{ type: 'surprise' }]],
    ['an unknown property', [{ type: 'divider', colour: 'red' }]],
    ['no actions', [actions()]],
    ['an overflow of nothing', [actions({ type: 'overflow', options: [] })]],
    ['two equal block_ids', many(2, () => ({ type: 'divider', block_id: 'same' }))],
    [
      'two equal action_ids in a block',
      [actions(button({ action_id: 'same' }), button({ action_id: 'same' }))],
    ],
    ['a day that is none', [actions({ type: 'datepicker', initial_date: '2026-02-30' })]],
    ['a time that is none', [actions({ type: 'timepicker', initial_time: '24:00' })]],
    ['a menu without options', [actions({ type: 'static_select' })]],
    ['a first choice that is not offered', [actions(menu({ initial_option: option(1, 2) }))]],
    ['an image without an address', [{ type: 'image', alt_text: 'x' }]],
  ];
  it.each(refused)('refuse %s', (_what, blocks) => {
    expect(messageBlocks.safeParse(blocks).success).toBe(false);
  });

  it('are measured with something for every container', () => {
    expect(lengthOfBlocks([{ type: 'markdown', text: x(100) }])).toBe(130);
  });
});

describe('modals', () => {
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain(1),
    blocks: [{ type: 'divider' }],
    ...more,
  });
  const edges: [string, number, (count: number) => object][] = [
    ['title', 24, (n) => modal({ title: plain(n) })],
    ['submit', 24, (n) => modal({ submit: plain(n) })],
    ['close', 24, (n) => modal({ close: plain(n) })],
    ['private_metadata', 3000, (n) => modal({ private_metadata: x(n) })],
    ['callback_id', 255, (n) => modal({ callback_id: x(n) })],
    ['external_id', 255, (n) => modal({ external_id: x(n) })],
    ['blocks', 100, (n) => modal({ blocks: many(n, () => ({ type: 'divider' })) })],
  ];
  it.each(edges)('take %s up to %i', (_what, most, view) => {
    expect(modalView.safeParse(view(most)).error?.issues ?? []).toEqual([]);
    expect(modalView.safeParse(view(most + 1)).success).toBe(false);
  });

  it('need a submit button for inputs, and hold no tables', () => {
    const asking = modal({ blocks: [input(menu())] });
    expect(modalView.safeParse(asking).success).toBe(false);
    expect(modalView.safeParse({ ...asking, submit: plain(1) }).success).toBe(true);
    const table = { type: 'table', rows: [cells(1)] };
    expect(modalView.safeParse(modal({ blocks: [table] })).success).toBe(false);
    expect(homeView.safeParse({ type: 'home', title: plain(1), blocks: [{ type: 'divider' }] }).success).toBe(
      false,
    );
  });
});

it('says what is wrong as Slack does', () => {
  const problems = (blocks: object[]) => {
    const { error } = messageBlocks.safeParse(blocks);
    return error ? problemsIn(error, '/blocks') : [];
  };
  expect(problems([{ type: 'section', text: mrkdwn(3001) }])).toEqual([
    '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ]);
  expect(problems([{ type: 'header', text: plain(0) }])).toEqual([
    '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ]);
  expect(problems([actions(...many(26, () => button()))])).toEqual([
    '[ERROR] no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ]);
  expect(problems([{ type: 'divider', colour: 'red' }])).toEqual([
    '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
  ]);
  expect(problems([{ type: 'header' }])).toEqual([
    '[ERROR] missing required field: text [json-pointer:/blocks/0/text]',
  ]);
  expect(problems([{ type: 'surprise' }])).toEqual([
    '[ERROR] unsupported type [json-pointer:/blocks/0/type]',
  ]);
});
