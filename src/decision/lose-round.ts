// A round whose root message or channel is gone: it closes, its owners are told in person, its ritual pauses.
import { audit } from '../platform/audit.ts';
import { later, minuteMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import type { Loss } from '../platform/slack-errors.ts';
import { pauseBecause } from '../ritual/pause-ritual.ts';
import type { Round } from '../ritual/round.ts';
import { findRound, openRounds } from '../ritual/round-store.ts';
import { findRitualIn } from '../ritual/store.ts';
import { closeRound } from './close-round.ts';
import { decisionsIn } from './store.ts';

/** Tells an owner in person what the channel can no longer show; its subject is the round's id and the owner's. */
export const lostDrawing = 'lost';

const reasons: Record<string, string> = {
  message_not_found: 'its message was deleted',
  is_archived: 'its channel was archived',
  is_inactive: 'its channel was archived',
  channel_not_found: 'its channel is gone',
  not_in_channel: 'I was removed from its channel',
};

/** A root found gone this long after its close was deleted long after anybody needed it. */
const justClosedMs = 10 * minuteMs;

/** Slack says that a round's root can no longer be posted or edited. What it says being unfit is no loss of place. */
export function loseRound(db: Database, now: Date, roundId: number, loss: Loss): void {
  const round = findRound(db, roundId);
  if (!round || loss.kind === 'unfit') return;
  const wasOpen = round.state === 'open';
  if (wasOpen) {
    closeRound(db, now, round.id, null);
    tellOwners(db, now, round.id);
    audit(db, now, null, 'lost', `round ${round.id}`);
  }
  if (wasOpen || isJustClosed(round, now)) pauseFor(db, now, round, loss.problem);
}

function isJustClosed({ closedAt }: Round, now: Date): boolean {
  return closedAt !== null && now < later(closedAt, justClosedMs);
}

function pauseFor(db: Database, now: Date, { conversationId }: Round, problem: string): void {
  const ritual = findRitualIn(db, conversationId);
  if (!ritual || ritual.pausedBecause !== null) return;
  pauseBecause(db, now, ritual, reasons[problem] ?? `Slack refused its message (${problem})`);
}

/** The conversation can be asked no longer: what is open in it ends now. */
export function loseConversationRounds(db: Database, now: Date, conversationId: string): void {
  for (const round of openRounds(db, conversationId)) {
    closeRound(db, now, round.id, null);
    tellOwners(db, now, round.id);
  }
}

/** One message to each owner, about all that they own in the round. */
export function tellOwners(db: Database, now: Date, roundId: number): void {
  for (const { ownerId } of decisionsIn(db, roundId)) {
    owe(db, now, { drawing: lostDrawing, subject: `${roundId} ${ownerId}`, address: ownerId });
  }
}
