// Scores a week: the value of each of the scorecard's lines, typed, imported, or computed from voices.
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { figureOf } from '../voc/scores.ts';
import { scoresSaidBetween } from '../voc/week-score-store.ts';
import type { ScorecardFigure } from './figures.ts';
import { valueDay } from './find-score-week.ts';
import type { Line } from './scorecard.ts';
import { findValue, listLines } from './scorecard-store.ts';
import { isAsLong, type Week } from './week.ts';

/** A value, and of how many customers' scores it is made where it is computed. */
export interface Scored {
  value: number | null;
  n: number | null;
}

/** Every line in use, in its order, with the week before. Computed ones tell of what the viewer may read. */
export function scorecardWeek(db: Database, week: Week, before: Week, viewer: Viewer): ScorecardFigure[] {
  return listLines(db).map((line) => {
    const { value, n } = scoreLine(db, line, week, viewer);
    // A typed value is that of its week, however much of the week has passed; a computed one grows with it.
    const isComparable = line.scale === null || isAsLong(week, before);
    const earlier = isComparable ? scoreLine(db, line, before, viewer).value : null;
    return { lineId: line.id, isChosen: line.isChosen, value, before: earlier, target: line.target, n };
  });
}

/** The line that the picture draws, week by week; nulls where none is chosen or there is no value. */
export function chosenLineWeeks(db: Database, weeks: readonly Week[], viewer: Viewer): (number | null)[] {
  const chosen = listLines(db).find(({ isChosen }) => isChosen);
  return weeks.map((week) => (chosen ? scoreLine(db, chosen, week, viewer).value : null));
}

export function scoreLine(db: Database, line: Line, week: Week, viewer: Viewer): Scored {
  if (line.scale !== null) {
    const figure = figureOf(line.scale, scoresSaidBetween(db, line.scale, week, viewer));
    if (!figure) return { value: null, n: 0 };
    return { value: line.scale === 'csat' ? figure.value * 100 : figure.value, n: figure.n };
  }
  return { value: findValue(db, line.id, valueDay(db, week)), n: null };
}
