// Loads what the App Home shows to one person.

import type { Decision } from '../decision/decision.ts';
import { offersTo } from '../decision/load-offer.ts';
import { type Told, tell } from '../decision/load-round.ts';
import type { Matter } from '../decision/matter.ts';
import { openMattersOf } from '../decision/matter-store.ts';
import type { OfferTold } from '../decision/offer-view.ts';
import { loadDecision, unansweredBy } from '../decision/store.ts';
import { type Care, findCare } from '../people/care-store.ts';
import { remindersOff } from '../people/reminders-store.ts';
import { mayChangeSettings } from '../people/roles.ts';
import { findBestCustomers, findSettings, listFunctions } from '../people/settings-store.ts';
import { findPerson, viewerOf } from '../people/store.ts';
import type { CompanyFunction, Settings } from '../people/workspace.ts';
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { findRound } from '../ritual/round-store.ts';
import { ritualsOfMember } from '../ritual/store.ts';
import { upcomingRounds } from '../ritual/upcoming.ts';
import { type OwnedFollowUp, openFollowUpsOf } from '../voc/follow-up-store.ts';
import { findVoice, latestVoices } from '../voc/store.ts';
import type { Voice } from '../voc/voice.ts';

export interface OpenMatter {
  matter: Matter;
  told: Told;
  /** The customer's words that speak against the decision, where this person may read them. */
  voice: Voice | null;
}

/** Whether somebody is reminded, and of which of their channels’ rituals. */
export interface ReminderFacts {
  isOff: boolean;
  on: Ritual[];
  off: Ritual[];
}

export interface HomeFacts {
  matters: OpenMatter[];
  offers: OfferTold[];
  waiting: { decision: Decision; closesAt: Date }[];
  followUps: OwnedFollowUp[];
  /** The calendar day in the reader’s zone. */
  today: string;
  rituals: { ritual: Ritual; next: Date | null }[];
  reminders: ReminderFacts;
  voices: Voice[];
  /** Null for whoever may not change them. */
  settings: (Settings & { bestCustomers: string | null; functions: CompanyFunction[]; care: Care }) | null;
}

export function loadHome(db: Database, now: Date, personId: string): HomeFacts {
  return {
    matters: loadMatters(db, personId),
    offers: offersTo(db, personId),
    waiting: unansweredBy(db, personId).flatMap((decision) => {
      const round = findRound(db, decision.roundId);
      return round ? [{ decision, closesAt: round.closesAt }] : [];
    }),
    followUps: openFollowUpsOf(db, personId, viewerOf(db, personId)),
    today: localTime(now, findPerson(db, personId)?.timeZone ?? 'UTC').date,
    rituals: ritualsOfMember(db, personId).map((ritual) => ({
      ritual,
      next: upcomingRounds(db, ritual, now, 1)[0]?.at ?? null,
    })),
    reminders: loadReminderFacts(db, personId),
    voices: latestVoices(db, viewerOf(db, personId), 5),
    settings: mayChangeSettings(db, personId)
      ? {
          ...findSettings(db),
          bestCustomers: findBestCustomers(db)?.words ?? null,
          functions: listFunctions(db),
          care: findCare(db),
        }
      : null,
  };
}

/** What a person has to do, the earliest date first. */
export function loadMatters(db: Database, personId: string): OpenMatter[] {
  return openMattersOf(db, personId).flatMap((matter) => {
    const decision = loadDecision(db, matter.decisionId);
    const round = decision && findRound(db, decision.roundId);
    if (!decision || !round) return [];
    const { voiceId } = matter;
    const voice = voiceId === null ? undefined : findVoice(db, voiceId, viewerOf(db, personId));
    return [{ matter, told: tell(db, round, decision), voice: voice ?? null }];
  });
}

function loadReminderFacts(db: Database, personId: string): ReminderFacts {
  const off = remindersOff(db, personId);
  const rituals = ritualsOfMember(db, personId);
  return {
    isOff: off.has('all'),
    on: rituals.filter(({ id }) => !off.has(id)),
    off: rituals.filter(({ id }) => off.has(id)),
  };
}
