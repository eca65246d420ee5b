// Remembers which requests have had their effect, so that a replay or a double click has no second one.
import { dayMs, later, stored } from './clock.ts';
import type { Database } from './database.ts';

/** Slack gives a trigger three seconds and a signature five minutes; a day is beyond any replay it would accept. */
const rememberedMs = dayMs;

/** True for the first caller with this key, false for any later one. Belongs in the effect's own transaction. */
export function claimRequest(db: Database, key: string, now: Date): boolean {
  return (
    db.run('INSERT INTO request (key, at) VALUES (@key, @at) ON CONFLICT DO NOTHING', {
      key,
      at: stored(now),
    }).changes === 1
  );
}

export function sweepRequests(db: Database, now: Date): void {
  db.run('DELETE FROM request WHERE at < @before', { before: stored(later(now, -rememberedMs)) });
}
