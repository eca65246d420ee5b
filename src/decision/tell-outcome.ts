// Tells what customers in fact thought of a decision, and with what evidence: that ends its review.
import { findPerson } from '../people/store.ts';
import { addDays, localTime } from '../people/zone.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { awaitReview } from './await-outcome.ts';
import { citeVoices } from './cite-voice.ts';
import { closeOffer } from './close-offer.ts';
import type { Decision } from './decision.ts';
import { checkReason, requireMatter } from './end-matter.ts';
import type { Matter } from './matter.ts';
import * as matters from './matter-store.ts';
import type { Outcome } from './outcome.ts';
import { redrawDecision } from './redraw-decision.ts';
import { setOutcome, setReviewDay } from './store.ts';

/** Nobody remembers after half a year what a decision was meant to do. */
const mostDaysOn = 182;

interface OutcomeWishes {
  outcome: Outcome;
  reason: string;
  /** Voices that show it. */
  voiceIds: number[];
  /** Still unknown: the calendar day on which to look back again, if at all. */
  againOn: string | null;
}

/**
 * Refuses as requireMatter does, a missing reason, voices that cannot be cited, and a day that is not after today or
 * comes a second time. Unless it is to be looked back on again, the outcome stands from now on; one that is known ends
 * an open blind spot as well.
 */
export function tellOutcome(
  db: Database,
  now: Date,
  personId: string,
  matterId: number,
  wishes: OutcomeWishes,
): Matter {
  const { matter, decision } = requireReview(db, matterId, personId);
  const reason = checkReason(wishes.reason);
  const { outcome, againOn } = wishes;
  if (againOn !== null) requireAgain(db, now, matter, decision, wishes);
  citeVoices(db, now, personId, decision, wishes.voiceIds);
  const ended = { ending: 'told', outcome, reason, endedBy: personId, endedAt: now } as const;
  matters.endMatter(db, matter.id, ended);
  closeOffer(db, now, matter);
  audit(db, now, personId, 'told', `decision ${decision.id}`);
  if (againOn === null) setOutcome(db, decision.id, outcome, now);
  else lookBackAgain(db, decision, againOn);
  if (outcome !== 'unknown') learn(db, now, personId, decision, reason);
  redrawDecision(db, now, decision);
  return { ...matter, ...ended };
}

/** An open review that this person may tell the outcome of. Refuses as requireMatter does. */
export function requireReview(
  db: Database,
  matterId: number,
  personId: string,
): { matter: Matter; decision: Decision } {
  const found = requireMatter(db, matterId, personId);
  if (found.matter.kind !== 'review') throw new Refusal('This cannot end like that.');
  return found;
}

/** Whether a decision was looked back on before without learning anything: then it is not put off for a second time. */
export function wasUnknownBefore(db: Database, decisionId: number): boolean {
  return matters.mattersOfDecision(db, decisionId).some(({ outcome }) => outcome === 'unknown');
}

function requireAgain(
  db: Database,
  now: Date,
  { ownerId }: Matter,
  { id }: Decision,
  { outcome, againOn }: OutcomeWishes,
): void {
  const today = localTime(now, findPerson(db, ownerId)?.timeZone ?? 'UTC').date;
  const last = addDays(today, mostDaysOn);
  if (outcome !== 'unknown') throw new Refusal('The outcome is known, so there is nothing to wait for.');
  if (wasUnknownBefore(db, id)) {
    throw new Refusal(
      'It was looked back on before. Leave the day empty: then it ends as unknown.',
      'again_on',
    );
  }
  if (againOn === null || againOn <= today || againOn > last) {
    throw new Refusal(`Choose a day after today, and until ${last}.`, 'again_on');
  }
}

/** Customers have spoken, so nobody has to ask them any more. */
function learn(db: Database, now: Date, personId: string, { id }: Decision, reason: string): void {
  for (const matter of matters.mattersOfDecision(db, id)) {
    if (matter.kind !== 'blind spot' || matter.ending !== null) continue;
    closeOffer(db, now, matter);
    matters.endMatter(db, matter.id, { ending: 'learnt', reason, endedBy: personId, endedAt: now });
    audit(db, now, personId, 'learnt', `decision ${id}`);
  }
}

function lookBackAgain(db: Database, decision: Decision, reviewOn: string): void {
  setReviewDay(db, decision.id, reviewOn);
  awaitReview(db, { ...decision, reviewOn });
}
