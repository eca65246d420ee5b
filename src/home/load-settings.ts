// Loads what the App Home shows to whoever may change what the workspace has agreed on.
import { loadScorecard, type ScorecardFacts } from '../digest/load-scorecard.ts';
import { type Care, findCare } from '../people/care-store.ts';
import type { Segment } from '../people/segment.ts';
import { listSegments } from '../people/segments-store.ts';
import { findBestCustomers, findSettings, listFunctions } from '../people/settings-store.ts';
import { sponsorId } from '../people/store.ts';
import type { BestCustomers, CompanyFunction, Settings } from '../people/workspace.ts';
import type { Database } from '../platform/database.ts';

export interface SettingsFacts extends Settings {
  /** Whether the reader is the sponsor, who alone reads digests. */
  isSponsor: boolean;
  bestCustomers: BestCustomers | null;
  functions: CompanyFunction[];
  segments: Segment[];
  care: Care;
  scorecard: ScorecardFacts;
}

export function loadSettings(db: Database, now: Date, personId: string): SettingsFacts {
  return {
    ...findSettings(db),
    isSponsor: sponsorId(db) === personId,
    bestCustomers: findBestCustomers(db) ?? null,
    functions: listFunctions(db),
    segments: listSegments(db),
    care: findCare(db),
    scorecard: loadScorecard(db, now, personId),
  };
}
