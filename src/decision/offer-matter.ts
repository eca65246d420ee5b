// Offers a matter, with its decision, to somebody who may own it. Until they accept, its owner stays its owner.
import { bookNote } from '../people/attention.ts';
import { mayOwn } from '../people/roles.ts';
import { audit } from '../platform/audit.ts';
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { Refusal } from '../platform/refusal.ts';
import { mention } from '../platform/slack-text.ts';
import { setAlarm } from '../platform/ticker.ts';
import { closeOffer, offerDrawing, offerLapses, offerMs, subjectOfOffer } from './close-offer.ts';
import { requireMatter } from './end-matter.ts';
import type { Offer } from './matter.ts';
import { setOffer } from './offer-store.ts';
import { redrawDecision } from './redraw-decision.ts';

/** Refuses as requireMatter does, and whoever cannot own it. An offer that is open already is replaced. */
export function offerMatter(
  db: Database,
  now: Date,
  personId: string,
  matterId: number,
  toId: string | null,
): Offer {
  const { matter, decision } = requireMatter(db, matterId, personId);
  if (!toId) throw new Refusal('Choose one person who could take it over.', 'person');
  if (toId === matter.ownerId) throw new Refusal('It is theirs already. Choose somebody else.', 'person');
  if (!mayOwn(db, decision.conversationId, decision.audience !== 'workspace', toId)) {
    throw new Refusal(
      'Choose one person who is still here and can read what the team decided, and no bot.',
      'person',
    );
  }
  if (matter.offer?.state === 'open' && matter.offer.to === toId) {
    throw new Refusal(`${mention(toId)} has been asked already and has not answered yet.`, 'person');
  }
  closeOffer(db, now, matter);
  const note = bookNote(db, toId, now);
  if (!note) throw new Error(`${toId} was just found to be here`);
  const offer: Offer = { to: toId, at: note.moment, state: 'open' };
  setOffer(db, matter.id, offer);
  setAlarm(db, offerLapses, matter.id, later(offer.at, offerMs));
  owe(db, offer.at, {
    drawing: offerDrawing,
    subject: subjectOfOffer(matter.id, offer),
    address: toId,
  });
  audit(db, now, personId, `offered ${matter.kind}`, `decision ${decision.id}`);
  redrawDecision(db, now, decision);
  return offer;
}
