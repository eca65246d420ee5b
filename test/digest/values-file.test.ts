// A table of values is read in both of its shapes, and what it refuses says why.
import { describe, expect, test } from 'vitest';
import { readValuesFile, type Scorecard } from '../../src/digest/read-values-file.ts';
import type { Line } from '../../src/digest/scorecard.ts';
import { mostValues } from '../../src/digest/scorecard-import.ts';
import { weekEndOn } from '../../src/digest/scorecard-weeks.ts';
import { refusalOf } from '../people/town.ts';

function line(id: number, name: string, change: Partial<Line> = {}): Line {
  return {
    id,
    name,
    kind: 'own',
    perspective: 'customer',
    unit: 'number',
    currency: null,
    better: 'higher',
    target: null,
    scale: null,
    isChosen: false,
    isRetired: false,
    ...change,
  };
}

const there = new Map<string, number>([['1 2026-03-02', 5]]);
const scorecard: Scorecard = {
  lines: [line(1, 'Churn'), line(2, 'Kosten, gesamt'), line(3, 'NPS', { scale: 'nps' })],
  weekOfDay: (day) => weekEndOn(day, 1),
  runningWeek: '2026-03-09',
  valueOf: (lineId, weekOf) => there.get(`${lineId} ${weekOf}`) ?? null,
};
const read = (text: string) => readValuesFile(text, scorecard);

describe('a table', () => {
  test.each([
    ['commas', 'week,line,value\n2026-03-09,"Kosten, gesamt","1,5"'],
    ['semicolons', 'Datum;Kennzahl;Wert\n9.3.2026;kosten, GESAMT;1,5'],
    ['tabs', 'value\tweek\tline\n1.5\t2026-W10\tKosten, gesamt'],
    ['Excel’s own hint', 'sep=;\nweek;line;value\n2026-03-09;Kosten, gesamt;1.5'],
    ['a column for each line', 'week,churn,"Kosten, gesamt"\n2026-03-09,,1.5'],
    ['an empty last line', 'week,line,value\n2026-03-09,"Kosten, gesamt",1.5\n,,\n\n'],
  ])('with %s', (_name, text) => {
    expect(read(text)).toEqual({
      values: [{ lineId: 2, weekOf: '2026-03-09', value: 1.5, before: null }],
      known: 0,
      refused: [],
      allRefused: 0,
      ignored: [],
    });
  });

  test('says what a value takes the place of, and leaves what is there already', () => {
    const text = 'week,line,value\n2026-03-02,Churn,6\n2026-02-24,churn,6.0\n';
    expect(read(text)).toMatchObject({ values: [{ lineId: 1, value: 6, before: 5 }], known: 1 });
    expect(read('week,line,value\n2026-03-02,Churn,5')).toMatchObject({ values: [], known: 1 });
  });

  test('is refused value by value', () => {
    const text = [
      'week,Churn,NPS,Note',
      '2026-03-09,x,9,a',
      '2026-03-10,1,,b',
      '2016-01-04,1,,c',
      'soon,1,,d',
      "2026-03-09,'-2,,e",
      '2026-03-08,-3,,f',
    ].join('\n');
    const { values, refused, allRefused, ignored } = read(text);
    expect(values).toEqual([{ lineId: 1, weekOf: '2026-03-09', value: -2, before: null }]);
    expect(refused.map(({ line: at, reason }) => `${at} ${reason}`)).toEqual([
      '2 Churn: “x” is no number that I can read. Write it as 12.5 or 12,5.',
      '2 NPS: “NPS” is computed from voices.',
      '3 Churn: Its week is yet to come.',
      '4 Churn: It is more than ten years old.',
      '5 Churn: I cannot read its week. Write it as 2026-03-09 or 2026-W10.',
      '7 Churn: Line 6 of the file has another value for the same week.',
    ]);
    expect([allRefused, ignored]).toEqual([6, ['Note']]);
  });

  test('without a value is refused where it has a row of its own', () => {
    expect(read('week,line,value\n2026-03-09,Churn, ').refused[0]?.reason).toBe('There is no value in it.');
    expect(read('week,line,value\n2026-03-09').refused[0]?.reason).toBe('No line is called “”.');
  });

  test.each([
    ['a,b\n1,2', 'I find no column with the week. Its first line must name'],
    ['week,spend\n2026-03-09,2', 'I find no column of values.'],
    ['week,line,value', 'There are no values in it.'],
    ['week,line,value\n2026-03-09,"Churn,3', 'A quotation mark in it opens and nothing closes it.'],
  ])('that is none is told why: %j', (text, sentence) => {
    expect(refusalOf(() => read(text)).sentence).toContain(sentence);
  });

  test('in another currency than its line is refused', () => {
    const money = { ...scorecard, lines: [line(1, 'Value', { unit: 'money', currency: 'EUR' })] };
    const { values, refused } = readValuesFile('week;Value\n2026-03-09;$4,500.00\n2026-03-02;4.500 €', money);
    expect(values).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      'Value: This line is in EUR, not in $. Type the number alone.',
      'Value: “4.500 €” can be read in two ways. Write 4500, or 4.5.',
    ]);
  });

  test('is bounded', () => {
    const lines = Array.from({ length: 20 }, (_, index) => line(index + 10, `Line ${index}`));
    const weeks = Array.from({ length: 101 }, (_, index) =>
      new Date(Date.UTC(2026, 2, 9) - index * 7 * 86_400_000).toISOString().slice(0, 10),
    );
    const rows = weeks.map((week) => [week, ...lines.map(() => '1')].join(','));
    const text = (many: number) =>
      [['week', ...lines.map(({ name }) => name)].join(','), ...rows.slice(0, many)].join('\n');
    const wide = { ...scorecard, lines };
    expect(readValuesFile(text(100), wide).values).toHaveLength(mostValues);
    expect(refusalOf(() => readValuesFile(text(101), wide)).sentence).toContain('2,000 values at a time');
  });
});
