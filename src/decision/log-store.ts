// The SQL of the log: past decisions that hold the words, of those that a viewer may read.

import { mayRead, viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { fewestShown } from './ballot.ts';
import { type LogSearch, type LogState, mostAddedUp, mostHits } from './log.ts';

export interface Hit {
  id: number;
  state: LogState;
  /** The round's name. */
  team: string;
}

export interface Hits {
  hits: Hit[];
  /** How many there are in all, at most `mostHits`. */
  total: number;
}

/** The instants that the search's days mean where it is asked; `until` is the first instant after its day. */
export interface Span {
  since: Date | null;
  until: Date | null;
}

const asked = (kind: string) =>
  `EXISTS (SELECT 1 FROM matter m WHERE m.decision_id = d.id AND m.kind = '${kind}' AND m.ending IS NULL)`;
const stateOf = `CASE
  WHEN d.fate IN ('changed', 'reversed', 'withdrawn') THEN d.fate
  WHEN round.state = 'open' THEN 'open'
  WHEN ${asked('reconsideration')} THEN 'reconsider'
  WHEN ${asked('judgement')} THEN 'judge'
  WHEN ${asked('blind spot')} THEN 'blind'
  ELSE coalesce(d.fate, 'stands') END`;

// Nothing of an open round, nor of an anonymous one with too few answers to show. Costly: asked of the newest hits only.
const mostFrequent = `(round.state = 'closed'
  AND (SELECT count(*) >= iif(round.anonymous, @fewestShown, 1) AND sum(c.verdict = @verdict) =
      max(sum(c.verdict = 'love'), sum(c.verdict = 'accept'), sum(c.verdict = 'dislike'), sum(c.verdict = 'unsure'))
    FROM verdict_cast c WHERE c.decision_id = d.id AND c.late = 0))`;

// A filter that is null holds for every decision.
const narrowed = `(@team IS NULL OR instr(lower(round.name), lower(@team)) > 0)
  AND (@conversationId IS NULL OR d.conversation_id = @conversationId)
  AND (@ownerId IS NULL OR d.owner_id = @ownerId)
  AND (@since IS NULL OR d.recorded_at >= @since)
  AND (@until IS NULL OR d.recorded_at < @until)
  AND (@state IS NULL OR @state = ${stateOf})
  AND (d.owner_id = @reader OR ${mayRead('d')})`;

// CROSS JOIN: from the index to the rows, newest first, so that the limit ends the work.
const matching = `SELECT d.id, ${stateOf} AS state, round.name AS team, d.recorded_at, bm25(decision_index) AS weight
  FROM decision_index CROSS JOIN decision d ON d.id = decision_index.rowid JOIN round ON round.id = d.round_id
  WHERE decision_index MATCH @match AND ${narrowed} ORDER BY decision_index.rowid DESC LIMIT @mostHits`;
const anything = `SELECT d.id, ${stateOf} AS state, round.name AS team, d.recorded_at, 0.0 AS weight
  FROM decision d JOIN round ON round.id = d.round_id
  WHERE ${narrowed} ORDER BY d.id DESC LIMIT @mostHits`;

/** A year makes a hit half as good (weights are below zero, the best the lowest); without words, the newest first. */
const page = (hits: string) =>
  `WITH near AS MATERIALIZED (${hits}),
   hit AS MATERIALIZED (SELECT near.* FROM near JOIN decision d ON d.id = near.id JOIN round ON round.id = d.round_id
     WHERE @verdict IS NULL OR ${mostFrequent})
   SELECT id, state, team, (SELECT count(*) FROM hit) AS total FROM hit
   ORDER BY weight / (1.0 + max(0.0, julianday(@now) - julianday(recorded_at)) / 365.0), id DESC
   LIMIT @limit OFFSET @offset`;

export function searchLog(
  db: Database,
  now: Date,
  search: LogSearch,
  { since, until }: Span,
  viewer: Viewer,
  { limit, offset }: { limit: number; offset: number },
): Hits {
  const { terms, team, conversationId, ownerId, state, verdict } = search;
  const match = terms.map((term, index) => `${quoted(term)}${index === terms.length - 1 ? ' *' : ''}`);
  const values = {
    ...{ team, conversationId, ownerId, state, verdict, fewestShown, limit, offset },
    mostHits: verdict === null ? mostHits : mostAddedUp,
    now: stored(now),
    since: since && stored(since),
    until: until && stored(until),
    ...viewerValues(viewer),
  };
  const rows = db.all<Hit & { total: number }>(
    page(match.length > 0 ? matching : anything),
    match.length > 0 ? { ...values, match: match.join(' AND ') } : values,
  );
  const total = rows[0]?.total ?? 0;
  return { hits: rows.map(({ total: _total, ...hit }) => hit), total };
}

/** A word in FTS5's language, quoted, so that nothing people type is syntax. */
function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
