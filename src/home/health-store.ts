// The SQL of how rituals have been kept lately: of the few that stand on one page.
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

/** How a ritual was kept in a span. */
export interface Kept {
  /** Meetings that ended and were asked about, and those of them that were not left without a touch. */
  held: number;
  kept: number;
  /** People on the rosters of its closed rounds, and those of them who answered. */
  waitedFor: number;
  answered: number;
}

interface KeptRow {
  ritual_id: number;
  held: number;
  kept: number;
  waited_for: number;
  answered: number;
}

/** No window is this long, not even across quiet days: rounds that ended in a span were opened this long before it. */
const longestOpenMs = 62 * dayMs;

const whoAnswered = (table: string, inTime: string) =>
  `(SELECT count(DISTINCT a.person_id) FROM decision d CROSS JOIN ${table} a ON a.decision_id = d.id
    WHERE d.round_id = ended.id ${inTime})`;

/** By ritual, as the digest counts it: a round counts where it ended. */
export function keptSince(
  db: Database,
  ritualIds: readonly number[],
  from: Date,
  until: Date,
): Map<number, Kept> {
  const rows = db.all<KeptRow>(
    `WITH ended AS MATERIALIZED (SELECT id, ritual_id, state, anonymous, roster_known FROM round
       WHERE ritual_id IN (SELECT value FROM json_each(@ids)) AND opened_at >= @openedFrom
         AND closed_at >= @from AND closed_at < @until AND state IN ('closed', 'empty', 'lapsed'))
     SELECT ritual_id, count(*) AS held, sum(state <> 'lapsed') AS kept,
       sum(iif(state = 'closed' AND roster_known,
         (SELECT count(*) FROM roster WHERE roster.round_id = ended.id), 0)) AS waited_for,
       sum(iif(state = 'closed' AND roster_known, iif(anonymous, ${whoAnswered('turnout', '')},
         ${whoAnswered('answer', 'AND a.late = 0')}), 0)) AS answered
     FROM ended GROUP BY ritual_id`,
    {
      ids: JSON.stringify(ritualIds),
      openedFrom: stored(later(from, -longestOpenMs)),
      from: stored(from),
      until: stored(until),
    },
  );
  return new Map(
    rows.map(({ ritual_id, waited_for, ...row }) => [
      ritual_id,
      { held: row.held, kept: row.kept, waitedFor: waited_for, answered: row.answered },
    ]),
  );
}
