// Says that a meeting decided nothing this time, and takes that back.
import { mayKnow, requireMember } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { clearAlarm, setAlarm } from '../platform/ticker.ts';
import { rootDrawing, roundCloses } from '../ritual/round.ts';
import { endRound, findRound, reopenRound } from '../ritual/round-store.ts';
import { requireRunsRound } from '../ritual/run-round.ts';
import { requireOpenRound } from './record-decision.ts';
import { decisionsIn } from './store.ts';

/** Refuses strangers to the channel, and a round that holds a decision. */
export function emptyRound(db: Database, now: Date, personId: string, roundId: number): void {
  const round = requireOpenRound(db, roundId, personId);
  if (decisionsIn(db, round.id).length > 0)
    throw new Refusal('A decision was recorded already, so this round is not empty.');
  endRound(db, round.id, 'empty', now, personId);
  clearAlarm(db, roundCloses, round.id);
  audit(db, now, personId, 'emptied', `round ${round.id}`);
  redraw(db, now, rootDrawing, round.id);
}

/** Refuses anyone but whoever said so and whoever runs the round, and what comes after the round's window. */
export function reopenEmptyRound(db: Database, now: Date, personId: string, roundId: number): void {
  const round = findRound(db, roundId);
  if (round?.state !== 'empty' || !mayKnow(db, personId, round))
    throw new Refusal('This round is not empty any more.');
  requireMember(db, round.conversationId, personId);
  if (round.closedBy !== personId) requireRunsRound(db, round, personId);
  if (now >= round.windowEndsAt) {
    throw new Refusal(
      'The time to answer is over. `/decided` followed by what was decided opens a new round.',
    );
  }
  reopenRound(db, round.id);
  setAlarm(db, roundCloses, round.id, round.windowEndsAt);
  audit(db, now, personId, 'reopened', `round ${round.id}`);
  redraw(db, now, rootDrawing, round.id);
}
