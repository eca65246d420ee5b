// A round whose root message or channel is gone: it closes, its owners are told in person, its ritual pauses.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { setPause } from '../ritual/pause-ritual.ts';
import { findRound, openRounds } from '../ritual/round-store.ts';
import { findRitualIn } from '../ritual/store.ts';
import { closeRound } from './close-round.ts';
import { decisionsIn } from './store.ts';

/** Tells an owner in person what the channel can no longer show; its subject is the decision's id. */
export const lostDrawing = 'lost';

const reasons: Record<string, string> = {
  message_not_found: 'its message was deleted',
  is_archived: 'its channel was archived',
  channel_not_found: 'its channel is gone',
  not_in_channel: 'I was removed from its channel',
};

/** Slack says that a round's root can no longer be posted or edited. After the close there is nothing left to lose. */
export function loseRound(db: Database, now: Date, roundId: number, problem: string): void {
  const round = findRound(db, roundId);
  if (round?.state !== 'open') return;
  closeRound(db, now, round.id, null);
  tellOwners(db, now, round.id);
  audit(db, now, null, 'lost', `round ${round.id}`);
  const ritual = findRitualIn(db, round.conversationId);
  const because = reasons[problem] ?? `Slack refused its message (${problem})`;
  if (ritual && ritual.pausedBecause === null) setPause(db, now, ritual, because, null);
}

/** The conversation can be asked no longer: what is open in it ends now. */
export function loseConversationRounds(db: Database, now: Date, conversationId: string): void {
  for (const round of openRounds(db, conversationId)) {
    closeRound(db, now, round.id, null);
    tellOwners(db, now, round.id);
  }
}

export function tellOwners(db: Database, now: Date, roundId: number): void {
  for (const decision of decisionsIn(db, roundId)) {
    owe(db, now, { drawing: lostDrawing, subject: decision.id, address: decision.ownerId });
  }
}
