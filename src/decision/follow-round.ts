// What follows for answers and reminders when a round's window or roster changes from outside.
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { rootDrawing } from '../ritual/round.ts';
import { findRound, leaveRoster, rosterOf } from '../ritual/round-store.ts';
import { hasAnsweredIn } from './answer-store.ts';
import { awaitHalfOfWindow } from './remind-roster.ts';
import { setClosing } from './set-closing.ts';
import { decisionsIn } from './store.ts';

/** Its window ends later than it did: so does the round, and the reminder comes later, too. */
export function followWindow(db: Database, now: Date, roundId: number): void {
  const round = findRound(db, roundId);
  if (round?.state !== 'open') return;
  setClosing(db, now, roundId);
  if (decisionsIn(db, roundId).length > 0) awaitHalfOfWindow(db, round);
  redraw(db, now, rootDrawing, roundId);
}

/** It is known by now who was there: whoever was not, and has not answered, is waited for no longer. */
export function waitForAttendees(db: Database, now: Date, key: string): void {
  const [roundId = '', ...attendeeIds] = key.split(' ');
  const id = Number(roundId);
  for (const personId of rosterOf(db, id)) {
    if (!attendeeIds.includes(personId) && !hasAnsweredIn(db, id, personId)) leaveRoster(db, id, personId);
  }
  setClosing(db, now, id);
  redraw(db, now, rootDrawing, id);
}
