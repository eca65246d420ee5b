// Loads how often each team was right, and about which customers.
import { fewestReviewed, type HitRate, hitRateByTeam, hitRateOfSegment } from '../decision/hit-rate.ts';
import { reviewedBetween } from '../decision/hit-rate-store.ts';
import type { Viewer } from '../people/person.ts';
import { listSegments } from '../people/segments-store.ts';
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { findRitual } from '../ritual/store.ts';
import type { Figures } from './figures.ts';
import { yearMs } from './week.ts';

export interface NamedRate {
  name: string;
  rate: HitRate;
}

/** Those of which enough is known, the least often right first. */
export interface NamedRates {
  teams: NamedRate[];
  segments: NamedRate[];
}

export const noRates: NamedRates = { teams: [], segments: [] };

/** Over the year up to the digest; one decision may touch several kinds of customers. */
export function loadRates(db: Database, figures: Figures, viewer: Viewer): NamedRates {
  const until = new Date(figures.until);
  const reviewed = reviewedBetween(db, { from: later(until, -yearMs), until }, viewer);
  const teams = [...hitRateByTeam(reviewed)].flatMap(([ritualId, rate]) => {
    const ritual = findRitual(db, ritualId);
    return ritual ? [{ name: ritual.name, rate }] : [];
  });
  const segments = listSegments(db).map(({ name, label }) => ({
    name: label,
    rate: hitRateOfSegment(reviewed, name),
  }));
  return { teams: enough(teams), segments: enough(segments) };
}

function enough(rates: NamedRate[]): NamedRate[] {
  return rates
    .filter(({ rate }) => rate.n >= fewestReviewed)
    .sort((one, other) => one.rate.hits / one.rate.n - other.rate.hits / other.rate.n);
}
