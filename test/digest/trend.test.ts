// What the picture draws: a chart has no gaps, so something is left out, and as little as can be.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageBlocks } from '../../sandbox/block-kit/surfaces.ts';
import type { TrendWeek } from '../../src/digest/figures.ts';
import {
  lineChart,
  lineSentence,
  shareChart,
  shareSentence,
  trendTable,
} from '../../src/digest/picture-view.ts';
import { chosenLine, shareLines, sparkline } from '../../src/digest/trend.ts';
import { addDays } from '../../src/people/zone.ts';
import { churn, trendOf } from './weeks.ts';

type Known = Partial<Omit<TrendWeek, 'weekOf'>>;

const weeksOf = (...known: Known[]): TrendWeek[] =>
  known.map((week, index) => ({
    weekOf: addDays('2026-03-02', 7 * index),
    kept: null,
    participation: null,
    dislikeShare: null,
    line: null,
    ...week,
  }));

const whole = { kept: 0.5, participation: 0.25, dislikeShare: 0.1 };

describe('the lines of the shares', () => {
  test('need two weeks', () => {
    expect(shareLines(weeksOf(whole))).toBeNull();
    expect(shareLines(weeksOf(whole, {}))).toBeNull();
    expect(shareLines(weeksOf(whole, whole))?.weeks).toEqual(['2026-03-02', '2026-03-09']);
  });

  test('leave a week without a meeting out, and say so only of a week of which something is known', () => {
    const picture = shareLines(weeksOf(whole, {}, whole, { kept: 1 }, whole));
    expect(picture?.weeks).toEqual(['2026-03-02', '2026-03-16', '2026-03-30']);
    expect(picture?.leftOut).toEqual(['2026-03-23']);
  });

  test('give up the figure that is known least rather than half of the weeks', () => {
    const picture = shareLines(weeksOf({ kept: 1 }, { kept: 1 }, whole, whole));
    expect(picture?.lines.map(({ name }) => name)).toEqual(['Ritual kept']);
    expect(picture?.weeks).toHaveLength(4);
    expect(picture?.leftOut).toEqual([]);
  });

  test('always reach the newest week: what is not known of it is left out instead', () => {
    const collapsed = { kept: 0 };
    const picture = shareLines(weeksOf(whole, whole, whole, collapsed));
    expect(picture?.lines).toEqual([{ name: 'Ritual kept', values: [0.5, 0.5, 0.5, 0] }]);
    expect(picture?.leftOut).toEqual([]);
    expect(shareSentence(weeksOf(whole, whole, whole, collapsed))).toBe(
      '4 weeks since Mar 2: ritual kept 50 % → 0 %.',
    );
    const fewAnswered = shareLines(weeksOf(whole, whole, { kept: 0.5, participation: 0.1 }));
    expect(fewAnswered?.lines.map(({ name, values }) => `${name} ${values.at(-1)}`)).toEqual([
      'Ritual kept 0.5',
      'Participation 0.1',
    ]);
  });

  test('end before a newest week without a meeting, with all that is known', () => {
    const picture = shareLines(weeksOf(whole, whole, {}));
    expect(picture?.lines).toHaveLength(3);
    expect(picture?.weeks).toEqual(['2026-03-02', '2026-03-09']);
  });

  test('of nothing are none', () => {
    expect(shareLines([])).toBeNull();
    expect(shareLines(weeksOf({}, {}, {}))).toBeNull();
    expect([shareSentence(weeksOf({}, {})), lineSentence(weeksOf({}, {}), churn)]).toEqual(['', '']);
    expect(trendTable(weeksOf({}, {}), churn)).toEqual([]);
  });
});

test('the chosen line stands in a chart of its own, over the weeks that have a value', () => {
  expect(chosenLine(weeksOf({ line: 2 }), 'Churn')).toBeNull();
  const [chart] = lineChart(weeksOf({ line: 2 }, whole, { line: 0.1 + 0.2 }), churn);
  expect(chart?.chart.series).toEqual([
    {
      name: 'Churn',
      data: [
        { label: 'Mar 2', value: 2 },
        { label: 'Mar 16', value: 0.3 },
      ],
    },
  ]);
  expect(lineChart(weeksOf({ line: 2 }, { line: 3 }), null)).toEqual([]);
});

test('the sentences say over which weeks each was drawn, and claim no cause', () => {
  const trend = trendOf((week) => 0.5 + week / 40);
  expect(shareSentence(trend)).toBe(
    '11 weeks since Dec 22: ritual kept 53 % → 80 %, participation 42 % → 64 %, dislikes 25 % → 25 %.',
  );
  expect(lineSentence(trend, churn)).toBe(
    '6 weeks since Feb 2: Churn 2.05 % → 1.8 %. Beside the ritual’s own lines: neither shows what caused the other.',
  );
  expect(lineSentence(weeksOf({ line: 2 }, { line: 3 }), churn)).toBe(
    '2 weeks since Mar 2: Churn 2 % → 3 %.',
  );
  expect(shareSentence(weeksOf(whole, { kept: 1 }, whole, whole))).toContain(
    'Not all is known of the week to Mar 9: it is left out.',
  );
});

test('whatever is known, Slack takes the charts and the table', () => {
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  const week = fc.record({
    kept: share,
    participation: share,
    dislikeShare: share,
    line: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  });
  fc.assert(
    fc.property(fc.array(week, { maxLength: 12 }), fc.string({ minLength: 1 }), (known, name) => {
      const trend = weeksOf(...known);
      const line = { ...churn, name };
      const charts = [...shareChart(trend), ...lineChart(trend, line)];
      for (const blocks of [charts, trendTable(trend, line)]) {
        expect(messageBlocks.safeParse(blocks).error?.issues ?? []).toEqual([]);
      }
      const sentences = [shareSentence(trend), lineSentence(trend, line)];
      expect(sentences.filter(Boolean)).toHaveLength(charts.length);
    }),
    { numRuns: 200 },
  );
});

test('small bars grow with the share, and a dot stands for what is not known', () => {
  expect(sparkline([0, 0.5, null, 1])).toBe('▁▅·█');
});
