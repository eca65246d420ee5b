// The SQL of a week's scores: how many customers gave which in a span, as far as the viewer may read.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Counts } from './scores.ts';
import { isShown } from './store.ts';
import type { Scale } from './voice.ts';

/** Counted by the day on which a customer said it, from `from` until just before `until`. */
export function scoresSaidBetween(
  db: Database,
  scale: Scale,
  { from, until }: { from: Date; until: Date },
  viewer: Viewer,
): Counts {
  const rows = db.all<{ score: number; count: number }>(
    `SELECT v.score, count(*) AS count FROM voice v
     WHERE v.score_scale = @scale AND v.said_at >= @from AND v.said_at < @until AND ${isShown} GROUP BY v.score`,
    { scale, from: stored(from), until: stored(until), ...viewerValues(viewer) },
  );
  return new Map(rows.map(({ score, count }) => [score, count]));
}
