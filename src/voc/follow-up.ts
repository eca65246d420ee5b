// A promise to the customer behind a voice: one owner and a day, closed with what the customer was told.
import { instantOf, localTime, previousWorkingDay, workingHours } from '../people/zone.ts';
import { Refusal } from '../platform/refusal.ts';
import { wellFormed } from './draft.ts';

export interface FollowUp {
  id: number;
  voiceId: number;
  ownerId: string;
  /** A calendar day, in the owner's zone. */
  dueOn: string;
  askedBy: string;
  /** What the customer was told; null while it is open. */
  told: string | null;
  closedBy: string | null;
  closedAt: Date | null;
}

export const longestTold = 1_000;

/** Tells somebody what has come to them; its subject is the person's id and the day of the note. */
export const followUpsPassedDrawing = 'follow-ups passed on';

/** Until when it is to be done: the end of the working hours of its day. */
export function dueAt(dueOn: string, zone: string): Date {
  return instantOf(dueOn, workingHours.to, zone);
}

/** When its owner is first reminded: on the working day before its day, or at once where that has begun. */
export function firstReminder(dueOn: string, now: Date, zone: string): Date {
  const before = previousWorkingDay(dueOn);
  return before < localTime(now, zone).date ? now : instantOf(before, workingHours.from, zone);
}

/** Refuses words that say nothing, and more than fit. */
export function checkTold(typed: string): string {
  const told = wellFormed(typed).trim();
  if (!/[\p{L}\p{N}]/u.test(told)) {
    throw new Refusal(
      'Say what the customer was told, such as `/voc close 42 The fix is out, Acme can try again`.',
      'told',
    );
  }
  if (told.length > longestTold) {
    throw new Refusal(
      `That is ${told.length.toLocaleString('en')} characters; this takes 1,000. Keep what the customer was told.`,
      'told',
    );
  }
  return told;
}
