// Somebody takes over what was offered to them, or declines, or does not answer.
import { wishReminder } from '../people/attention.ts';
import { mayOwn } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { closeOffer } from './close-offer.ts';
import type { Decision } from './decision.ts';
import { handOver } from './hand-over.ts';
import { findKnown } from './known-decision.ts';
import type { Matter, Offer } from './matter.ts';
import { findMatter } from './matter-store.ts';
import { idsOfMattersOfferedTo, setOffer } from './offer-store.ts';
import { redrawDecision } from './redraw-decision.ts';
import { loadDecision, setOwner } from './store.ts';

interface Offered {
  matter: Matter;
  offer: Offer;
  decision: Decision;
}

/** The decision and all that is open of it are this person's from now on. Refuses anyone but whom it was offered to. */
export function acceptOffer(db: Database, now: Date, personId: string, matterId: number): Decision {
  const { decision } = requireOffer(db, matterId, personId);
  if (!mayOwn(db, decision.conversationId, decision.audience !== 'workspace', personId)) {
    throw new Refusal('You can no longer read what the team decided there, so you cannot own it.');
  }
  setOwner(db, decision.id, personId);
  handOver(db, now, decision, personId);
  audit(db, now, personId, 'took over', `decision ${decision.id}`);
  return { ...decision, ownerId: personId };
}

/** Refuses anyone but whom it was offered to. Its owner, who keeps it, is told in their next note. */
export function declineOffer(db: Database, now: Date, personId: string, matterId: number): Decision {
  const offered = requireOffer(db, matterId, personId);
  giveBack(db, now, offered, 'declined');
  audit(db, now, personId, 'declined', `decision ${offered.decision.id}`);
  return offered.decision;
}

/** Nobody answered in time. */
export function lapseOffer(db: Database, now: Date, matterId: number): void {
  const offered = findOffered(db, matterId);
  if (!offered) return;
  giveBack(db, now, offered, 'lapsed');
  audit(db, now, null, 'offer lapsed', `decision ${offered.decision.id}`);
}

/** Somebody has left: what was offered to them stays where it is. */
export function lapseOffersTo(db: Database, now: Date, personId: string): void {
  for (const id of idsOfMattersOfferedTo(db, personId)) lapseOffer(db, now, id);
}

function giveBack(
  db: Database,
  now: Date,
  { matter, offer, decision }: Offered,
  state: Offer['state'],
): void {
  closeOffer(db, now, matter);
  setOffer(db, matter.id, { ...offer, state });
  wishReminder(db, matter.ownerId, now);
  redrawDecision(db, now, decision);
}

function requireOffer(db: Database, matterId: number, personId: string): Offered {
  const offered = findOffered(db, matterId);
  if (offered?.offer.to === personId) return offered;
  const matter = findMatter(db, matterId);
  const owner = matter && findKnown(db, personId, matter.decisionId) && matter.ownerId;
  const whose = owner ? ` It is ${owner === personId ? 'yours' : `with ${mention(owner)}`}.` : '';
  throw new Refusal(`This is not offered to you any more.${whose}`);
}

function findOffered(db: Database, matterId: number): Offered | undefined {
  const matter = findMatter(db, matterId);
  const decision = matter && loadDecision(db, matter.decisionId);
  if (!matter || !decision || matter.ending !== null || matter.offer?.state !== 'open') return undefined;
  return { matter, offer: matter.offer, decision };
}
