// Half of a round's window has gone: whoever has not answered is to be reminded, once.
import { wishReminder } from '../people/attention.ts';
import { isActive } from '../people/person.ts';
import { findPerson } from '../people/store.ts';
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import type { Round } from '../ritual/round.ts';
import { findRound } from '../ritual/round-store.ts';
import { dropAnswerReminders, noteAnswerReminder, stillWaitedFor } from './reminder-store.ts';

/** The kind of alarm at which half of a round's window has gone; its key is the round's id. */
export const halfOfWindow = 'half of the window';

/** Belongs to every decision that is put: those who had answered all before are waited for again. */
export function awaitHalfOfWindow(db: Database, { id, openedAt, windowEndsAt }: Round): void {
  const halfMs = (windowEndsAt.getTime() - openedAt.getTime()) / 2;
  setAlarm(db, halfOfWindow, id, later(openedAt, halfMs));
}

/** Notes and wishes a reminder for each person that the round still waits for. */
export function remindRoster(db: Database, now: Date, roundId: number): void {
  const round = findRound(db, roundId);
  if (round?.state !== 'open' || !round.rosterKnown) return;
  for (const personId of stillWaitedFor(db, round.id)) {
    if (isActive(findPerson(db, personId)) && noteAnswerReminder(db, round.id, personId)) {
      wishReminder(db, personId, now);
    }
  }
}

/** The round has ended. */
export function stopReminding(db: Database, roundId: number): void {
  clearAlarm(db, halfOfWindow, roundId);
  dropAnswerReminders(db, roundId);
}
