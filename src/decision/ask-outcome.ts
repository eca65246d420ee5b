// The day to look back on a decision has come: its owner is asked what customers in fact thought.
import type { Database } from '../platform/database.ts';
import { isInForce } from './decision.ts';
import { openMatter } from './open-matter.ts';
import { ownerNow } from './pass-decision.ts';
import { redrawDecision } from './redraw-decision.ts';
import { loadDecision } from './store.ts';

/** What was changed, reversed or withdrawn meanwhile, or has its outcome already, is not asked about. */
export function askOutcome(db: Database, now: Date, decisionId: number): void {
  const decision = loadDecision(db, decisionId);
  if (!decision || decision.ruling === null || !isInForce(decision) || decision.outcome !== null) return;
  const owned = ownerNow(db, now, decision);
  openMatter(db, now, owned, { kind: 'review', because: 'date' });
  redrawDecision(db, now, owned);
}
