// Loads how the rituals are doing, those first that have been silent for longest.
import { spellOf } from '../decision/advise-facilitator.ts';
import { knownTeams } from '../digest/team-store.ts';
import { silentWeeks } from '../digest/teams.ts';
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
  /** As the digest counts them. */
  silentWeeks: number;
  /** The weeks through which fewer and fewer have answered; none where they have not. */
  falling: WeekOfAnswers[];
}

const nothing: Kept = { held: 0, kept: 0, waitedFor: 0, answered: 0 };

/** Of the rituals that this person may read of. */
export function loadHealth(db: Database, now: Date, personId: string, number: number): Page<Health> {
  const teams = knownTeams(db, now, viewerOf(db, personId)).sort(
    (one, other) => silenceMs(other.silentSince, now) - silenceMs(one.silentSince, now),
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
        silentWeeks: silentWeeks(silentSince, now),
        falling: spellOf(db, ritual, now),
      },
    ];
  });
}

const silenceMs = (since: Date | null, now: Date) => now.getTime() - (since ?? now).getTime();
