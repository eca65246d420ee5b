// Says when the digest falls due, and then which weeks are to be told to whom, or were missed.
import { isAskable } from '../people/conversation.ts';
import { findSettings } from '../people/settings-store.ts';
import { findConversation, findPerson, sponsorId } from '../people/store.ts';
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { setAlarm } from '../platform/ticker.ts';
import { theSponsor } from './reader.ts';
import { addDigest, lastDigestUntil } from './store.ts';
import { digestDue, digestWanted, isTooLate, nextDigest, type Week, weekUntil } from './week.ts';

/** The digest's own zone, else the sponsor's, or the workspace's while there is no sponsor. */
export function digestZone(db: Database): string {
  const { digestTimeZone, timeZone } = findSettings(db);
  const sponsor = sponsorId(db);
  return digestTimeZone ?? ((sponsor && findPerson(db, sponsor)?.timeZone) || timeZone);
}

/** Sets the alarm for the first digest after `now`. */
export function awaitNextDigest(db: Database, now: Date): void {
  setAlarm(db, digestDue, '', nextDigest(findSettings(db), digestZone(db), now));
}

/** Each week up to `now` is to be told, if it fell due at most 48 hours ago, or recorded as missed. */
export function tellDigest(db: Database, now: Date, dueAt: Date): void {
  const zone = digestZone(db);
  for (let due = dueAt; due <= now; due = nextDigest(findSettings(db), zone, due)) {
    planDigest(db, now, weekUntil(due, zone, lastDigestUntil(db)));
  }
  awaitNextDigest(db, now);
}

/** What is due is counted in a moment, in a thread of its own. */
function planDigest(db: Database, now: Date, week: Week): void {
  const sponsor = addressOf(db, theSponsor);
  const state = sponsor === null || isTooLate(week, now) ? 'missed' : 'due';
  addDigest(db, now, { week, reader: theSponsor, toldTo: sponsor ?? '' }, state);
  const chosen = findSettings(db).digestChannelId;
  const channel = chosen && addressOf(db, chosen);
  if (channel) addDigest(db, now, { week, reader: channel, toldTo: channel }, state);
  if (state === 'due') setAlarm(db, digestWanted, '', now);
}

/** Where a reader is told: the sponsor, or a channel that the bot may write to; null when nobody is there. */
export function addressOf(db: Database, reader: string): string | null {
  if (reader === theSponsor) return sponsorId(db);
  const channel = findConversation(db, reader);
  return channel && isAskable(channel) ? reader : null;
}

/** What the next digest would tell if it fell due at this moment. */
export function runningWeek(db: Database, now: Date): Week {
  return weekUntil(later(now, 1), digestZone(db), lastDigestUntil(db));
}
