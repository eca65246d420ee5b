// The picture of a digest: twelve weeks as Slack’s charts, as a table where it refuses those, or as small bars.
import type { SectionBlock, TableBlock } from '@slack/types';
import { type ChartBlock, chartLimits } from '../platform/chart-block.ts';
import { cut, escapedWithin } from '../platform/slack-text.ts';
import { section } from '../platform/view-parts.ts';
import { percent, type TrendWeek } from './figures.ts';
import { type Line, valueText } from './scorecard.ts';
import { chosenLine, drawnFigures, type Picture, shareLines, sparkline } from './trend.ts';
import { dayName } from './week-words.ts';

/** The scorecard’s line that the sponsor chose for the picture; null while there is none. */
export type ChosenLine = Pick<Line, 'name' | 'unit' | 'currency'> | null;

/** The shares as one chart, or none while there is no line to draw. */
export function shareChart(trend: readonly TrendWeek[]): ChartBlock[] {
  const picture = shareLines(trend);
  if (!picture) return [];
  const inPercent = picture.lines.map(({ name, values }) => ({
    name,
    values: values.map((value) => Math.round(value * 100)),
  }));
  return [chart('How the ritual is kept', { ...picture, lines: inPercent }, 'Percent')];
}

export function lineChart(trend: readonly TrendWeek[], line: ChosenLine): ChartBlock[] {
  const picture = line && chosenLine(trend, line.name);
  return line && picture ? [chart(line.name, picture, unitWords(line))] : [];
}

function unitWords({ unit, currency }: NonNullable<ChosenLine>): string {
  if (unit === 'money') return currency ?? '';
  return unit === '%' ? 'Percent' : unit === 'number' ? '' : unit;
}

function chart(title: string, { weeks, lines }: Picture, unit: string): ChartBlock {
  const categories = weeks.map(dayName);
  return {
    type: 'data_visualization',
    title: cut(title, chartLimits.title),
    chart: {
      type: 'line',
      series: lines.map(({ name, values }) => ({
        name: cut(name, chartLimits.label),
        data: categories.map((label, index) => ({ label, value: Number((values[index] ?? 0).toFixed(4)) })),
      })),
      axis_config: {
        categories,
        x_label: 'Week to',
        ...(unit ? { y_label: cut(unit, chartLimits.axisLabel) } : {}),
      },
    },
  };
}

/** What the chart of the shares shows, for everybody and for readers that cannot draw it; '' where there is none. */
export function shareSentence(trend: readonly TrendWeek[]): string {
  const picture = shareLines(trend);
  if (!picture) return '';
  const { lines, leftOut } = picture;
  const gaps = leftOut.length > 0 ? ` ${gapsSentence(leftOut)}` : '';
  return `${overWeeks(picture)}: ${lines.map(shareWords).join(', ')}.${gaps}`;
}

function gapsSentence(weeks: readonly string[]): string {
  const [which, they] = weeks.length === 1 ? ['week', 'it is'] : ['weeks', 'they are'];
  return `Not all is known of the ${which} to ${weeks.map(dayName).join(', ')}: ${they} left out.`;
}

/** The same of the chosen line. */
export function lineSentence(trend: readonly TrendWeek[], line: ChosenLine): string {
  const picture = line && chosenLine(trend, line.name);
  if (!line || !picture) return '';
  const beside = shareLines(trend)
    ? ' Beside the ritual’s own lines: neither shows what caused the other.'
    : '';
  return `${overWeeks(picture)}: ${lineWords(line, picture)}.${beside}`;
}

/** "11 weeks since Dec 22" */
function overWeeks({ weeks }: Picture): string {
  return `${weeks.length} weeks since ${dayName(weeks[0] ?? '')}`;
}

function shareWords({ name, values }: Picture['lines'][number]): string {
  return `${lower(name)} ${span(values, percent)}`;
}

function lineWords(line: NonNullable<ChosenLine>, { lines }: Picture): string {
  return `${escapedWithin(line.name, 80)} ${span(lines[0]?.values ?? [], (value) => valueText(line, value))}`;
}

const lower = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

function span(values: readonly number[], write: (value: number) => string): string {
  const [first = 0] = values;
  return `${write(first)} → ${write(values.at(-1) ?? 0)}`;
}

/** The same figures as a table, with a dash for what is not known; none while there is nothing in it. */
export function trendTable(trend: readonly TrendWeek[], line: ChosenLine): TableBlock[] {
  if (!shareLines(trend) && !(line && chosenLine(trend, line.name))) return [];
  const head = ['Week to', ...drawnFigures.map(({ name }) => name), ...(line ? [cut(line.name, 40)] : [])];
  const rows = trend.map((week) => [
    dayName(week.weekOf),
    ...drawnFigures.map(({ figure }) => percent(week[figure])),
    ...(line ? [valueText(line, week.line)] : []),
  ]);
  return [
    {
      type: 'table',
      rows: [head, ...rows].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
      column_settings: head.map((_name, index) => ({ align: index === 0 ? 'left' : 'right' })),
    },
  ];
}

/** The shares in small bars, where neither chart nor table can stand: in forms and private receipts. */
export function trendBars(trend: readonly TrendWeek[]): SectionBlock[] {
  if (!shareLines(trend)) return [];
  const lines = drawnFigures
    .filter(({ figure }) => trend.some((week) => week[figure] !== null))
    .map(({ figure, name }) => {
      const shares = trend.map((week) => week[figure]);
      return `\`${sparkline(shares)}\` ${name}: ${percent(shares.at(-1) ?? null)} this week`;
    });
  return [section(lines.join('\n'))];
}
