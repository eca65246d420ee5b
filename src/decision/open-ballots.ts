// The reveal of an anonymous round: ballots leave their box without tokens, or are thrown away unread.
import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/database.ts';
import { leaveTraces } from '../platform/traces.ts';
import type { Round } from '../ritual/round.ts';
import { fewestShown } from './ballot.ts';
import { addBallots, lookIntoBox, removeBox } from './ballot-store.ts';

/**
 * Belongs in the close's transaction, before the rule is applied. Fewer than four ballots are kept nowhere: neither the
 * rule nor a hit rate can tell what nobody is to know, and the decision's owner is asked to judge.
 */
export function openBallots(db: Database, now: Date, { anonymous }: Round, decisionIds: number[]): void {
  if (!anonymous) return;
  for (const decisionId of decisionIds) {
    const ballots = lookIntoBox(db, decisionId);
    removeBox(db, decisionId);
    if (ballots.length < fewestShown) continue;
    addBallots(
      db,
      decisionId,
      ballots.map((ballot) => ({ ...ballot, id: randomUUID() })),
    );
  }
  leaveTraces(db, now);
}
