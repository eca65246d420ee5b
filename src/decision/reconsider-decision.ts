// The owner of a decision that stands has second thoughts, and lays its reconsideration on themselves.
import { sponsorId } from '../people/store.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { type Decision, isInForce } from './decision.ts';
import { requireKnown } from './known-decision.ts';
import type { Matter } from './matter.ts';
import { mattersOfDecision } from './matter-store.ts';
import { openMatter } from './open-matter.ts';
import { ownerNow } from './pass-decision.ts';
import { redrawDecision } from './redraw-decision.ts';

/** Whether a decision can be sent to be reconsidered: the team has judged it, it stands, and nobody does so already. */
export function isReconsiderable(decision: Decision, matters: readonly Matter[]): boolean {
  const isAsked = matters.some(({ kind, ending }) => ending === null && kind === 'reconsideration');
  return decision.ruling !== null && isInForce(decision) && !isAsked;
}

/** Refuses anyone but owner and sponsor, and what cannot be reconsidered. */
export function reconsiderDecision(db: Database, now: Date, personId: string, decisionId: number): Decision {
  const decision = requireKnown(db, personId, decisionId);
  const { ownerId } = decision;
  if (ownerId !== personId && sponsorId(db) !== personId) {
    throw new Refusal(
      `Only ${mention(ownerId)}, who owns decision ${decisionId}, and the sponsor can do this.`,
    );
  }
  if (!isReconsiderable(decision, mattersOfDecision(db, decisionId))) {
    throw new Refusal(
      `Decision ${decisionId} is not waiting to be sent back: \`/decided show ${decisionId}\` tells why.`,
    );
  }
  const owned = ownerNow(db, now, decision);
  openMatter(db, now, owned, { kind: 'reconsideration', because: 'owner' });
  redrawDecision(db, now, owned);
  return owned;
}
