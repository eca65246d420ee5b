// Numbers as people type them are read as they were meant, or refused where they could mean two things.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber, readValue } from '../../src/digest/read-value.ts';
import { readWeek } from '../../src/digest/read-week.ts';
import { weekEndOn } from '../../src/digest/scorecard-weeks.ts';
import { refusalOf } from '../people/town.ts';

describe('a number', () => {
  test('is read as each country writes it', () => {
    const countries = fc.constantFrom('en', 'de', 'fr', 'de-CH', 'es', 'it', 'nl', 'pt-BR');
    const thousandths = fc.integer({ min: -999_999_999, max: 999_999_999 });
    fc.assert(
      fc.property(countries, thousandths, fc.constantFrom(0, 1, 2), (country, whole, decimals) => {
        const value = Number((whole / 1000).toFixed(decimals));
        const written = value.toLocaleString(country, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        });
        // 1,234 or 1.234 alone means two things; that it is refused is told below.
        fc.pre(!/^[-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(written));
        expect(readNumber(written)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test.each([
    ['12,5', 12.5],
    ['12.5 %', 12.5],
    ['€ 1 200', 1200],
    ['1.204,50 €', 1204.5],
    ['EUR 12', 12],
    ['−3', -3],
    ['-$5', -5],
    ['+5', 5],
    ['0,125', 0.125],
    ['.5', 0.5],
    ['-0', 0],
    ['31 points', 31],
    ['3 days', 3],
    ['1,234,567', 1_234_567],
    ['0.123456', 0.1235],
  ])('is read: %j', (typed, value) => {
    expect(Object.is(readNumber(typed), value)).toBe(true);
  });

  test('is none where nothing is typed', () => expect(readNumber('  ')).toBeNull());

  test.each(['good', '12 34', '1.2.3', '5-', '1e5', 'Infinity', '--5', '-', '(5)', '0x10', '1,23,456'])(
    'is not guessed: %j',
    (typed) => {
      expect(refusalOf(() => readNumber(typed)).sentence).toContain('no number that I can read');
    },
  );

  test.each(['1,234', '1.234', '-12.345'])('that means two things is asked for again: %j', (typed) => {
    expect(refusalOf(() => readNumber(typed)).sentence).toContain('can be read in two ways. Write');
  });

  test.each([
    ['1,200', '1200, or 1.2.'],
    ['4.500 €', '4500, or 4.5.'],
    ['1,000', '1000, or 1.'],
    ['1,010', '1010, or 1.01.'],
    ['1,234', '1234, or 1.2340.'],
  ])('that means two things is asked for in ways that mean one: %j', (typed, ways) => {
    const { sentence } = refusalOf(() => readNumber(typed));
    expect(sentence).toContain(`Write ${ways}`);
    for (const way of ways.slice(0, -1).split(', or ')) expect(readNumber(way)).not.toBeNull();
  });
});

describe('a value', () => {
  const churn = { kind: 'churn', unit: '%', currency: null } as const;

  test.each([
    [churn, '-100', -100],
    [churn, '100', 100],
    [{ kind: 'nps', unit: 'points', currency: null } as const, '-100', -100],
    [{ kind: 'ces', unit: 'points', currency: null } as const, '7', 7],
    // A kind that is measured otherwise than usual has no usual range.
    [{ kind: 'ces', unit: '%', currency: null } as const, '80', 80],
  ])('lies within what its line can be: %o %s', (line, typed, value) => {
    expect(readValue(line, typed)).toBe(value);
  });

  test.each([
    [churn, '100.1', 'between −100 % and 100 %'],
    [{ kind: 'nps', unit: 'points', currency: null } as const, '101', 'between −100 points and 100 points'],
    [{ kind: 'ces', unit: 'points', currency: null } as const, '0', 'between 1 point and 7 points'],
    [{ kind: 'own', unit: 'days', currency: null } as const, '-1', 'between 0 days'],
    [{ kind: 'own', unit: 'number', currency: null } as const, '12 %', 'not in %'],
  ])('outside of it is refused: %o %s', (line, typed, sentence) => {
    expect(refusalOf(() => readValue(line, typed)).sentence).toContain(sentence);
  });
});

describe('money', () => {
  const euros = { kind: 'lifetime value', unit: 'money', currency: 'EUR' } as const;
  const of = (currency: string) => ({ ...euros, currency });

  test.each([
    [euros, '€4,500.00', 4500],
    [euros, '4.500,00 €', 4500],
    [euros, 'eur 4500', 4500],
    [euros, '4500', 4500],
    [of('USD'), '$4,500.00', 4500],
    [of('CAD'), '$4,500.00', 4500],
    [of('JPY'), '¥4500', 4500],
    [of('CHF'), "CHF 4'500", 4500],
  ])('is read in its line’s currency: %o %s', (line, typed, value) => {
    expect(readValue(line, typed)).toBe(value);
  });

  test.each([
    [euros, '$4,500.00', 'This line is in EUR, not in $. Type the number alone.'],
    [euros, '4500 usd', 'This line is in EUR, not in USD. Type the number alone.'],
    [of('USD'), '£4500', 'This line is in USD, not in £. Type the number alone.'],
    [of('CHF'), '€ 4500', 'This line is in CHF, not in €. Type the number alone.'],
    [of('CHF'), '$4500', 'This line is in CHF, not in $. Type the number alone.'],
    [
      { kind: 'churn', unit: '%', currency: null } as const,
      '$4.5',
      'This line is not in money. Type the number alone.',
    ],
    [
      { kind: 'own', unit: 'number', currency: null } as const,
      'EUR 4',
      'This line is not in money. Type the number alone.',
    ],
  ])('of another currency is refused: %o %s', (line, typed, sentence) => {
    expect(refusalOf(() => readValue(line, typed)).sentence).toBe(sentence);
  });
});

describe('a week', () => {
  const endingOn = (weekday: number) => ({
    weekOfDay: (day: string) => weekEndOn(day, weekday),
    runningWeek: '2026-03-09',
  });
  const monday = endingOn(1);

  test.each([
    ['2026-03-09', '2026-03-09'],
    ['2026-03-03', '2026-03-09'],
    ['2026-03-10', '2026-03-16'],
    ['9.3.2026', '2026-03-09'],
    ['2026/3/9', '2026-03-09'],
    ['9 Mar 2026', '2026-03-09'],
    ['2026-03-09 00:00:00', '2026-03-09'],
    ['2026-03-09T12:30:00.000Z', '2026-03-09'],
    ['2026-W10', '2026-03-09'],
    ['2026-w1', '2026-01-05'],
    ['2020-W53', '2021-01-04'],
  ])('is named by a day in it or by its number: %s', (typed, weekOf) => {
    expect(readWeek(typed, monday)).toBe(weekOf);
  });

  test('by its number is the one that most of its days lie in', () => {
    expect(readWeek('2026-W10', endingOn(5))).toBe('2026-03-06');
    expect(readWeek('2026-W10', endingOn(3))).toBe('2026-03-11');
  });

  test.each([
    '',
    'today',
    'Friday',
    '9 Mar',
    '3/9/2026',
    '2026-02-30',
    '2026-W54',
    '2021-W53',
    '2026-W0',
    '10',
  ])('is not guessed: %j', (typed) => {
    expect(refusalOf(() => readWeek(typed, monday)).sentence).toContain('I cannot read its week.');
  });
});
