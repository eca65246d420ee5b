// Loads what one note of reminders tells a person: what they owe, what waits for their answer, and advice.
import { type Advice, adviceFor } from '../decision/advise-facilitator.ts';
import type { Decision } from '../decision/decision.ts';
import { isWorthTelling } from '../decision/matter.ts';
import { waitingAnswersOf } from '../decision/reminder-store.ts';
import { loadDecision } from '../decision/store.ts';
import { findAsk, type OwnerAsk } from '../digest/owner-ask.ts';
import { asksOf } from '../digest/owner-ask-store.ts';
import { remindersOff } from '../people/reminders-store.ts';
import { findPerson, viewerOf } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { dayMs, hourMs, later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { isQuietDay } from '../ritual/quiet-store.ts';
import type { Ritual } from '../ritual/ritual.ts';
import { findRound } from '../ritual/round-store.ts';
import { findRitual } from '../ritual/store.ts';
import { dueAt } from '../voc/follow-up.ts';
import { type OwnedFollowUp, openFollowUpsOf } from '../voc/follow-up-store.ts';
import { loadMatters, type OpenMatter } from './load-home.ts';

/** A follow-up is worth a reminder from this long before its day. */
const soonMs = 4 * dayMs;

/** A reminder to answer goes at least an hour before the close; half a minute is the alarm's own. */
const noticeMs = hourMs - minuteMs / 2;

/** At nine many are reminded at once: one that was owed in time may take so much longer on its way. */
const queueMs = 10 * minuteMs;

/** More advice at once is not taken. */
const mostAdvice = 2;

export interface AnswerDue {
  decision: Decision;
  closesAt: Date;
  /** Undefined in a channel that was asked by hand without one. */
  ritual: Ritual | undefined;
}

export interface Reminders {
  matters: OpenMatter[];
  answers: AnswerDue[];
  followUps: OwnedFollowUp[];
  advice: Advice[];
  /** What a digest lists for them, and what the sponsor nudges them about: it is told whatever its date. */
  asks: OwnerAsk[];
  /** Whether something has to wait for another day: the end of a ritual's quiet days, or room in the note. */
  waits: boolean;
}

export function isNothing({ matters, answers, followUps, advice }: Reminders): boolean {
  return matters.length + answers.length + followUps.length + advice.length === 0;
}

/** What the note of a day tells now, or (day null) what a note would tell that is owed now. */
export function loadReminders(db: Database, now: Date, personId: string, day: string | null): Reminders {
  const off = remindersOff(db, personId);
  if (off.has('all')) return { matters: [], answers: [], followUps: [], advice: [], asks: [], waits: false };
  const asks = asksOf(db, personId, day);
  const matters = loadMatters(db, personId).filter(
    ({ matter }) => isWorthTelling(matter, now) || findAsk(asks, 'matter', matter.id),
  );
  const closingFrom = later(now, day === null ? noticeMs : noticeMs - queueMs);
  const answers = waitingAnswersOf(db, personId, { day, closingFrom }).flatMap((waiting) => {
    const decision = loadDecision(db, waiting.decisionId);
    const ritual = waiting.ritualId === null ? undefined : findRitual(db, waiting.ritualId);
    if (!decision || (ritual && off.has(ritual.id))) return [];
    return [{ decision, ritual, closesAt: waiting.closesAt }];
  });
  const mayCome = (roundId: number) => !isQuiet(db, roundId, now);
  const loudMatters = matters.filter(({ told }) => mayCome(told.decision.roundId));
  const loudAnswers = answers.filter(({ decision }) => mayCome(decision.roundId));
  const advice = adviceFor(db, now, personId, day);
  return {
    matters: loudMatters,
    answers: loudAnswers,
    followUps: followUpsDue(db, now, personId, { day, asks }),
    advice: advice.slice(0, mostAdvice),
    asks,
    waits:
      loudMatters.length + loudAnswers.length < matters.length + answers.length || advice.length > mostAdvice,
  };
}

/**
 * What is due soon or asked about, and what others gave them that no other note has told. It belongs to no ritual and
 * its quiet days.
 */
function followUpsDue(
  db: Database,
  now: Date,
  personId: string,
  { day, asks }: { day: string | null; asks: OwnerAsk[] },
): OwnedFollowUp[] {
  const zone = findPerson(db, personId)?.timeZone ?? 'UTC';
  return openFollowUpsOf(db, personId, viewerOf(db, personId)).filter(
    ({ followUp, isNews, newsDay }) =>
      dueAt(followUp.dueOn, zone) <= later(now, soonMs) ||
      findAsk(asks, 'follow-up', followUp.id) ||
      (isNews && (newsDay === null || newsDay === day)),
  );
}

/** Whether it is a quiet day of the ritual that a round belongs to. */
function isQuiet(db: Database, roundId: number, now: Date): boolean {
  const ritualId = findRound(db, roundId)?.ritualId ?? null;
  const ritual = ritualId === null ? undefined : findRitual(db, ritualId);
  return ritual !== undefined && isQuietDay(db, ritual.id, localTime(now, ritual.timeZone).date);
}
