// The SQL of the days that voices were said on, in the language of the full-text index.
import { later } from '../platform/clock.ts';
import type { Database, Values } from '../platform/database.ts';
import { daysFacet } from './facets.ts';

/**
 * What the index holds for the days between the instants `since` and `until` (the latter left out); null where nothing
 * is asked, where all that is kept was said between them, and where they are too far apart. The row knows it exactly.
 */
export function daysOf(db: Database, { since, until }: Values): string | null {
  if (since === undefined && until === undefined) return null;
  const held = db.one<{ first: string | null; last: string | null }>(
    'SELECT (SELECT min(said_at) FROM voice) AS first, (SELECT max(said_at) FROM voice) AS last',
  );
  if (!held?.first || !held.last) return null;
  const [first, last] = [new Date(held.first), new Date(held.last)];
  const from = typeof since === 'string' ? new Date(since) : first;
  const to = typeof until === 'string' ? later(new Date(until), -1) : last;
  if (from <= first && to >= last) return null;
  const start = from > first ? from : first;
  const end = to < last ? to : last;
  return daysFacet({ from: start, to: end < start ? start : end });
}
