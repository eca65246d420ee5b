// Whatever is put into Block Kit stays within what Slack takes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as parts from '../../src/platform/view-parts.ts';

const more = parts.context('There is more than fits here.');
const blocks = fc.array(
  fc.oneof(
    fc.string({ maxLength: 40 }).map((text) => parts.section(text)),
    fc.integer({ min: 1, max: 3000 }).map((length) => parts.section('x'.repeat(length))),
    fc.constant(parts.divider),
  ),
  { maxLength: 120 },
);

const charactersIn = (shown: object[]) => shown.reduce((sum, block) => sum + JSON.stringify(block).length, 0);

describe('fitting blocks into a message', () => {
  test('leaves alone what fits', () => {
    const few = [parts.header('Week'), parts.divider, parts.section('all is well')];
    expect(parts.fitMessage(few, more)).toEqual(few);
    const many = Array.from({ length: 49 }, (_, index) => parts.section(`line ${index}`));
    expect(parts.fitMessage(many, more)).toEqual(many);
  });

  test('says at the end that there is more where it does not fit', () => {
    const many = Array.from({ length: 60 }, (_, index) => parts.section(`line ${index}`));
    const shown = parts.fitMessage(many, more);
    expect(shown).toEqual([...many.slice(0, 49), more]);
    const long = Array.from({ length: 5 }, () => parts.section('x'.repeat(2900)));
    expect(parts.fitMessage(long, more)).toEqual([...long.slice(0, 3), more]);
  });

  test('never passes fifty blocks or ten thousand characters besides the last', () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const shown = parts.fitMessage(given, more);
        const cutOff = shown.at(-1) === more;
        const kept = cutOff ? shown.slice(0, -1) : shown;
        expect(shown.length).toBeLessThanOrEqual(50);
        expect(charactersIn(kept)).toBeLessThanOrEqual(10_000);
        expect(kept).toEqual(given.slice(0, kept.length));
        expect(cutOff).toBe(kept.length < given.length);
      }),
    );
  });
});

describe('words in elements', () => {
  const long = 'ä🪑'.repeat(2000);

  test('are cut at Slack’s limits', () => {
    expect(parts.header(long).text.text.length).toBeLessThanOrEqual(150);
    expect(parts.option(long, 1).text.text.length).toBeLessThanOrEqual(75);
    const button = parts.button(long, 'answer', 12, { label: long, style: 'danger' });
    expect(button.text.text.length).toBeLessThanOrEqual(75);
    expect(button.accessibility_label?.length).toBeLessThanOrEqual(75);
    const form = parts.form('settings', long, [], { submit: long, close: long });
    for (const text of [form.title, form.submit, form.close])
      expect(text?.text.length).toBeLessThanOrEqual(24);
    expect(parts.textInput({ initial: long, most: 100 }).initial_value?.length).toBeLessThanOrEqual(100);
    expect(parts.textInput({ placeholder: long }).placeholder?.text.length).toBeLessThanOrEqual(150);
  });

  test('stand as they are where they are short', () => {
    expect(parts.button('Read', 'read', 12)).toEqual({
      type: 'button',
      text: { type: 'plain_text', text: 'Read' },
      action_id: 'read',
      value: '12',
    });
    expect(parts.section('*bold*').text).toEqual({ type: 'mrkdwn', text: '*bold*', verbatim: true });
  });
});

test('an input carries its name twice, so that its value is found again', () => {
  const named = parts.input('why', 'Why?', parts.textInput(), { optional: true, hint: 'One sentence.' });
  expect(named).toMatchObject({ block_id: 'why', optional: true, element: { action_id: 'why' } });
  expect(named.hint?.text).toBe('One sentence.');
  const plainly = parts.input('why', 'Why?', parts.dateInput('2026-11-21'));
  expect(plainly).toMatchObject({ element: { initial_date: '2026-11-21' } });
  expect(plainly).not.toHaveProperty('optional');
});

test('a form brings its metadata back as text, and a page has nothing to submit', () => {
  expect(parts.form('answer', 'Why', [], { metadata: 12 }).private_metadata).toBe('12');
  expect(parts.form('answer', 'Why', [])).not.toHaveProperty('private_metadata');
  const page = parts.page('Decision 12', [parts.divider]);
  expect(page).not.toHaveProperty('submit');
  expect(page.close?.text).toBe('Close');
});
