// Loads the scorecard as people see it: in a digest, in the App Home, in its forms, and as twelve weeks of each line.
import type { Viewer } from '../people/person.ts';
import { findSettings } from '../people/settings-store.ts';
import { viewerOf } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { type ScorecardFigure, trendWeeks } from './figures.ts';
import { weeksUpTo } from './find-score-week.ts';
import { type Scored, scorecardWeek, scoreLine } from './score-week.ts';
import type { Line } from './scorecard.ts';
import { findLine, findValue, listLines, retiredLines } from './scorecard-store.ts';
import { runningWeekOf } from './scorecard-weeks.ts';
import { digestZone } from './tell-digest.ts';

export interface ScoredLine {
  line: Line;
  figure: ScorecardFigure;
}

/** The lines of a digest’s figures, with the names that they have now. */
export function loadScored(db: Database, figures: readonly ScorecardFigure[]): ScoredLine[] {
  return figures.flatMap((figure) => {
    const line = findLine(db, figure.lineId);
    return line ? [{ line, figure }] : [];
  });
}

export interface ScorecardFacts {
  /** The day on which the week ends that runs now. */
  weekOf: string;
  scored: ScoredLine[];
  /** Weeks that have ended, the last one first. */
  earlierWeeks: string[];
}

/** A year of weeks can be typed later. */
const earlierWeeks = 52;

/** The day on which the week ends that runs now. */
export function runningWeek(db: Database, now: Date): string {
  return runningWeekOf(findSettings(db), digestZone(db), now);
}

export function loadScorecard(db: Database, now: Date, personId: string): ScorecardFacts {
  const weekOf = runningWeek(db, now);
  const [week, ...earlier] = weeksUpTo(db, weekOf, 1 + earlierWeeks);
  const [before] = earlier;
  const figures = before && week ? scorecardWeek(db, week, before, viewerOf(db, personId)) : [];
  return {
    weekOf,
    scored: loadScored(db, figures),
    earlierWeeks: earlier.map((one) => one.weekOf),
  };
}

export interface ValuesFacts {
  weekOf: string;
  typed: { line: Line; value: number | null }[];
  /** Those that nobody types. */
  computed: Line[];
}

export function loadValues(db: Database, weekOf: string): ValuesFacts {
  const lines = listLines(db);
  return {
    weekOf,
    typed: lines
      .filter(({ scale }) => scale === null)
      .map((line) => ({ line, value: findValue(db, line.id, weekOf) })),
    computed: lines.filter(({ scale }) => scale !== null),
  };
}

export interface LinesFacts {
  lines: Line[];
  retired: Line[];
}

const retiredShown = 20;

export function loadLines(db: Database): LinesFacts {
  return { lines: listLines(db), retired: retiredLines(db, retiredShown) };
}

export interface LineWeeks {
  line: Line;
  /** The oldest first. */
  weeks: ({ weekOf: string } & Scored)[];
}

/** Twelve weeks of each line, as the viewer may read them, up to the week that a day belongs to. */
export function loadLineWeeks(db: Database, day: string, viewer: Viewer): LineWeeks[] {
  const weeks = weeksUpTo(db, day, trendWeeks).reverse();
  return listLines(db).map((line) => ({
    line,
    weeks: weeks.map((week) => ({ weekOf: week.weekOf, ...scoreLine(db, line, week, viewer) })),
  }));
}
