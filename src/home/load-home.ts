// Loads what the App Home shows to one person.

import type { Decision } from '../decision/decision.ts';
import { offersTo } from '../decision/load-offer.ts';
import { type Told, tell } from '../decision/load-round.ts';
import type { Matter } from '../decision/matter.ts';
import { openMattersOf } from '../decision/matter-store.ts';
import type { OfferTold } from '../decision/offer-view.ts';
import { loadDecision, unansweredBy } from '../decision/store.ts';
import type { Viewer } from '../people/person.ts';
import { remindersOff } from '../people/reminders-store.ts';
import { mayChangeSettings } from '../people/roles.ts';
import { findPerson, viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import type { Database } from '../platform/database.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { findRound } from '../ritual/round-store.ts';
import { ritualsOfMember } from '../ritual/store.ts';
import { upcomingRounds } from '../ritual/upcoming.ts';
import { type OwnedFollowUp, openFollowUpsOf } from '../voc/follow-up-store.ts';
import { findVoice, recentVoices } from '../voc/store.ts';
import type { Voice } from '../voc/voice.ts';
import { loadSettings, type SettingsFacts } from './load-settings.ts';
import { type HomeList, type HomePages, type Page, pageOf, pageSizes, pageWith } from './pages.ts';

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
  matters: Page<OpenMatter>;
  offers: Page<OfferTold>;
  waiting: Page<{ decision: Decision; closesAt: Date }>;
  followUps: Page<OwnedFollowUp>;
  /** The calendar day in the reader’s zone. */
  today: string;
  rituals: Page<{ ritual: Ritual; next: Date | null }>;
  reminders: ReminderFacts;
  voices: Page<Voice>;
  /** Null for whoever may not change them. */
  settings: SettingsFacts | null;
}

export function loadHome(db: Database, now: Date, personId: string, pages: HomePages = {}): HomeFacts {
  const viewer = viewerOf(db, personId);
  const page = <Item>(list: HomeList, all: readonly Item[]) => pageOf(all, pages[list] ?? 0, pageSizes[list]);
  const rituals = ritualsOfMember(db, personId);
  return {
    matters: pageWith(page('matters', openMattersOf(db, personId)), (matter) =>
      loadMatter(db, matter, viewer),
    ),
    offers: page('offers', offersTo(db, personId)),
    waiting: pageWith(page('waiting', unansweredBy(db, personId)), (decision) => {
      const round = findRound(db, decision.roundId);
      return round ? [{ decision, closesAt: round.closesAt }] : [];
    }),
    followUps: page('followUps', openFollowUpsOf(db, personId, viewer)),
    today: localTime(now, findPerson(db, personId)?.timeZone ?? 'UTC').date,
    rituals: pageWith(page('rituals', rituals), (ritual) => [
      { ritual, next: upcomingRounds(db, ritual, now, 1)[0]?.at ?? null },
    ]),
    reminders: reminderFacts(db, personId, rituals),
    voices: loadVoices(db, viewer, pages.voices ?? 0),
    settings: mayChangeSettings(db, personId) ? loadSettings(db, now, personId) : null,
  };
}

/** What a person has to do, the earliest date first. */
export function loadMatters(db: Database, personId: string): OpenMatter[] {
  const viewer = viewerOf(db, personId);
  return openMattersOf(db, personId).flatMap((matter) => loadMatter(db, matter, viewer));
}

function loadMatter(db: Database, matter: Matter, viewer: Viewer): OpenMatter[] {
  const decision = loadDecision(db, matter.decisionId);
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) return [];
  const voice = matter.voiceId === null ? undefined : findVoice(db, matter.voiceId, viewer);
  return [{ matter, told: tell(db, round, decision), voice: voice ?? null }];
}

/** Nobody counts the voices: a page knows only whether there is another one. */
function loadVoices(db: Database, viewer: Viewer, number: number): Page<Voice> {
  const size = pageSizes.voices;
  const found = recentVoices(db, viewer, { offset: number * size, limit: size + 1 });
  const items = found.slice(0, size);
  return { items, number, total: number * size + found.length, hasMore: found.length > size };
}

function reminderFacts(db: Database, personId: string, rituals: readonly Ritual[]): ReminderFacts {
  const off = remindersOff(db, personId);
  return {
    isOff: off.has('all'),
    on: rituals.filter(({ id }) => !off.has(id)),
    off: rituals.filter(({ id }) => off.has(id)),
  };
}
