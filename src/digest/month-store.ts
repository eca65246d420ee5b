// The SQL of a team's month, and of the teams of a function in the weeks that digests told last.
import type { Outcome } from '../decision/outcome.ts';
import type { Tally } from '../decision/verdict.ts';
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Kept } from './figures.ts';
import { type MonthDecision, type MonthRound, monthWeeks } from './month.ts';

/** A round closes at the end of its window at the latest, two weeks and some weekends after it was opened. */
const longestRoundMs = 31 * dayMs;

const turnout = (table: string, inTime: string) =>
  `(SELECT count(DISTINCT a.person_id) FROM decision d CROSS JOIN ${table} a ON a.decision_id = d.id
    WHERE d.round_id = round.id ${inTime})`;

/** The rounds of a ritual that ended since an instant. */
export function roundsSince(db: Database, ritualId: number, from: Date): MonthRound[] {
  return db
    .all<{ closed_at: string; is_kept: number; waited_for: number; answered: number }>(
      `SELECT closed_at, state <> 'lapsed' AS is_kept,
         iif(state = 'closed' AND roster_known,
           (SELECT count(*) FROM roster WHERE roster.round_id = round.id), 0) AS waited_for,
         iif(state = 'closed' AND roster_known, iif(anonymous, ${turnout('turnout', '')},
           ${turnout('answer', 'AND a.late = 0')}), 0) AS answered
       FROM round WHERE ritual_id = @ritualId AND opened_at >= @openedFrom AND closed_at >= @from
         AND state IN ('closed', 'empty', 'lapsed')`,
      { ritualId, from: stored(from), openedFrom: stored(later(from, -longestRoundMs)) },
    )
    .map((row) => ({
      closedAt: new Date(row.closed_at),
      isKept: row.is_kept === 1,
      waitedFor: row.waited_for,
      answered: row.answered,
    }));
}

interface DecisionRow extends Tally {
  id: number;
  closed_at: string;
  anonymous: number;
  outcome: Outcome | null;
}

const cast = (verdict: keyof Tally) =>
  `iif(round.anonymous,
     (SELECT count(*) FROM ballot b WHERE b.decision_id = d.id AND b.verdict = '${verdict}'),
     (SELECT count(*) FROM answer a WHERE a.decision_id = d.id AND a.verdict = '${verdict}' AND a.late = 0)) AS "${verdict}"`;

/** The decisions of a ritual's closed rounds since an instant that were not withdrawn. */
export function decisionsSince(db: Database, ritualId: number, from: Date): MonthDecision[] {
  return db
    .all<DecisionRow>(
      `SELECT d.id, round.closed_at, round.anonymous, iif(d.fate IS NULL OR d.fate = 'kept', d.outcome, NULL) AS outcome,
         ${cast('love')}, ${cast('accept')}, ${cast('dislike')}, ${cast('unsure')}
       FROM round CROSS JOIN decision d ON d.round_id = round.id
       WHERE round.ritual_id = @ritualId AND round.opened_at >= @openedFrom AND round.closed_at >= @from
         AND round.state = 'closed' AND d.recorded_at <= round.closed_at AND d.fate IS NOT 'withdrawn'`,
      { ritualId, from: stored(from), openedFrom: stored(later(from, -longestRoundMs)) },
    )
    .map(({ id, closed_at, anonymous, outcome, ...tally }) => ({
      id,
      closedAt: new Date(closed_at),
      anonymous: anonymous === 1,
      tally,
      outcome,
    }));
}

export interface TeamMonth extends Kept {
  ritualId: number;
}

/** The teams of a function in the weeks that digests counted last, the worst kept first. */
export function teamsOfFunction(db: Database, functionId: number): TeamMonth[] {
  return db.all<TeamMonth>(
    `SELECT ritual.id AS ritualId, coalesce(sum(t.held), 0) AS held, coalesce(sum(t.kept), 0) AS kept,
       coalesce(sum(t.waited_for), 0) AS waitedFor, coalesce(sum(t.answered), 0) AS answered
     FROM ritual LEFT JOIN team_week t ON t.ritual_id = ritual.id
       AND t.week_of IN (SELECT week_of FROM counted_week ORDER BY until_at DESC LIMIT ${monthWeeks})
     WHERE ritual.function_id = @functionId
     GROUP BY ritual.id ORDER BY 1.0 * sum(t.kept) / sum(t.held), ritual.name`,
    { functionId },
  );
}
