// One asking: one meeting that ended, one root message in the channel.
import type { Audience } from '../people/conversation.ts';
import { instantOf, localTime, nextWorkingDay } from '../people/zone.ts';
import { minuteMs } from '../platform/clock.ts';
import type { Fraction } from './ritual.ts';

/** How a meeting's end is noticed. */
export type Trigger = 'schedule' | 'calendar' | 'huddle' | 'webhook' | 'workflow step' | 'hand';

export type RoundState = 'open' | 'closed' | 'empty' | 'lapsed' | 'missed';

export interface Round {
  id: number;
  ritualId: number | null;
  conversationId: string;
  audience: Audience;
  name: string;
  question: string;
  bestCustomersVersion: number | null;
  reconsiderAt: Fraction;
  anonymous: boolean;
  /** Whether it was known at the start whom the round waits for; else only its window closes it. */
  rosterKnown: boolean;
  facilitatorId: string;
  trigger: Trigger;
  /** Asked noticeably after the meeting's end, because the bot was down. */
  late: boolean;
  state: RoundState;
  /** When the meeting ended: for a round that was caught up, before it was asked. */
  openedAt: Date;
  windowEndsAt: Date;
  closesAt: Date;
  closedAt: Date | null;
  /** Who closed it by hand or said that it was empty; null when its time had come. */
  closedBy: string | null;
}

/** Everybody on the roster has answered everything: it closes this long after the last change. */
const graceMs = 15 * minuteMs;

/** A meeting's end noticed within this time is asked about, marked late; an older one is recorded as missed. */
export const catchUpMs = 60 * minuteMs;

/** Two triggers that see ends this close together see the end of one meeting. */
export const sameMeetingMs = 15 * minuteMs;

/** An end noticed later than this counts as late. */
export const punctualMs = 2 * minuteMs;

/**
 * The end of the answer window: the same local time on the next working day that is not quiet. After two weeks of quiet
 * days it ends all the same.
 */
export function windowEnd(openedAt: Date, zone: string, isQuiet: (day: string) => boolean): Date {
  const { date, time } = localTime(openedAt, zone);
  let day = nextWorkingDay(date);
  for (let passed = 1; isQuiet(day) && passed < mostQuietDays; passed += 1) day = nextWorkingDay(day);
  return instantOf(day, time, zone);
}

/** Working days; a longer quiet spell keeps no round open. */
export const mostQuietDays = 10;

/** When an open round closes: at its window's end, or fifteen minutes after the last change once all have answered. */
export function closingTime(windowEndsAt: Date, allAnswered: boolean, lastChangeAt: Date): Date {
  const afterGrace = new Date(lastChangeAt.getTime() + graceMs);
  return allAnswered && afterGrace < windowEndsAt ? afterGrace : windowEndsAt;
}

/** The drawing of a round's root message, and of the reply that tells its reveal. */
export const rootDrawing = 'root';
/** The kind of alarm at which a round closes; its key is the round's id. */
export const roundCloses = 'round closes';
