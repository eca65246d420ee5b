// Cites a customer's words for a decision, and takes that back.
import { requireMember } from '../people/roles.ts';
import { sponsorId } from '../people/store.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Decision } from './decision.ts';
import * as evidence from './evidence-store.ts';
import { requireHeard } from './hear-voices.ts';
import { requireKnown } from './known-decision.ts';
import { redrawDecision } from './redraw-decision.ts';

/** More would be no reading any more, and too long for a message. */
export const mostCited = 20;

/**
 * Refuses strangers to the channel, a voice that its members do not all hear, and more than twenty. Citing what is
 * cited already changes nothing.
 */
export function citeVoice(
  db: Database,
  now: Date,
  personId: string,
  decisionId: number,
  voiceId: number,
): void {
  const decision = requireCitable(db, personId, decisionId);
  citeVoices(db, now, personId, decision, [voiceId]);
  redrawDecision(db, now, decision);
}

/** The same for several at once, of somebody who may act on the decision; redraws nothing. */
export function citeVoices(
  db: Database,
  now: Date,
  personId: string,
  { id: decisionId, conversationId }: Decision,
  voiceIds: number[],
): void {
  requireHeard(db, personId, conversationId, voiceIds);
  for (const voiceId of voiceIds) {
    if (!evidence.addEvidence(db, now, { decisionId, voiceId, answerOf: '', citedBy: personId })) continue;
    audit(db, now, personId, `cited voice ${voiceId}`, `decision ${decisionId}`);
  }
  if (evidence.evidenceFor(db, decisionId).length > mostCited) {
    throw new Refusal(
      'Twenty voices are cited for this decision already. Take one back before you cite another.',
      'evidence',
    );
  }
}

/** Refuses anyone but whoever cited it, the decision's owner and the sponsor. */
export function unciteVoice(
  db: Database,
  now: Date,
  personId: string,
  decisionId: number,
  voiceId: number,
): void {
  const decision = requireCitable(db, personId, decisionId);
  const cited = evidence.evidenceFor(db, decisionId).find((one) => one.voiceId === voiceId);
  if (!cited) return;
  if (![cited.citedBy, decision.ownerId, sponsorId(db)].includes(personId)) {
    throw new Refusal(
      `Only <@${cited.citedBy}>, who cited it, the decision’s owner and the sponsor can take it back.`,
    );
  }
  evidence.removeEvidence(db, cited);
  audit(db, now, personId, `took back voice ${voiceId}`, `decision ${decisionId}`);
  redrawDecision(db, now, decision);
}

/** The decision, when this person may cite for it: a member of its channel, its owner, or the sponsor. */
function requireCitable(db: Database, personId: string, decisionId: number): Decision {
  const decision = requireKnown(db, personId, decisionId);
  if (decision.ownerId !== personId) requireMember(db, decision.conversationId, personId);
  return decision;
}
