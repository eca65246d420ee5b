// Works out anew when an open round closes, after every change of its decisions, answers or roster.
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import { closingTime, roundCloses } from '../ritual/round.ts';
import { findRound, moveClosing } from '../ritual/round-store.ts';
import { allHaveAnswered } from './answer-store.ts';

/** `now` is the moment of the change: when all have answered, the round closes fifteen minutes after it. */
export function setClosing(db: Database, now: Date, roundId: number): void {
  const round = findRound(db, roundId);
  if (round?.state !== 'open') return;
  const closesAt = closingTime(round.windowEndsAt, round.rosterKnown && allHaveAnswered(db, roundId), now);
  moveClosing(db, roundId, closesAt);
  setAlarm(db, roundCloses, roundId, closesAt);
}
