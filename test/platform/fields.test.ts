// A form's values are read by the names of its inputs, and what is missing reads as nothing.
import { expect, test } from 'vitest';
import { Fields } from '../../src/platform/fields.ts';
import { Refusal } from '../../src/platform/refusal.ts';

const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });

const filled = new Fields({
  statement: { statement: { type: 'plain_text_input', value: '  Drop phone support \n' } },
  blank: { blank: { type: 'plain_text_input', value: '   ' } },
  untouched: { untouched: { type: 'plain_text_input', value: null } },
  segment: { segment: { type: 'static_select', selected_option: option('high') } },
  unchosen: { unchosen: { type: 'static_select', selected_option: null } },
  weekdays: { weekdays: { type: 'checkboxes', selected_options: [option('1'), option('5')] } },
  owner: { owner: { type: 'users_select', selected_user: 'UANA' } },
  roster: { roster: { type: 'multi_users_select', selected_users: ['UANA', 'UBEN'] } },
  review_on: { review_on: { type: 'datepicker', selected_date: '2026-11-21' } },
  at: { at: { type: 'timepicker', selected_time: '10:30' } },
  other: { another: { type: 'plain_text_input', value: 'under another name' } },
});

test('text is trimmed, and nothing is the empty text', () => {
  expect(filled.text('statement')).toBe('Drop phone support');
  expect(['blank', 'untouched', 'nowhere', 'other'].map((name) => filled.text(name))).toEqual([
    '',
    '',
    '',
    '',
  ]);
});

test('what is required is refused beside its field when it is empty', () => {
  expect(filled.required('statement', 'Write it.')).toBe('Drop phone support');
  for (const name of ['blank', 'nowhere']) {
    let refusal: unknown;
    try {
      filled.required(name, 'Write what was decided.');
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ message: 'Write what was decided.', field: name });
  }
});

test('choices, people, days and times are read as they were chosen', () => {
  expect(filled.option('segment')).toBe('high');
  expect(filled.options('weekdays')).toEqual(['1', '5']);
  expect(filled.person('owner')).toBe('UANA');
  expect(filled.people('roster')).toEqual(['UANA', 'UBEN']);
  expect(filled.date('review_on')).toBe('2026-11-21');
  expect(filled.time('at')).toBe('10:30');
});

test('what was not chosen is null or an empty list', () => {
  expect(filled.option('unchosen')).toBeNull();
  expect(filled.option('nowhere')).toBeNull();
  expect(filled.options('segment')).toEqual([]);
  expect(filled.person('nowhere')).toBeNull();
  expect(filled.people('nowhere')).toEqual([]);
  expect(filled.date('at')).toBeNull();
  expect(filled.time('review_on')).toBeNull();
});
