// After a restore: whatever is about to be posted is looked for first, for it may stand already.
import { dayMs, later, stored } from './clock.ts';
import type { Database } from './database.ts';
import type { Drawing } from './drawing.ts';
import type { OwedMessage } from './outbox.ts';

/** By then every round that was open has closed, and a digest has been told. */
const heldForMs = 7 * dayMs;

/**
 * Has every message that was not sent yet, and every one that is owed in the next week, looked for before it is posted.
 * Returns the newest moment that the database knows of: what was posted after it, it cannot know.
 */
export function holdOutbox(db: Database, now: Date): Date {
  const since = newestMoment(db) ?? now;
  for (const [name, value] of [
    ['held_since', stored(since)],
    ['held_until', stored(later(now, heldForMs))],
  ] as const) {
    db.run(
      'INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT DO UPDATE SET value = excluded.value',
      { name, value },
    );
  }
  return since;
}

/** Since when this message may stand without the database's knowing it; null: it cannot. */
export function heldSince(
  db: Database,
  { subject }: Pick<OwedMessage, 'subject'>,
  drawing: Drawing | undefined,
  now: Date,
): Date | null {
  const rows = db.all<{ name: string; value: string }>(
    "SELECT name, value FROM setting WHERE name IN ('held_since', 'held_until')",
  );
  const { held_since: since, held_until: until } = Object.fromEntries(
    rows.map(({ name, value }) => [name, value]),
  );
  if (!since || !until || stored(now) >= until) return null;
  const restoredAt = later(new Date(until), -heldForMs);
  const happenedAt = drawing?.happenedAt?.(subject);
  return happenedAt && happenedAt >= restoredAt ? null : new Date(since);
}

function newestMoment(db: Database): Date | null {
  const row = db.one<{ at: string | null }>(
    `SELECT max(at) AS at FROM (
       SELECT max(at) AS at FROM audit UNION ALL SELECT max(at) FROM request
       UNION ALL SELECT max(received_at) FROM inbox UNION ALL SELECT max(sent_at) FROM message
       UNION ALL SELECT max(tried_at) FROM message)`,
  );
  return row?.at ? new Date(row.at) : null;
}
