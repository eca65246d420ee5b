// Computes a week's figures from what the rooms know.
import { hitRate } from '../decision/hit-rate.ts';
import { reviewedBetween } from '../decision/hit-rate-store.ts';
import { mattersDueBefore } from '../decision/matter-store.ts';
import type { Viewer } from '../people/person.ts';
import { listFunctions } from '../people/settings-store.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { listRituals } from '../ritual/store.ts';
import { countVoicesBetween, segmentsBetween, themesBetween } from '../voc/store.ts';
import type { Figures, Team, TeamWeek } from './figures.ts';
import * as store from './store.ts';
import { type Week, weekBefore } from './week.ts';

const yearMs = 52 * 7 * dayMs;

/** `viewer` is who will read it: a digest holds nothing that its reader may not see. */
export function computeFigures(db: Database, week: Week, zone: string, viewer: Viewer): Figures {
  const { until, from, weekOf } = week;
  const due = mattersDueBefore(db, later(until, 7 * dayMs), viewer);
  const rituals = listRituals(db);
  const keeping = new Set(rituals.map((ritual) => ritual.functionId));
  return {
    weekOf,
    overdueMatterIds: due.filter((matter) => matter.dueAt < until).map((matter) => matter.id),
    dueMatterIds: due.filter((matter) => matter.dueAt >= until).map((matter) => matter.id),
    dislikedIds: store.decisionIdsWith(db, week, 'reconsideration', viewer),
    blindSpotIds: store.decisionIdsWith(db, week, 'blind spot', viewer),
    functionIdsWithoutRitual: listFunctions(db)
      .filter(({ id }) => !keeping.has(id))
      .map(({ id }) => id),
    teams: teams(db, week, weekBefore(week, zone), rituals),
    missedRounds: store.countMissedRounds(db, week),
    voices: countVoicesBetween(db, from, until, viewer),
    voicesBySegment: segmentsBetween(db, from, until, viewer),
    themes: themesBetween(db, from, until, viewer),
    hitRate: hitRate(reviewedBetween(db, later(until, -yearMs), until, viewer)),
    missedWeeks: store.missedWeeks(db),
  };
}

function teams(db: Database, week: Week, weekEarlier: Week, rituals: Ritual[]): Team[] {
  const now = store.teamWeeks(db, week);
  const before = store.teamWeeks(db, weekEarlier);
  return rituals.map((ritual) => {
    const last = store.lastDecisionAt(db, ritual.id) ?? ritual.createdAt;
    return {
      now: now.get(ritual.id) ?? emptyWeek(ritual),
      before: before.get(ritual.id) ?? null,
      paused: ritual.pausedBecause !== null,
      silentWeeks: Math.max(0, Math.floor((week.until.getTime() - last.getTime()) / (7 * dayMs))),
    };
  });
}

function emptyWeek(ritual: Ritual): TeamWeek {
  return { ritualId: ritual.id, functionId: ritual.functionId, held: 0, kept: 0, waitedFor: 0, answered: 0 };
}
