// What comes back with the form of a line: its target is measured as the line is.
import { expect, test } from 'vitest';
import { readLine } from '../../src/digest/read-line.ts';
import { Fields } from '../../src/platform/fields.ts';
import { refusalOf } from '../people/town.ts';

function filled({ unit = 'money', currency = 'eur', target = '' }): Fields {
  const option = (value: string) => ({
    type: 'static_select',
    selected_option: { text: { type: 'plain_text' as const, text: value }, value },
  });
  const text = (value: string) => ({ type: 'plain_text_input', value });
  return new Fields({
    line_name: { line_name: text('Value') },
    line_perspective: { line_perspective: option('financial') },
    line_unit: { line_unit: option(unit) },
    line_currency: { line_currency: text(currency) },
    line_target: { line_target: text(target) },
  });
}

test.each([
  [{ target: '€4,500.00' }, 4500],
  [{ target: 'EUR 4500' }, 4500],
  [{ target: '4500' }, 4500],
  [{ unit: '%', currency: '', target: '2,5 %' }, 2.5],
  [{ unit: 'days', currency: '', target: '3 days' }, 3],
  [{ target: '' }, null],
])('a target is read: %o', (line, target) => {
  expect(readLine(filled(line)).target).toBe(target);
});

test.each([
  [{ target: '$4,500.00' }, 'This line is in EUR, not in $. Type the number alone.'],
  [{ unit: '%', currency: '', target: '€ 3' }, 'This line is not in money. Type the number alone.'],
  [{ unit: 'days', currency: '', target: '3 %' }, 'This line is not in %. Type the number alone.'],
  [{ target: 'soon' }, '“soon” is no number that I can read. Write it as 12.5 or 12,5.'],
])('a target in another measure is refused beside its field: %o', (line, sentence) => {
  expect(refusalOf(() => readLine(filled(line)))).toEqual({ sentence, field: 'line_target' });
});

test.each([
  ['euros', 'EUROS'],
  ['', null],
])('a currency that is none is left to whoever checks the line: %j', (typed, currency) => {
  expect(readLine(filled({ currency: typed, target: '€ 12' }))).toMatchObject({ currency, target: 12 });
});
