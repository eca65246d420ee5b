// How often the team was right about its customers: hit rates, and what a guess would have reached.
import type { Opinion, Outcome } from './outcome.ts';

/** A decision that was looked back on. Only decisions that stood are: what was changed, reversed or withdrawn is not. */
export interface Reviewed {
  decisionId: number;
  /** The team, which is a ritual; null where a channel without one was asked by hand. */
  ritualId: number | null;
  /** The kinds of customers it touches; none named: all. */
  segments: readonly string[];
  /** The most frequent opinion; null for a tie, where nobody had one, and where too few answered to show it. */
  thought: Opinion | null;
  outcome: Outcome;
}

export interface HitRate {
  /** Reviewed decisions that count: a tie beforehand and an outcome that is still unknown say nothing and are left out. */
  n: number;
  /** Those of them whose most frequent opinion was the outcome. */
  hits: number;
  /** How many of them always guessing the commonest outcome would have hit: less than that is no knowledge. */
  baseHits: number;
}

/** Below this many nothing can be said: "not enough data". */
export const fewestReviewed = 5;

/** The hit rate over all of these decisions. */
export function hitRate(reviewed: readonly Reviewed[]): HitRate {
  return hitRateOfCounts(reviewed.map(({ thought, outcome }) => ({ thought, outcome, count: 1 })));
}

/** The same, where decisions that are alike in both were counted. */
export function hitRateOfCounts(
  counts: readonly (Pick<Reviewed, 'thought' | 'outcome'> & { count: number })[],
): HitRate {
  const counted = counts.filter(({ thought, outcome }) => thought !== null && outcome !== 'unknown');
  const sum = (some: typeof counted) => some.reduce((total, { count }) => total + count, 0);
  const often = [...Map.groupBy(counted, ({ outcome }) => outcome).values()].map(sum);
  return {
    n: sum(counted),
    hits: sum(counted.filter(({ thought, outcome }) => thought === outcome)),
    baseHits: Math.max(0, ...often),
  };
}

/** By team. Decisions of channels without a ritual belong to none. */
export function hitRateByTeam(reviewed: readonly Reviewed[]): Map<number, HitRate> {
  const teams = Map.groupBy(
    reviewed.filter(({ ritualId }) => ritualId !== null),
    ({ ritualId }) => ritualId ?? 0,
  );
  return new Map([...teams].map(([ritualId, theirs]) => [ritualId, hitRate(theirs)]));
}

/** Over the decisions that touch a segment, so that one decision can count for several. */
export function hitRateOfSegment(reviewed: readonly Reviewed[], segment: string): HitRate {
  return hitRate(reviewed.filter(({ segments }) => segments.length === 0 || segments.includes(segment)));
}

/** Both as shares from 0 to 1; null while there is not enough data. */
export function sharesOf({ n, hits, baseHits }: HitRate): { rate: number; base: number } | null {
  return n < fewestReviewed ? null : { rate: hits / n, base: baseHits / n };
}
