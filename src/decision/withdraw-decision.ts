// Withdraws a decision: as if it had not been decided, with a reason that the team reads. What was answered stays.
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Decision } from './decision.ts';
import { dropMatters } from './drop-matters.ts';
import { checkReason } from './end-matter.ts';
import { requireKnown } from './known-decision.ts';
import { lostDrawing } from './lose-round.ts';
import { redrawDecision } from './redraw-decision.ts';
import { setClosing } from './set-closing.ts';
import { setWithdrawn } from './store.ts';

/** Refuses anyone but its owner and the sponsor, what no longer stands, and a missing reason. */
export function withdrawDecision(
  db: Database,
  now: Date,
  personId: string,
  decisionId: number,
  because: string,
): void {
  const decision = requireWithdrawable(db, personId, decisionId);
  setWithdrawn(db, decision.id, personId, checkReason(because));
  dropMatters(db, now, decision.id);
  audit(db, now, personId, 'withdrawn', `decision ${decision.id}`);
  setClosing(db, now, decision.roundId);
  redrawDecision(db, now, decision);
  redraw(db, now, lostDrawing, `${decision.roundId} ${decision.ownerId}`);
}

/** Refuses as withdrawDecision does, before there is a reason: for opening its form. */
export function requireWithdrawable(db: Database, personId: string, decisionId: number): Decision {
  const decision = requireKnown(db, personId, decisionId);
  if (!mayWithdraw(db, personId, decision)) {
    throw new Refusal(
      `Only <@${decision.ownerId}>, who owns decision ${decision.id}, and the sponsor can withdraw it.`,
    );
  }
  if (!isWithdrawable(decision)) {
    throw new Refusal(
      `Decision ${decision.id} was ${decision.fate} already, so there is nothing to withdraw.`,
    );
  }
  return decision;
}

export function mayWithdraw(db: Database, personId: string, { ownerId }: Decision): boolean {
  return personId === ownerId || personId === sponsorId(db);
}

export function isWithdrawable({ fate }: Decision): boolean {
  return fate === null || fate === 'kept';
}
