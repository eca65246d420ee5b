// Says what a change to the care of voices would come to: what is saved, and how many voices it deletes at once.
import { type Care, findCare } from '../people/care-store.ts';
import { requireSettings } from '../people/roles.ts';
import { type Opened, touched } from '../people/touched.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { countVoicesBefore } from './care-store.ts';

const fewestDays = 30;
const mostDays = 3_650;

export interface WeighedCare {
  care: Care;
  /** How many voices are too old for it, as they were not for what holds now. */
  voices: number;
  /** They were said before this; null where nothing is forgotten by age. */
  saidBefore: Date | null;
}

/** Refuses strangers to the settings, a time that is hardly meant, and what somebody else changed meanwhile. */
export function weighCare(
  db: Database,
  now: Date,
  personId: string,
  { shown, chosen }: Opened<Care>,
): WeighedCare {
  requireSettings(db, personId);
  const held = findCare(db);
  const masking = { shown: shown.masks, chosen: chosen.masks, held: held.masks };
  const days = { shown: shown.keptDays, chosen: chosen.keptDays, held: held.keptDays };
  const care = {
    masks: touched('masking', masking, (masks) => (masks ? 'masked' : 'kept')),
    keptDays: touched('kept_days', days, (keptDays) => (keptDays === null ? '' : `${keptDays} days`)),
  };
  const { keptDays } = care;
  requireMeantDays(keptDays);
  if (keptDays === null) return { care, voices: 0, saidBefore: null };
  const saidBefore = later(now, -keptDays * dayMs);
  const isShorter = keptDays < (held.keptDays ?? Number.POSITIVE_INFINITY);
  return { care, voices: isShorter ? countVoicesBefore(db, saidBefore) : 0, saidBefore };
}

/** Refuses a time that is hardly meant; null: for good. */
export function requireMeantDays(keptDays: number | null): void {
  if (keptDays === null) return;
  if (Number.isInteger(keptDays) && keptDays >= fewestDays && keptDays <= mostDays) return;
  throw new Refusal(
    'Type how many days voices are kept, from 30 to 3,650, or leave it empty to keep them for good.',
    'kept_days',
  );
}
