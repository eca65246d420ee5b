// The SQL of hit rates: what was looked back on, and what the team had thought.

import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { isSegment } from '../people/workspace.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { fewestShown } from './ballot.ts';
import type { Reviewed } from './hit-rate.ts';
import { type Outcome, thoughtOf } from './outcome.ts';
import { answersIn, type Tally } from './verdict.ts';

interface ReviewedRow extends Tally {
  id: number;
  ritual_id: number | null;
  anonymous: number;
  segments: string;
  outcome: Outcome;
}

const cast = (verdict: keyof Tally) =>
  `(SELECT count(*) FROM verdict_cast v
    WHERE v.decision_id = d.id AND v.late = 0 AND v.verdict = '${verdict}') AS "${verdict}"`;

/** The decisions in force whose outcome was told from `from` until just before `until`, and that a viewer may read. */
export function reviewedBetween(db: Database, from: Date, until: Date, viewer: Viewer): Reviewed[] {
  return db
    .all<ReviewedRow>(
      `SELECT d.id, round.ritual_id, round.anonymous, d.segments, d.outcome,
         ${cast('love')}, ${cast('accept')}, ${cast('dislike')}, ${cast('unsure')}
       FROM decision d JOIN round ON round.id = d.round_id
       WHERE d.outcome_at >= @from AND d.outcome_at < @until AND (d.fate IS NULL OR d.fate = 'kept')
         AND ${mayRead('d')} ORDER BY d.id`,
      { from: stored(from), until: stored(until), ...viewerValues(viewer) },
    )
    .map(toReviewed);
}

function toReviewed(row: ReviewedRow): Reviewed {
  // What is not shown must not be told apart by what follows from it either.
  const isHidden = row.anonymous === 1 && answersIn(row) < fewestShown;
  return {
    decisionId: row.id,
    ritualId: row.ritual_id,
    segments: row.segments.split(',').filter(isSegment),
    thought: isHidden ? null : thoughtOf(row),
    outcome: row.outcome,
  };
}
