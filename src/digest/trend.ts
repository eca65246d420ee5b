// What the picture of a digest can draw: a chart has no gaps, so which figures, over which weeks.
import type { TrendWeek } from './figures.ts';

interface DrawnFigure {
  figure: 'kept' | 'participation' | 'dislikeShare';
  /** In the chart’s legend, at the head of the table, and in sentences. */
  name: string;
}

/** All of them shares, so that they stand on one axis. */
export const drawnFigures: readonly DrawnFigure[] = [
  { figure: 'kept', name: 'Ritual kept' },
  { figure: 'participation', name: 'Participation' },
  { figure: 'dislikeShare', name: 'Dislikes' },
];

export interface Line {
  name: string;
  /** One for each of the weeks. */
  values: number[];
}

export interface Picture {
  weeks: string[];
  lines: Line[];
  /** Weeks with some of the figures, but not with all that are drawn. */
  leftOut: string[];
}

/** One point is no line. */
const fewestPoints = 2;

/**
 * The shares, over the weeks in which all that are drawn are known. A figure that the newest week does not know is left
 * out: a week in which nobody answered is the one to be seen. So is the figure that is known least, while it would cost
 * half of the weeks or more. Null where there is no line to draw.
 */
export function shareLines(trend: readonly TrendWeek[]): Picture | null {
  const known = trend.filter((week) => drawnFigures.some(({ figure }) => week[figure] !== null));
  const newest = trend.at(-1);
  const isQuiet = newest !== known.at(-1);
  let drawn = drawnFigures.filter(({ figure }) =>
    isQuiet ? trend.some((week) => week[figure] !== null) : newest?.[figure] !== null,
  );
  for (;;) {
    const weeks = known.filter((week) => drawn.every(({ figure }) => week[figure] !== null));
    const isEnough = weeks.length >= fewestPoints && 2 * weeks.length > known.length;
    if (isEnough || drawn.length <= 1) return pictureOf(drawn, weeks, known);
    drawn = withoutRarest(drawn, known);
  }
}

function withoutRarest(drawn: readonly DrawnFigure[], weeks: readonly TrendWeek[]): DrawnFigure[] {
  const knownIn = ({ figure }: DrawnFigure) => weeks.filter((week) => week[figure] !== null).length;
  const fewest = Math.min(...drawn.map(knownIn));
  const rarest = drawn.findLast((one) => knownIn(one) === fewest);
  return drawn.filter((one) => one !== rarest);
}

function pictureOf(
  drawn: readonly DrawnFigure[],
  weeks: readonly TrendWeek[],
  known: readonly TrendWeek[],
): Picture | null {
  if (weeks.length < fewestPoints) return null;
  return {
    weeks: weeks.map(({ weekOf }) => weekOf),
    lines: drawn.map(({ figure, name }) => ({ name, values: weeks.map((week) => week[figure] ?? 0) })),
    leftOut: known.filter((week) => !weeks.includes(week)).map(({ weekOf }) => weekOf),
  };
}

/** The scorecard’s chosen line, over the weeks that have a value. It has a unit, and so an axis, of its own. */
export function chosenLine(trend: readonly TrendWeek[], name: string): Picture | null {
  const known = trend.flatMap(({ weekOf, line }) => (line === null ? [] : [{ weekOf, line }]));
  if (known.length < fewestPoints) return null;
  return {
    weeks: known.map(({ weekOf }) => weekOf),
    lines: [{ name, values: known.map(({ line }) => line) }],
    leftOut: [],
  };
}

const steps = '▁▂▃▄▅▆▇█';

/** Shares as a row of small bars, a dot where one is not known: for places that take no chart. */
export function sparkline(shares: readonly (number | null)[]): string {
  return shares
    .map((value) => (value === null ? '·' : steps.charAt(Math.min(7, Math.max(0, Math.floor(value * 8))))))
    .join('');
}
