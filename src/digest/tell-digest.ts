// Tells the sponsor a week when it falls due, catches it up after a pause, or records that it was missed.
import { findSettings } from '../people/settings-store.ts';
import { findPerson, sponsorId, viewerOf } from '../people/store.ts';
import { later } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { owe } from '../platform/outbox.ts';
import { setAlarm } from '../platform/ticker.ts';
import { computeFigures } from './compute-figures.ts';
import type { Figures } from './figures.ts';
import { addDigest, addMissedDigest, lastDigestUntil } from './store.ts';
import { digestCatchUpMs, digestDue, nextDigest, weekUntil } from './week.ts';

/** The drawing of a digest; its subject is the week. */
export const digestDrawing = 'digest';

/** The sponsor's own zone, or the workspace's while there is none. */
export function digestZone(db: Database): string {
  const sponsor = sponsorId(db);
  return (sponsor && findPerson(db, sponsor)?.timeZone) || findSettings(db).timeZone;
}

/** Sets the alarm for the first digest after `now`. */
export function awaitNextDigest(db: Database, now: Date): void {
  setAlarm(db, digestDue, '', nextDigest(findSettings(db), digestZone(db), now));
}

/** Each week up to `now` is told, if it fell due at most 48 hours ago, or recorded as missed. */
export function tellDigest(db: Database, now: Date, dueAt: Date): void {
  const zone = digestZone(db);
  const sponsor = sponsorId(db);
  for (let due = dueAt; due <= now; due = nextDigest(findSettings(db), zone, due)) {
    const week = weekUntil(due, zone, lastDigestUntil(db));
    const isLate = now.getTime() - due.getTime() > digestCatchUpMs;
    if (sponsor === null || isLate) {
      addMissedDigest(db, now, week, sponsor ?? '');
    } else if (addDigest(db, now, week, sponsor, computeFigures(db, week, zone, viewerOf(db, sponsor)))) {
      owe(db, now, { drawing: digestDrawing, subject: week.weekOf, address: sponsor });
    }
  }
  awaitNextDigest(db, now);
}

/** What the next digest would tell if it fell due at this moment. */
export function previewDigest(db: Database, now: Date, personId: string): Figures {
  const zone = digestZone(db);
  const week = weekUntil(later(now, 1), zone, lastDigestUntil(db));
  return computeFigures(db, week, zone, viewerOf(db, personId));
}
