// How teams kept their ritual in a week: in which order they are told, by function, and over the weeks.
import { dayMs } from '../platform/clock.ts';
import {
  type FunctionFigures,
  fewestAnswersShown,
  type Kept,
  share,
  silentAfterWeeks,
  type TeamFigures,
  type TrendWeek,
} from './figures.ts';

/** A team as it is now. */
export interface KnownTeam {
  ritualId: number;
  functionId: number | null;
  isPaused: boolean;
  /** When it last recorded a decision, or was set up; null where no meeting has ended since, and one is to come. */
  silentSince: Date | null;
}

/** What a team did in a week. */
export interface CountedTeam extends Kept {
  ritualId: number;
  /** Answers to its decisions, the opinions among them, and the dislikes among these. */
  answers: number;
  opinions: number;
  dislikes: number;
}

const nothing: Kept = { held: 0, kept: 0, waitedFor: 0, answered: 0 };

/** The teams in the order in which they are told. */
export function teamFigures(
  known: readonly KnownTeam[],
  until: Date,
  now: readonly CountedTeam[],
  before: readonly CountedTeam[],
): TeamFigures[] {
  const nowOf = new Map(now.map((team) => [team.ritualId, team]));
  const beforeOf = new Map(before.map((team) => [team.ritualId, team]));
  const figures = known.map(({ ritualId, functionId, isPaused, silentSince }) => {
    const earlier = beforeOf.get(ritualId);
    return {
      now: { ritualId, functionId, ...keptOf(nowOf.get(ritualId) ?? nothing) },
      before: earlier ? { ritualId, functionId, ...keptOf(earlier) } : null,
      paused: isPaused,
      silentWeeks: silentWeeks(silentSince, until),
    };
  });
  return figures.sort(inOrder);
}

/** Whole weeks of silence; none of a team whose next meeting is to come. */
export function silentWeeks(since: KnownTeam['silentSince'], until: Date): number {
  return since === null ? 0 : Math.max(0, Math.floor((until.getTime() - since.getTime()) / (7 * dayMs)));
}

function keptOf({ held, kept, waitedFor, answered }: Kept): Kept {
  return { held, kept, waitedFor, answered };
}

function inOrder(one: TeamFigures, other: TeamFigures): number {
  return (
    silence(other) - silence(one) || worstFirst(one.now, other.now) || one.now.ritualId - other.now.ritualId
  );
}

/** Shorter silences are no reason to be named first. */
function silence({ silentWeeks }: TeamFigures): number {
  return silentWeeks >= silentAfterWeeks ? silentWeeks : 0;
}

/** By the share that was kept, then by participation; what has neither comes last. */
function worstFirst(one: Kept, other: Kept): number {
  return (
    compare(share(one.kept, one.held), share(other.kept, other.held)) ||
    compare(share(one.answered, one.waitedFor), share(other.answered, other.waitedFor))
  );
}

function compare(one: number | null, other: number | null): number {
  return (one ?? 2) - (other ?? 2);
}

/** The sums of each function's teams, the worst kept first. */
export function functionFigures(teams: readonly TeamFigures[]): FunctionFigures[] {
  const byFunction = Map.groupBy(teams, ({ now }) => now.functionId);
  return [...byFunction]
    .map(([functionId, theirs]) => {
      const before = theirs.flatMap((team) => team.before ?? []);
      const now = sum(theirs.map((team) => team.now));
      return { functionId, now, before: before.length > 0 ? sum(before) : null };
    })
    .sort((one, other) => worstFirst(one.now, other.now) || (one.functionId ?? 0) - (other.functionId ?? 0));
}

function sum(weeks: readonly Kept[]): Kept {
  const of = (figure: keyof Kept) => weeks.reduce((total, week) => total + week[figure], 0);
  return { held: of('held'), kept: of('kept'), waitedFor: of('waitedFor'), answered: of('answered') };
}

/** One week of the picture, over the teams that may be shown. A tally of hardly anybody is not. */
export function trendWeek(
  weekOf: string,
  teams: readonly CountedTeam[],
  shown: ReadonlySet<number>,
): Omit<TrendWeek, 'line'> {
  const theirs = teams.filter(({ ritualId }) => shown.has(ritualId));
  const { held, kept, waitedFor, answered } = sum(theirs);
  const of = (figure: 'answers' | 'opinions' | 'dislikes') =>
    theirs.reduce((total, team) => total + team[figure], 0);
  return {
    weekOf,
    kept: share(kept, held),
    participation: share(answered, waitedFor),
    dislikeShare: of('answers') < fewestAnswersShown ? null : share(of('dislikes'), of('opinions')),
  };
}
