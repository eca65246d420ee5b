// Loads how the rituals are doing, those first that have been silent for longest.
import { spellOf } from '../decision/advise-facilitator.ts';
import { knownTeams } from '../digest/team-store.ts';
import { viewerOf } from '../people/store.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { WeekOfAnswers } from '../ritual/response-rate.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { findRitual } from '../ritual/store.ts';
import { type Kept, keptSince } from './health-store.ts';
import { type Page, pageOf, pageWith } from './pages.ts';

const healthSpanMs = 4 * 7 * dayMs;
const onPage = 10;

export interface Health {
  ritual: Ritual;
  kept: Kept;
  /** Whole weeks since it last recorded a decision, or was set up. */
  silentWeeks: number;
  /** The weeks through which fewer and fewer have answered; none where they have not. */
  falling: WeekOfAnswers[];
}

const nothing: Kept = { held: 0, kept: 0, waitedFor: 0, answered: 0 };

/** Of the rituals that this person may read of. */
export function loadHealth(db: Database, now: Date, personId: string, number: number): Page<Health> {
  const teams = knownTeams(db, now, viewerOf(db, personId)).sort(
    (one, other) => one.silentSince.getTime() - other.silentSince.getTime(),
  );
  const page = pageOf(teams, number, onPage);
  const ids = page.items.map(({ ritualId }) => ritualId);
  const kept = keptSince(db, ids, later(now, -healthSpanMs), now);
  return pageWith(page, ({ ritualId, silentSince }) => {
    const ritual = findRitual(db, ritualId);
    if (!ritual) return [];
    return [
      {
        ritual,
        kept: kept.get(ritualId) ?? nothing,
        silentWeeks: Math.max(0, Math.floor((now.getTime() - silentSince.getTime()) / (7 * dayMs))),
        falling: spellOf(db, ritual, now),
      },
    ];
  });
}
