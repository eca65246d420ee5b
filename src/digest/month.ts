// A team's own last four weeks: kept, participation and dislikes, and what could be done.
import { fewestShown } from '../decision/ballot.ts';
import { type HitRate, hitRate } from '../decision/hit-rate.ts';
import { type Outcome, thoughtOf } from '../decision/outcome.ts';
import { answersIn, opinionsIn, type Tally } from '../decision/verdict.ts';
import { addDays } from '../people/zone.ts';
import { dayMs, later } from '../platform/clock.ts';
import { fewestAnswersShown, type Kept } from './figures.ts';

/** A round of the team that has ended. */
export interface MonthRound extends Pick<Kept, 'waitedFor' | 'answered'> {
  closedAt: Date;
  isKept: boolean;
}

/** A decision of the team, with its answers in time. */
export interface MonthDecision {
  id: number;
  closedAt: Date;
  anonymous: boolean;
  tally: Tally;
  /** What customers in fact thought, where that is known of a decision in force. */
  outcome: Outcome | null;
}

export interface MonthWeek extends Kept {
  /** The day on which it ends. */
  weekOf: string;
  /** Null where too few answered to show it. */
  dislikes: { disliked: number; opinions: number } | null;
}

export const monthWeeks = 4;

/** Fewer than that could show who answered what; of anonymous answers, as few as are never shown. */
function isShown({ anonymous, tally }: MonthDecision): boolean {
  return answersIn(tally) >= (anonymous ? fewestShown : fewestAnswersShown);
}

/** Weeks of seven days up to `now`, the oldest first; `today` is the calendar day of `now`. */
export function weeksOfMonth(
  now: Date,
  today: string,
  rounds: readonly MonthRound[],
  decisions: readonly MonthDecision[],
): MonthWeek[] {
  return Array.from({ length: monthWeeks }, (_, index) => {
    const back = monthWeeks - 1 - index;
    const until = later(now, -7 * back * dayMs);
    const from = later(until, -7 * dayMs);
    const isIn = ({ closedAt }: { closedAt: Date }) => closedAt > from && closedAt <= until;
    return {
      weekOf: addDays(today, -7 * back),
      ...keptOf(rounds.filter(isIn)),
      dislikes: dislikesOf(decisions.filter(isIn)),
    };
  });
}

function keptOf(rounds: readonly MonthRound[]): Kept {
  const sum = (figure: 'waitedFor' | 'answered') => rounds.reduce((all, round) => all + round[figure], 0);
  return {
    held: rounds.length,
    kept: rounds.filter(({ isKept }) => isKept).length,
    waitedFor: sum('waitedFor'),
    answered: sum('answered'),
  };
}

function dislikesOf(decisions: readonly MonthDecision[]): MonthWeek['dislikes'] {
  const shown = decisions.filter(isShown).map(({ tally }) => tally);
  if (shown.length === 0) return null;
  return {
    disliked: shown.reduce((all, tally) => all + tally.dislike, 0),
    opinions: shown.reduce((all, tally) => all + opinionsIn(tally), 0),
  };
}

/** Of the decisions whose outcome is known. What is not shown must not be told apart by what follows from it either. */
export function hitRateOfTeam(decisions: readonly MonthDecision[]): HitRate {
  return hitRate(
    decisions.flatMap(({ id, anonymous, tally, outcome }) => {
      if (outcome === null) return [];
      const isHidden = anonymous && answersIn(tally) < fewestShown;
      const thought = isHidden ? null : thoughtOf(tally);
      return [{ decisionId: id, ritualId: null, segments: [], thought, outcome }];
    }),
  );
}
