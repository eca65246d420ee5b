// Scores a week: the value of each of the scorecard's lines, typed, imported, or computed from voices.
import type { Viewer } from '../people/person.ts';
import { findSettings } from '../people/settings-store.ts';
import type { Database } from '../platform/database.ts';
import { figureOf } from '../voc/scores.ts';
import { scoresSaidBetween } from '../voc/week-score-store.ts';
import type { ScorecardFigure } from './figures.ts';
import type { Line } from './scorecard.ts';
import { findValue, listLines } from './scorecard-store.ts';
import { weekEndOn } from './scorecard-weeks.ts';
import type { Week } from './week.ts';

/** A value, and of how many customers' scores it is made where it is computed. */
export interface Scored {
  value: number | null;
  n: number | null;
}

/** Every line in use, in its order, with the week before. Computed ones tell of what the viewer may read. */
export function scorecardWeek(db: Database, week: Week, before: Week, viewer: Viewer): ScorecardFigure[] {
  return listLines(db).map((line) => {
    const { value, n } = scoreLine(db, line, week, viewer);
    const earlier = scoreLine(db, line, before, viewer).value;
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
  // A week that is still running has its value under the day on which it will end.
  const weekOf = weekEndOn(week.weekOf, findSettings(db).digestWeekday);
  return { value: findValue(db, line.id, weekOf), n: null };
}
