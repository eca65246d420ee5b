// The SQL of hit rates: what the team had thought of a decision is counted once and kept from then on.

import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { fewestShown } from './ballot.ts';
import { type HitRate, hitRateOfCounts, type Reviewed } from './hit-rate.ts';
import { type Opinion, type Outcome, thoughtOf } from './outcome.ts';
import { answersIn, type Tally } from './verdict.ts';

export interface Thought {
  decisionId: number;
  thought: Opinion | 'none';
}

const ended = 'd.outcome_at >= @from AND d.outcome_at < @until';
// Only decisions that stood are looked back on: what was changed, reversed or withdrawn since is not.
const stood = `(d.fate IS NULL OR d.fate = 'kept')`;

const cast = (table: string, verdict: keyof Tally) =>
  `(SELECT count(*) FROM ${table} v WHERE v.decision_id = d.id AND v.verdict = '${verdict}'`;
const tally = (['love', 'accept', 'dislike', 'unsure'] as const)
  .map((verdict) => {
    const [ballots, answers] = [`${cast('ballot', verdict)})`, `${cast('answer', verdict)} AND v.late = 0)`];
    return `iif(round.anonymous, ${ballots}, ${answers}) AS "${verdict}"`;
  })
  .join(', ');

/** What the teams had thought of the decisions whose outcome was told in a span and that were not counted yet. */
export function countThoughts(db: Database, from: Date, until: Date): Thought[] {
  return db
    .all<Tally & { id: number; anonymous: number }>(
      `SELECT d.id, round.anonymous, ${tally}
       FROM decision d CROSS JOIN round ON round.id = d.round_id
       WHERE ${ended} AND d.thought IS NULL`,
      { from: stored(from), until: stored(until) },
    )
    .map((row) => {
      // What is not shown must not be told apart by what follows from it either.
      const isHidden = row.anonymous === 1 && answersIn(row) < fewestShown;
      return { decisionId: row.id, thought: (isHidden ? null : thoughtOf(row)) ?? 'none' };
    });
}

export function keepThoughts(db: Database, thoughts: readonly Thought[]): void {
  db.run(
    `UPDATE decision SET thought = kept.value ->> 'thought' FROM json_each(@thoughts) kept
     WHERE decision.id = kept.value ->> 'decisionId'`,
    { thoughts: JSON.stringify(thoughts) },
  );
}

interface CountRow {
  outcome: Outcome;
  thought: Thought['thought'] | null;
  count: number;
  ids: string | null;
}

/** Over the decisions of a span that the viewer may read; `fresh` are those whose thoughts are not kept yet. */
export function hitRateBetween(
  db: Database,
  { from, until }: { from: Date; until: Date },
  fresh: readonly Thought[],
  viewer: Viewer,
): HitRate {
  const thoughtOfFresh = new Map(fresh.map(({ decisionId, thought }) => [decisionId, thought]));
  const rows = db.all<CountRow>(
    `SELECT d.outcome, d.thought, count(*) AS count, iif(d.thought IS NULL, json_group_array(d.id), NULL) AS ids
     FROM decision d WHERE ${ended} AND ${stood} AND ${mayRead('d')} GROUP BY d.outcome, d.thought`,
    { from: stored(from), until: stored(until), ...viewerValues(viewer) },
  );
  return hitRateOfCounts(
    rows.flatMap(({ outcome, thought, count, ids }) => {
      if (ids === null) return [{ outcome, thought: opinionOf(thought), count }];
      const unkept: number[] = JSON.parse(ids);
      return unkept.map((id) => ({ outcome, thought: opinionOf(thoughtOfFresh.get(id)), count: 1 }));
    }),
  );
}

function opinionOf(thought: Thought['thought'] | null | undefined): Reviewed['thought'] {
  return !thought || thought === 'none' ? null : thought;
}
