// What a digest says in figures and references: never words, so that what is forgotten stays forgotten.
import type { HitRate } from '../decision/hit-rate.ts';

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

export interface TeamFigures {
  now: TeamWeek;
  /** Null where no meeting of it ended in the week before, or that week was longer or shorter. */
  before: TeamWeek | null;
  paused: boolean;
  /** Whole weeks since it last recorded a decision (or was set up); 0 while its next meeting is to come. */
  silentWeeks: number;
}

/** The sums of a function's teams; null: teams without a function. */
export interface FunctionFigures {
  functionId: number | null;
  now: Kept;
  before: Kept | null;
}

export type Kept = Omit<TeamWeek, 'ritualId' | 'functionId'>;

/** Something that somebody owes: a decision's matter, or the promise to a customer behind a voice. */
export interface OwedRef {
  kind: 'matter' | 'follow-up';
  /** Of the matter, or of the follow-up. */
  id: number;
  /** A matter's UTC instant; a follow-up's day (2026-03-04) in its owner's zone. */
  dueAt: string;
  ownerId: string;
}

/** Whom we listened to beside whom we serve. */
export interface SegmentBalance {
  /** Null: nobody said which. */
  segment: string | null;
  voices: number;
  /** Of whom we serve, 0–1; null where nobody has said. */
  customersShare: number | null;
  revenueShare: number | null;
  unheard: boolean;
}

/** One week of the picture; shares 0–1, null where there is nothing to divide by or too little to show. */
export interface TrendWeek {
  weekOf: string;
  kept: number | null;
  participation: number | null;
  dislikeShare: number | null;
  /** The value of the scorecard's chosen line. */
  line: number | null;
}

export interface ScorecardFigure {
  lineId: number;
  /** Whether it is the line of the picture. */
  isChosen: boolean;
  value: number | null;
  before: number | null;
  target: number | null;
  n: number | null;
}

export interface Figures {
  /** The day on which it falls due, in the sponsor's zone; `from` until just before `until`, UTC. */
  weekOf: string;
  from: string;
  until: string;
  /** Each thing once: overdue, else with an owner who has left, else due within seven days; earliest first. */
  owed: { overdue: OwedRef[]; ownerless: OwedRef[]; dueThisWeek: OwedRef[] };
  /** Decisions on which the rule or their owner laid a reconsideration in the week. */
  disliked: number[];
  blindSpots: number[];
  functionsWithoutRitual: number[];
  /** Those silent for long first, the longest before; then the worst kept; last those without a meeting. */
  teams: TeamFigures[];
  functions: FunctionFigures[];
  /** Meetings whose end was noticed too late to ask about. */
  missedRounds: number;
  /** Weeks whose digest could not be told in time, since the last that was. */
  missedWeeks: string[];
  /** The listed segments in their order, then others that voices still carry, then the unknown. */
  balance: SegmentBalance[];
  voices: {
    count: number;
    /** Null where nothing was captured in the week before, or that week was longer or shorter. */
    before: number | null;
    withoutFollowUp: number;
    /** Follow-ups closed in the week, and those that are open. */
    promisesKept: number;
    promisesOpen: number;
  };
  /** Rising first. */
  themes: { theme: string; count: number; before: number | null }[];
  /** Over the decisions that were looked back on in the year before. */
  hitRate: HitRate;
  scorecard: ScorecardFigure[];
  /** Decisions that were changed or reversed in the week, and the voices that were cited for or against them. */
  thanks: { ritualId: number; decisionId: number; voiceIds: number[] }[];
  /** Twelve weeks, the oldest first; the last one is this week. */
  trend: TrendWeek[];
  /** What the reader may not see: owed things, and disliked decisions and blind spots. */
  hidden: { matters: number; decisions: number };
}

/** Teams that have been silent for this long are named first. */
export const silentAfterWeeks = 3;

/** How many weeks the picture shows. */
export const trendWeeks = 12;

/** Fewer answers than that are shown as nothing, for they could give a person away. */
export const fewestAnswersShown = 3;

/** A segment is unheard below this part of the larger of its shares, once so many voices name a segment. */
export const unheardBelow = 1 / 4;
export const fewestVoicesForBalance = 10;

/** The most themes that a digest keeps. */
export const mostThemes = 100;

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
