// Computes a week's figures from what the rooms know: its cost grows with the week, for what was counted is kept.

import { countThoughts, hitRateBetween, type Thought } from '../decision/hit-rate-store.ts';
import type { Viewer } from '../people/person.ts';
import { listSegments } from '../people/segments-store.ts';
import { later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { changedByVoices, decisionsWith } from './decision-week-store.ts';
import { type Figures, trendWeeks } from './figures.ts';
import { balanceOf, countVoices, themesOf } from './heard.ts';
import { countPromises, voicesHeard } from './heard-store.ts';
import { dueHorizon, sortOwed } from './owed.ts';
import { openDuties } from './owed-store.ts';
import { chosenLineWeeks, scorecardWeek } from './score-week.ts';
import { missedWeeks, weeksUntil } from './store.ts';
import * as teamStore from './team-store.ts';
import { type CountedTeam, functionFigures, teamFigures, trendWeek } from './teams.ts';
import { isAsLong, type Week, weeksBefore, yearMs } from './week.ts';

/** A week, the zone of its sponsor, and who will read of it: a digest holds nothing that its reader may not see. */
export interface WeekTask {
  week: Week;
  zone: string;
  readers: { name: string; viewer: Viewer }[];
}

/** A week and what its teams did, whoever reads of it. */
export interface CountedWeek {
  week: Week;
  teams: CountedTeam[];
}

export interface Computed {
  figures: { reader: string; figures: Figures }[];
  /** What was counted and is to be kept, so that the next digest need not count it again. */
  weeks: CountedWeek[];
  thoughts: Thought[];
}

/** Reads only, so that it may run anywhere; what it counted is kept by whoever saves the figures. */
export function computeWeek(db: Database, { week, zone, readers }: WeekTask): Computed {
  const past = weeksBefore(week, weeksUntil(db, week.from, trendWeeks), zone, trendWeeks - 1);
  const kept = past.map((one) => ({ week: one, teams: teamStore.keptTeams(db, one) }));
  const counted = kept.map((one) => ({ ...one, teams: one.teams ?? teamStore.countTeams(db, one.week) }));
  const weeks = [{ week, teams: teamStore.countTeams(db, week) }, ...counted];
  const thoughts = countThoughts(db, later(week.until, -yearMs), week.until);
  return {
    figures: readers.map(({ name, viewer }) => ({
      reader: name,
      figures: figuresFor(db, { name, viewer, weeks, thoughts, zone }),
    })),
    weeks: weeks.filter((_, index) => !kept[index - 1]?.teams),
    thoughts,
  };
}

interface Reading {
  name: string;
  viewer: Viewer;
  /** The week itself and those before it, newest first. */
  weeks: CountedWeek[];
  thoughts: Thought[];
  zone: string;
}

function figuresFor(db: Database, reading: Reading): Figures {
  const { name, viewer, weeks, thoughts, zone } = reading;
  const [{ week, teams: now }, { week: earlier, teams: before }] = latestTwo(weeks);
  const known = teamStore.knownTeams(db, week.until, viewer);
  // A part of a week stands beside nothing: every change would be told as a loss.
  const isComparable = isAsLong(week, earlier);
  const teams = teamFigures(known, week.until, now, isComparable ? before : []);
  const heard = voicesHeard(db, week, isComparable ? earlier : week, viewer);
  const promises = countPromises(db, week, viewer);
  const { owed, hidden } = sortOwed(openDuties(db, dueHorizon(week), viewer), week, zone);
  const disliked = decisionsWith(db, week, 'reconsideration', viewer);
  const blindSpots = decisionsWith(db, week, 'blind spot', viewer);
  return {
    weekOf: week.weekOf,
    from: stored(week.from),
    until: stored(week.until),
    owed,
    disliked: readable(disliked),
    blindSpots: readable(blindSpots),
    functionsWithoutRitual: teamStore.functionsWithoutRitual(db),
    teams,
    functions: functionFigures(teams),
    missedRounds: teamStore.countMissedRounds(db, week),
    missedWeeks: missedWeeks(db, name),
    balance: balanceOf(heard, listSegments(db)),
    voices: { ...countVoices(heard), promisesKept: promises.kept, promisesOpen: promises.open },
    themes: themesOf(heard),
    hitRate: hitRateBetween(db, { from: later(week.until, -yearMs), until: week.until }, thoughts, viewer),
    scorecard: scorecardWeek(db, week, earlier, viewer),
    thanks: changedByVoices(db, week, viewer),
    trend: trend(db, weeks, new Set(known.map(({ ritualId }) => ritualId)), viewer),
    hidden: { matters: hidden, decisions: unreadable([...disliked, ...blindSpots]) },
  };
}

function latestTwo(weeks: CountedWeek[]): [CountedWeek, CountedWeek] {
  const [latest, earlier] = weeks;
  if (!latest || !earlier) throw new Error('a trend has two weeks at least');
  return [latest, earlier];
}

type Found = { id: number; mayRead: boolean };

const readable = (found: Found[]) => found.filter(({ mayRead }) => mayRead).map(({ id }) => id);

/** A decision counts once, whatever was found about it. */
const unreadable = (found: Found[]) =>
  new Set(found.filter(({ mayRead }) => !mayRead).map(({ id }) => id)).size;

function trend(
  db: Database,
  weeks: readonly CountedWeek[],
  shown: ReadonlySet<number>,
  viewer: Viewer,
): Figures['trend'] {
  const oldestFirst = weeks.toReversed();
  const lines = chosenLineWeeks(
    db,
    oldestFirst.map(({ week }) => week),
    viewer,
  );
  return oldestFirst.map(({ week, teams }, index) => ({
    ...trendWeek(week.weekOf, teams, shown),
    line: lines[index] ?? null,
  }));
}
