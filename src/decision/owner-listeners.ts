// Slack's door to an owner's other ways with a matter: hand it over, put it off, reconsider by their own choice.
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import { notice, sentence } from '../platform/reply.ts';
import type { Sender } from '../platform/sender.ts';
import { dateTime, day, mention } from '../platform/slack-text.ts';
import type { Ticker } from '../platform/ticker.ts';
import { acceptOffer, declineOffer, lapseOffer } from './answer-offer.ts';
import { offerDrawing, offerLapses } from './close-offer.ts';
import { requireMatter } from './end-matter.ts';
import { loadOffer } from './load-offer.ts';
import { offerForm, putOffForm } from './matter-form-views.ts';
import { offerMatter } from './offer-matter.ts';
import { offerMessage, offerOverMessage } from './offer-view.ts';
import { laterDays, putOffMatter, requirePutOff } from './put-off-matter.ts';
import { reconsiderDecision } from './reconsider-decision.ts';

interface House {
  db: Database;
  doors: Doors;
  sender: Sender;
  ticker: Ticker;
}

export function listen({ db, doors, sender, ticker }: House): void {
  listenForOffers(db, doors);
  listenForPuttingOff(db, doors);
  doors.click('decision.reconsider', ({ now, personId, value }) => {
    const { id } = reconsiderDecision(db, now, personId, Number(value));
    const words = `Decision ${id} is to be reconsidered, within seven days. \`/decided show ${id}\` has the buttons, and so has the App Home.`;
    return { say: sentence(words), replace: notice('Saved', words) };
  });
  ticker.on(offerLapses, (key, now) => lapseOffer(db, now, Number(key)));
  sender.on(offerDrawing, {
    draw: (subject) => {
      const facts = loadOffer(db, subject);
      if (!facts) return null;
      return 'open' in facts ? offerMessage(facts.open) : offerOverMessage(facts.over, facts.readerId);
    },
  });
}

function listenForOffers(db: Database, doors: Doors): void {
  doors.click('matter.offer', ({ personId, value }) => {
    const { matter, decision } = requireMatter(db, Number(value), personId);
    return { open: offerForm(matter, decision) };
  });
  doors.submission('offer_matter', ({ now, personId, fields, metadata }) => {
    const { to, at } = offerMatter(db, now, personId, Number(metadata), fields.person('person'));
    const when = at > now ? `I ask them ${dateTime(at)}` : 'I ask them now';
    const words = `${when}; they have three days from then. Until ${mention(to)} takes it, it stays where it is.`;
    return { replace: notice('Offered', words) };
  });
  doors.click('offer.take', ({ now, personId, value }) => {
    const { id } = acceptOffer(db, now, personId, Number(value));
    return { say: sentence(`Decision ${id} is yours now. The App Home lists what it asks of you.`) };
  });
  doors.click('offer.decline', ({ now, personId, value }) => {
    const { ownerId } = declineOffer(db, now, personId, Number(value));
    return { say: sentence(`Declined. It stays with ${mention(ownerId)}, who will read so.`) };
  });
}

function listenForPuttingOff(db: Database, doors: Doors): void {
  doors.click('matter.put_off', ({ now, personId, value }) => {
    const { matter, decision } = requirePutOff(db, Number(value), personId);
    return { open: putOffForm(matter, decision, laterDays(db, now, matter)) };
  });
  doors.submission('put_off_matter', ({ now, personId, fields, metadata }) => {
    const wishes = { until: fields.date('until'), reason: fields.text('reason') };
    const dueAt = putOffMatter(db, now, personId, Number(metadata), wishes);
    return { replace: notice('Saved', `Put off until ${day(dueAt)}. I remind its owner around that day.`) };
  });
}
