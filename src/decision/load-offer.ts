// Loads the offers of matters to somebody, as far as they are still open.
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { findMessage } from '../platform/outbox.ts';
import { findRound } from '../ritual/round-store.ts';
import { offerDrawing, offerMs, subjectOfOffer } from './close-offer.ts';
import type { Decision } from './decision.ts';
import { tell } from './load-round.ts';
import { findMatter } from './matter-store.ts';
import { idsOfMattersOfferedTo } from './offer-store.ts';
import type { OfferTold } from './offer-view.ts';
import { loadDecision } from './store.ts';

/** What somebody is asked to take over, the first offer first. */
export function offersTo(db: Database, personId: string): OfferTold[] {
  return idsOfMattersOfferedTo(db, personId).flatMap((id) => loadOpen(db, id) ?? []);
}

type OfferFacts =
  | { open: OfferTold }
  /** The offer is over, and its message stands in front of whom it was made to. */
  | { over: Decision; readerId: string };

/** What the message of an offer says now; null where it has not been sent and need not be. */
export function loadOffer(db: Database, subject: string): OfferFacts | null {
  const [id, readerId = ''] = subject.split(' ');
  const matterId = Number(id);
  const open = loadOpen(db, matterId);
  if (open?.matter.offer && subjectOfOffer(matterId, open.matter.offer) === subject) return { open };
  const matter = findMatter(db, matterId);
  const decision = matter && loadDecision(db, matter.decisionId);
  const wasSent = findMessage(db, offerDrawing, subject, readerId)?.ts;
  return decision && wasSent ? { over: decision, readerId } : null;
}

function loadOpen(db: Database, matterId: number): OfferTold | null {
  const matter = findMatter(db, matterId);
  if (!matter || matter.ending !== null || matter.offer?.state !== 'open') return null;
  const decision = loadDecision(db, matter.decisionId);
  const round = decision && findRound(db, decision.roundId);
  if (!decision || !round) return null;
  return { matter, told: tell(db, round, decision), lapsesAt: later(matter.offer.at, offerMs) };
}
