// How many of the answers that a ritual waits for it gets, week by week, and when that has fallen for too long.
import { localTime } from '../people/zone.ts';
import { mondayOf } from './schedule.ts';

/** One closed round that knew whom it waited for. */
export interface RoundOfAnswers {
  closedAt: Date;
  /** One for each person on the roster and decision. */
  waitedFor: number;
  /** Given in time. */
  answered: number;
}

export interface WeekOfAnswers {
  /** Its Monday. */
  weekOf: string;
  waitedFor: number;
  answered: number;
}

/** A rate that is lower than the week before so often in a row has fallen for too long: five weeks of figures. */
const mostFalls = 4;

/**
 * The weeks that are over at `now`, by the calendar of a zone, oldest first; a round counts in the week in which it
 * closed, and a week without one is left out.
 */
export function weeksOfAnswers(
  rounds: readonly RoundOfAnswers[],
  timeZone: string,
  now: Date,
): WeekOfAnswers[] {
  const weekOf = (at: Date) => mondayOf(localTime(at, timeZone).date);
  const weeks = new Map<string, WeekOfAnswers>();
  for (const { closedAt, waitedFor, answered } of rounds) {
    const name = weekOf(closedAt);
    const week = weeks.get(name) ?? { weekOf: name, waitedFor: 0, answered: 0 };
    weeks.set(name, {
      weekOf: name,
      waitedFor: week.waitedFor + waitedFor,
      answered: week.answered + answered,
    });
  }
  return [...weeks.values()]
    .filter((week) => week.weekOf < weekOf(now) && week.waitedFor > 0)
    .sort((a, b) => a.weekOf.localeCompare(b.weekOf));
}

/**
 * The weeks up to the newest one through which the rate has fallen each week, with the week from which it fell; none
 * while these are fewer than four falls. Rates are compared as whole numbers.
 */
export function fallingSpell(weeks: readonly WeekOfAnswers[]): WeekOfAnswers[] {
  const spell: WeekOfAnswers[] = [];
  for (const week of weeks.toReversed()) {
    const [later] = spell;
    if (later && !isLower(later, week)) break;
    spell.unshift(week);
  }
  return spell.length > mostFalls ? spell : [];
}

function isLower(one: WeekOfAnswers, other: WeekOfAnswers): boolean {
  return one.answered * other.waitedFor < other.answered * one.waitedFor;
}
