// Reads figures as some release has kept them: what it did not know of yet is filled in with nothing.
import { stored } from '../platform/clock.ts';
import type { Figures, OwedRef, TeamFigures } from './figures.ts';
import type { Week } from './week.ts';

/** What the first digests held that is told otherwise now. */
interface FirstFigures {
  overdueMatterIds: number[];
  dueMatterIds: number[];
  dislikedIds: number[];
  blindSpotIds: number[];
  functionIdsWithoutRitual: number[];
  voicesBySegment: { segment: string | null; count: number }[];
  themes: { theme: string; count: number; before?: number | null }[];
  voices: number | Figures['voices'];
}

type KeptFigures = Partial<Omit<Figures, 'voices' | 'themes'> & FirstFigures> & { teams?: TeamFigures[] };

/** `week`: of the digest that holds them. */
export function readFigures(json: string, week: Week): Figures {
  const kept: KeptFigures = JSON.parse(json);
  return {
    weekOf: week.weekOf,
    from: kept.from ?? stored(week.from),
    until: kept.until ?? stored(week.until),
    owed: kept.owed ?? {
      overdue: matters(kept.overdueMatterIds),
      ownerless: [],
      dueThisWeek: matters(kept.dueMatterIds),
    },
    disliked: kept.disliked ?? kept.dislikedIds ?? [],
    blindSpots: kept.blindSpots ?? kept.blindSpotIds ?? [],
    functionsWithoutRitual: kept.functionsWithoutRitual ?? kept.functionIdsWithoutRitual ?? [],
    teams: kept.teams ?? [],
    functions: kept.functions ?? [],
    missedRounds: kept.missedRounds ?? 0,
    missedWeeks: kept.missedWeeks ?? [],
    balance: kept.balance ?? balance(kept.voicesBySegment),
    voices: voices(kept.voices),
    themes: (kept.themes ?? []).map(({ theme, count, before = null }) => ({ theme, count, before })),
    hitRate: kept.hitRate ?? { n: 0, hits: 0, baseHits: 0 },
    scorecard: kept.scorecard ?? [],
    thanks: kept.thanks ?? [],
    trend: kept.trend ?? [],
    hidden: kept.hidden ?? { matters: 0, decisions: 0 },
  };
}

/** When they were due and whose they were was not kept. */
function matters(ids: number[] = []): OwedRef[] {
  return ids.map((id) => ({ kind: 'matter', id, dueAt: '', ownerId: '' }));
}

function balance(segments: FirstFigures['voicesBySegment'] = []): Figures['balance'] {
  return segments.map(({ segment, count }) => ({
    segment,
    voices: count,
    customersShare: null,
    revenueShare: null,
    unheard: false,
  }));
}

function voices(kept: FirstFigures['voices'] = 0): Figures['voices'] {
  if (typeof kept !== 'number') return kept;
  return { count: kept, before: null, withoutFollowUp: 0, promisesKept: 0, promisesOpen: 0 };
}
