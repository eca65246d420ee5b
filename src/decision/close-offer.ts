// The offer of a matter to somebody else: its message, its three days, and its end.
import { dayMs, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { redraw } from '../platform/outbox.ts';
import { clearAlarm } from '../platform/ticker.ts';
import type { Matter, Offer } from './matter.ts';

/** Asks somebody to take a matter over; its subject names the matter, the person, and when the offer reaches them. */
export const offerDrawing = 'offer';

/** The kind of alarm at which an offer that nobody answered lapses; its key is the matter's id. */
export const offerLapses = 'offer lapses';

/** How long somebody has to accept, from when it reaches them. */
export const offerMs = 3 * dayMs;

export function subjectOfOffer(matterId: number, { to, at }: Offer): string {
  return `${matterId} ${to} ${stored(at)}`;
}

/** The matter has ended, its offer was answered, or another takes its place: the message says that it is over. */
export function closeOffer(db: Database, now: Date, { id, offer }: Matter): void {
  if (offer?.state !== 'open') return;
  clearAlarm(db, offerLapses, id);
  redraw(db, now, offerDrawing, subjectOfOffer(id, offer));
}
