// Notes advice for a facilitator whose ritual gets fewer answers week after week, once for each such spell.
import { nextMorning, wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { dayMs, later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { fallingSpell, type WeekOfAnswers, weeksOfAnswers } from '../ritual/response-rate.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { findRitual } from '../ritual/store.ts';
import { type AdviceKey, adviceAbout, noteAdvice, roundsOfAnswers } from './response-store.ts';

/** A rate that falls for longer than this is worth a second piece of advice. */
const lookBackMs = 26 * 7 * dayMs;

/** What a facilitator is told: the ritual, and the weeks through which its rate fell. */
export interface Advice {
  key: AdviceKey;
  ritual: Ritual;
  weeks: WeekOfAnswers[];
}

/** Belongs to the close of each round: that is when the weeks before it are known. */
export function adviseFacilitator(db: Database, now: Date, ritualId: number): void {
  const ritual = findRitual(db, ritualId);
  const [first] = ritual ? spellOf(db, ritual, now) : [];
  if (!ritual || !first || !noteAdvice(db, ritual.id, first.weekOf)) return;
  const facilitator = findPerson(db, ritual.facilitatorId);
  // In the morning there is likely to be a note for it to stand in.
  if (isActive(facilitator)) wishReminder(db, facilitator.id, nextMorning(facilitator, now));
}

/** The advice for a facilitator in the note of a day, or (day null) in none yet, as far as it is still true. */
export function adviceFor(db: Database, now: Date, personId: string, day: string | null): Advice[] {
  return adviceAbout(db, personId, day).flatMap((key) => {
    const ritual = findRitual(db, key.ritualId);
    const weeks = ritual ? spellOf(db, ritual, now) : [];
    return ritual && weeks[0]?.weekOf === key.sinceWeek ? [{ key, ritual, weeks }] : [];
  });
}

/** The weeks through which a ritual’s response rate has fallen; none where it has not. */
export function spellOf(db: Database, ritual: Ritual, now: Date): WeekOfAnswers[] {
  const rounds = roundsOfAnswers(db, ritual.id, later(now, -lookBackMs));
  return fallingSpell(weeksOfAnswers(rounds, ritual.timeZone, now));
}
