// The clock's door to the digest: its hour, and the counting that follows.
import type { Background } from '../platform/background.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Jobs } from '../platform/jobs.ts';
import { alarmAt, type Ticker } from '../platform/ticker.ts';
import { followDigests } from './follow-digest.ts';
import { awaitNextDigest, tellDigest } from './tell-digest.ts';
import { digestDue, digestWanted } from './week.ts';

interface House {
  db: Database;
  clock: Clock;
  ticker: Ticker;
  background: Background;
  wake(): void;
}

export function listen({ db, clock, ticker, background, wake }: House): void {
  const house = { db, clock, wake, jobs: new Jobs(background) };
  ticker.on(digestDue, (_key, now, dueAt) => tellDigest(db, now, dueAt));
  ticker.on(digestWanted, (_key, now) => followDigests(house, now));
  if (!alarmAt(db, digestDue, '')) db.transaction(() => awaitNextDigest(db, clock.now()));
}
