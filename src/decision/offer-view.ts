// How an offer looks to whom it was made: what they would take over, by when, and what became of it.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { sentence } from '../platform/reply.ts';
import { cut, dateTime, day, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, section } from '../platform/view-parts.ts';
import type { Told } from './load-round.ts';
import { dutyText, type Matter } from './matter.ts';

export interface OfferTold {
  matter: Matter;
  told: Told;
  lapsesAt: Date;
}

export function offerMessage(offer: OfferTold): Message {
  const { matter, told } = offer;
  const text = `${mention(matter.ownerId)} asks you to take decision ${told.decision.id} over.`;
  return { text, blocks: [section(text), ...offerBlocks(offer)] };
}

/** The same without its first sentence, for the App Home. */
export function offerBlocks({ matter, told, lapsesAt }: OfferTold): KnownBlock[] {
  const { id, statement } = told.decision;
  const duty = dutyText(matter, told).replace(/\?$/, '');
  const read = button('Read the answers', 'decision.story', id, { label: `Read decision ${id}` });
  return [
    section(`*Decision ${id}* · ${escapedWithin(cut(statement, 300), 900)}`, read),
    section(
      `Whoever owns it has to ${duty}, by ${day(matter.dueAt)}. It stays with ${mention(matter.ownerId)} unless you take it by ${dateTime(lapsesAt)}.`,
    ),
    buttons(
      `offer.${matter.id}`,
      button('Take it', 'offer.take', matter.id, { style: 'primary' }),
      button('Decline', 'offer.decline', matter.id),
    ),
  ];
}

/** In the place of an offer that is over. */
export function offerOverMessage({ id, ownerId }: Told['decision'], readerId: string): Message {
  return ownerId === readerId
    ? sentence(`Decision ${id} is yours. The App Home lists what it asks of you.`)
    : sentence(`This offer is over. Decision ${id} is with ${mention(ownerId)}.`);
}
