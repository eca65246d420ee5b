// The SQL of what has become of a digest since it was told.
import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import type { Database } from '../platform/database.ts';
import { mayReadVoice } from '../voc/store.ts';
import type { Figures } from './figures.ts';
import type { Span } from './list-store.ts';

/** Of those that were named: how many the reader still finds, and how many of these are over. */
interface Become {
  there: number;
  over: number;
}

function become(db: Database, sql: string, ids: readonly number[], viewer: Viewer): Become {
  const row = db.one<Become>(sql, { ids: JSON.stringify(ids), ...viewerValues(viewer) });
  return row ?? { there: 0, over: 0 };
}

/** Over: settled. */
export function mattersSince(db: Database, ids: readonly number[], viewer: Viewer): Become {
  return become(
    db,
    `SELECT count(*) AS there, coalesce(sum(m.ending IS NOT NULL), 0) AS over
     FROM json_each(@ids) one CROSS JOIN matter m ON m.id = one.value CROSS JOIN decision d ON d.id = m.decision_id
     WHERE ${mayRead('d')}`,
    ids,
    viewer,
  );
}

/** Over: the customer was told. */
export function followUpsSince(db: Database, ids: readonly number[], viewer: Viewer): Become {
  return become(
    db,
    `SELECT count(*) AS there, coalesce(sum(f.closed_at IS NOT NULL), 0) AS over
     FROM json_each(@ids) one CROSS JOIN follow_up f ON f.id = one.value CROSS JOIN voice v ON v.id = f.voice_id
     WHERE ${mayReadVoice}`,
    ids,
    viewer,
  );
}

/** Over: withdrawn. */
export function decisionsSince(db: Database, ids: readonly number[], viewer: Viewer): Become {
  return become(
    db,
    `SELECT count(*) AS there, coalesce(sum(d.fate IS 'withdrawn'), 0) AS over
     FROM json_each(@ids) one CROSS JOIN decision d ON d.id = one.value WHERE ${mayRead('d')}`,
    ids,
    viewer,
  );
}

/** Late answers to a week’s rounds, and voices said in it, that came only after it was told. */
export function countLateFacts(
  db: Database,
  { from, until }: Span,
  viewer: Viewer,
): { answers: number; voices: number } {
  const row = db.one<{ answers: number; voices: number }>(
    `SELECT (SELECT count(*) FROM round CROSS JOIN decision d ON d.round_id = round.id
         CROSS JOIN answer a ON a.decision_id = d.id
         WHERE round.closed_at >= @from AND round.closed_at < @until AND a.late = 1 AND a.answered_at >= @until
           AND ${mayRead('d')}) AS answers,
       (SELECT count(*) FROM voice v WHERE v.said_at >= @from AND v.said_at < @until AND v.captured_at >= @until
           AND ${mayReadVoice}) AS voices`,
    { from, until, ...viewerValues(viewer) },
  );
  return row ?? { answers: 0, voices: 0 };
}

/** Of the voices that a week’s digest counted, how many are certain to be gone: forgotten, or taken back. */
export function countVoicesGone(
  db: Database,
  { from, until, voices }: Pick<Figures, 'from' | 'until' | 'voices'>,
  viewer: Viewer,
): number {
  // One customer’s joined voices were counted once, so what is left is never fewer than what was counted of it.
  const left = db.one<{ count: number }>(
    `SELECT count(*) AS count FROM voice v WHERE v.captured_at >= @from AND v.captured_at < @until AND ${mayReadVoice}`,
    { from, until, ...viewerValues(viewer) },
  );
  return Math.max(0, voices.count - (left?.count ?? 0));
}
