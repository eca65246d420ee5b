// Ends a matter with a reason: a decision is kept, changed or reversed, judged, or learnt about.
import { findPerson, sponsorId } from '../people/store.ts';
import { localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { openRoundFor } from '../ritual/ask-ritual.ts';
import { findOpenRound } from '../ritual/round-store.ts';
import { awaitReview } from './await-outcome.ts';
import { closeOffer } from './close-offer.ts';
import { checkStatement, type Decision, defaultReviewDay, longestReason } from './decision.ts';
import { dropMatters } from './drop-matters.ts';
import { findKnown } from './known-decision.ts';
import { type Ending, endingWords, lookOfEnding, type Matter } from './matter.ts';
import * as matters from './matter-store.ts';
import { openMatter } from './open-matter.ts';
import { putDecision } from './put-decision.ts';
import { redrawDecision } from './redraw-decision.ts';
import { addDecision, loadDecision, setFate } from './store.ts';

export interface End {
  ending: Ending;
  reason: string;
  /** For a changed decision: what it says now, and whether the team is asked about it. */
  statement?: string;
  askAgain?: boolean;
}

interface Settled {
  matter: Matter;
  /** The decision that took its place; null unless it was changed. */
  successorId: number | null;
}

/** The matter and its decision, when this person may end it: its owner, or the sponsor. Refuses what has ended. */
export function requireMatter(
  db: Database,
  matterId: number,
  personId: string,
): { matter: Matter; decision: Decision } {
  const matter = matters.findMatter(db, matterId);
  const decision = matter && findMattersDecision(db, matter, personId);
  if (!matter || !decision) throw new Refusal('This is not known any more.');
  const { id } = decision;
  if (matter.ownerId !== personId && sponsorId(db) !== personId) {
    throw new Refusal(`Only <@${matter.ownerId}>, who owns decision ${id}, and the sponsor can do this.`);
  }
  if (matter.ending === 'moot') {
    throw new Refusal(`This is asked no more: \`/decided show ${id}\` tells what became of decision ${id}.`);
  }
  if (matter.ending) {
    const how = endingWords[matter.ending].toLowerCase();
    throw new Refusal(
      `This was settled already: ${how} by <@${matter.endedBy}>. \`/decided show ${id}\` tells the story.`,
    );
  }
  return { matter, decision };
}

/** Undefined for whoever may not know of it. */
function findMattersDecision(db: Database, { ownerId, decisionId }: Matter, personId: string) {
  return ownerId === personId ? loadDecision(db, decisionId) : findKnown(db, personId, decisionId);
}

/** Refuses anyone but owner and sponsor, a second ending, an ending without a reason. */
export function endMatter(db: Database, now: Date, personId: string, matterId: number, end: End): Settled {
  const { matter, decision } = requireMatter(db, matterId, personId);
  if (!lookOfEnding(matter.kind, end.ending)) throw new Refusal('This cannot end like that.');
  const reason = checkReason(end.reason);
  const ended = { ending: end.ending, reason, endedBy: personId, endedAt: now };
  matters.endMatter(db, matterId, ended);
  closeOffer(db, now, matter);
  audit(db, now, personId, end.ending, `decision ${decision.id}`);
  if (end.ending === 'kept' || end.ending === 'reversed') setFate(db, decision.id, end.ending);
  if (end.ending === 'reversed') dropMatters(db, now, decision.id);
  if (end.ending === 'reconsider') {
    openMatter(db, now, decision, { kind: 'reconsideration', because: 'owner' });
  }
  const successorId = end.ending === 'changed' ? changeDecision(db, now, personId, decision, end) : null;
  redrawDecision(db, now, decision);
  return { matter: { ...matter, ...ended }, successorId };
}

/** Refuses an ending without a reason, and one that is too long. */
export function checkReason(words: string): string {
  const reason = words.trim();
  if (!reason) throw new Refusal('Write the reason in a sentence: the team will read it.', 'reason');
  if (reason.length > longestReason) throw new Refusal('Keep the reason under 2,000 characters.', 'reason');
  return reason;
}

/** The new decision points back at the old one; it is asked about in a round of its own, or stands at once. */
function changeDecision(db: Database, now: Date, personId: string, old: Decision, end: End): number {
  const statement = checkStatement(end.statement ?? '', 'statement');
  if (statement === old.statement) {
    throw new Refusal('This says the same as before. Write what you decide now.', 'statement');
  }
  setFate(db, old.id, 'changed');
  dropMatters(db, now, old.id);
  if (!end.askAgain) {
    const { id: _id, fate: _fate, ...rest } = old;
    const today = localTime(now, findPerson(db, old.ownerId)?.timeZone ?? 'UTC').date;
    const reviewOn = old.reviewOn > today ? old.reviewOn : defaultReviewDay(today);
    const changed = {
      ...rest,
      statement,
      reviewOn,
      changesId: old.id,
      recordedBy: personId,
      recordedAt: now,
    };
    const id = addDecision(db, { ...changed, ruling: 'stands' });
    awaitReview(db, { ...old, id, reviewOn });
    audit(db, now, personId, 'recorded', `decision ${id}`);
    return id;
  }
  const round = findOpenRound(db, old.conversationId) ?? openRoundFor(db, now, personId, old.conversationId);
  const { ownerId, segments } = old;
  const wishes = { statement, ownerId, segments, reviewOn: null, changesId: old.id };
  return putDecision(db, now, personId, round, wishes).id;
}
