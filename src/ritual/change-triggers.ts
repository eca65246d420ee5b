// Changes when a ritual asks: its times, its huddles, its quiet days.
import type { Days } from '../people/days.ts';
import { requireFacilitator, requireMember } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { awaitNextEnd } from './follow-schedule.ts';
import { keepQuiet } from './keep-quiet.ts';
import { requireRitual } from './pause-ritual.ts';
import { addQuietDays, forgetQuietDays } from './quiet-store.ts';
import type { Ritual } from './ritual.ts';
import type { Schedule } from './schedule.ts';
import { scheduleWords } from './schedule-words.ts';
import { saveRitual } from './store.ts';

const mostSchedules = 10;

/** The ritual, when this person may change when it asks. Refuses strangers, and anyone but facilitator and sponsor. */
export function requireMayChange(db: Database, conversationId: string, personId: string): Ritual {
  requireMember(db, conversationId, personId);
  const ritual = requireRitual(db, conversationId);
  requireFacilitator(db, ritual.facilitatorId, personId);
  return ritual;
}

/** Refuses as requireMayChange, a time that the ritual has already, and more than ten times. */
export function addSchedule(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  schedule: Schedule,
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  const words = scheduleWords(schedule);
  if (ritual.schedules.some((known) => scheduleWords(known) === words)) {
    throw new Refusal('The ritual asks at this time already.', 'weekdays');
  }
  if (ritual.schedules.length >= mostSchedules) {
    throw new Refusal('A ritual has ten times at the most. Remove one that is no longer needed.', 'weekdays');
  }
  return change(db, now, personId, { ...ritual, schedules: [...ritual.schedules, schedule] });
}

/** Takes a time away by its words; one that is gone already stays gone. Refuses as requireMayChange. */
export function removeSchedule(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  words: string,
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  const schedules = ritual.schedules.filter((schedule) => scheduleWords(schedule) !== words);
  return change(db, now, personId, { ...ritual, schedules });
}

/** Refuses as requireMayChange. */
export function followHuddles(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  huddles: boolean,
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  return change(db, now, personId, { ...ritual, huddles });
}

function change(db: Database, now: Date, personId: string, ritual: Ritual): Ritual {
  saveRitual(db, ritual);
  awaitNextEnd(db, ritual, now);
  audit(db, now, personId, 'changed', `ritual ${ritual.id}`);
  return ritual;
}

/** Adds a day on which nothing is asked. Refuses as requireMayChange. */
export function skipDays(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  days: Days,
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  addQuietDays(db, ritual.id, days);
  keepQuiet(db, now, ritual);
  audit(db, now, personId, 'skipped', `ritual ${ritual.id}`);
  return ritual;
}

/** Replaces all the typed quiet days of a ritual. Refuses as requireMayChange. */
export function setQuietDays(
  db: Database,
  now: Date,
  personId: string,
  conversationId: string,
  days: readonly Days[],
): Ritual {
  const ritual = requireMayChange(db, conversationId, personId);
  forgetQuietDays(db, ritual.id);
  for (const span of days) addQuietDays(db, ritual.id, span);
  keepQuiet(db, now, ritual);
  audit(db, now, personId, 'changed', `ritual ${ritual.id}`);
  return ritual;
}
