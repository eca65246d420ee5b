// What a digest says in figures and references: never words, so that what is forgotten stays forgotten.
import type { HitRate } from '../decision/hit-rate.ts';
import type { Segment } from '../people/workspace.ts';

/** How one team kept its ritual in a week. */
export interface TeamWeek {
  ritualId: number;
  functionId: number | null;
  /** Meetings that ended and were asked about, and those of them in which a decision (or none) was recorded. */
  held: number;
  kept: number;
  /** People on the rosters of its closed rounds, and those of them who answered. */
  waitedFor: number;
  answered: number;
}

export interface Team {
  now: TeamWeek;
  before: TeamWeek | null;
  paused: boolean;
  /** Whole weeks since it last recorded a decision (or was set up). */
  silentWeeks: number;
}

export interface Figures {
  weekOf: string;
  overdueMatterIds: number[];
  dueMatterIds: number[];
  dislikedIds: number[];
  blindSpotIds: number[];
  functionIdsWithoutRitual: number[];
  teams: Team[];
  /** Meetings whose end was noticed too late to ask about. */
  missedRounds: number;
  voices: number;
  voicesBySegment: { segment: Segment | null; count: number }[];
  themes: { theme: string; count: number }[];
  /** Over the decisions that were looked back on in the year before. */
  hitRate: HitRate;
  /** Weeks whose digest could not be told in time, since the last that was. */
  missedWeeks: string[];
}

/** Teams that have been silent for this long are named first. */
export const silentAfterWeeks = 3;

/** 0–1; null when nobody was waited for, which is no participation of nought. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** "86 %", or a dash when there is nothing to divide by. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${Math.round(value * 100)} %`;
}

/** "+12 points since last week"; '' unless both weeks have a value and it changed. */
export function change(now: number | null, before: number | null): string {
  if (now === null || before === null) return '';
  const points = Math.round(now * 100) - Math.round(before * 100);
  return points === 0 ? '' : ` (${points > 0 ? '+' : '−'}${Math.abs(points)} points)`;
}
