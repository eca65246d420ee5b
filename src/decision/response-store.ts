// The SQL of response rates, and of the advice that a falling one brings to a facilitator.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { RoundOfAnswers } from '../ritual/response-rate.ts';

interface RoundRow {
  closed_at: string;
  waited_for: number;
  answered: number;
}

/** A ritual's closed rounds that knew whom they waited for, opened since an instant. Late answers do not count. */
export function roundsOfAnswers(db: Database, ritualId: number, openedFrom: Date): RoundOfAnswers[] {
  return db
    .all<RoundRow>(
      `SELECT round.closed_at, count(*) AS waited_for,
         count((SELECT 1 FROM answered a WHERE a.decision_id = d.id AND a.person_id = r.person_id)) AS answered
       FROM round JOIN roster r ON r.round_id = round.id
       JOIN decision d ON d.round_id = round.id AND d.recorded_at <= round.closed_at AND d.fate IS NOT 'withdrawn'
       WHERE round.ritual_id = @ritualId AND round.opened_at >= @openedFrom
         AND round.state = 'closed' AND round.roster_known = 1
       GROUP BY round.id`,
      { ritualId, openedFrom: stored(openedFrom) },
    )
    .map((row) => ({
      closedAt: new Date(row.closed_at),
      waitedFor: row.waited_for,
      answered: row.answered,
    }));
}

/** False when this spell's advice was noted before, and told or not. */
export function noteAdvice(db: Database, ritualId: number, sinceWeek: string): boolean {
  const { changes } = db.run(
    'INSERT INTO advice (ritual_id, since_week) VALUES (@ritualId, @sinceWeek) ON CONFLICT DO NOTHING',
    { ritualId, sinceWeek },
  );
  return changes === 1;
}

export interface AdviceKey {
  ritualId: number;
  sinceWeek: string;
}

/** The advice about a facilitator's rituals that stands in the note of a day, or (day null) in none yet. */
export function adviceAbout(db: Database, facilitatorId: string, day: string | null): AdviceKey[] {
  return db.all<AdviceKey>(
    `SELECT a.ritual_id AS ritualId, a.since_week AS sinceWeek
     FROM ritual JOIN advice a ON a.ritual_id = ritual.id
     WHERE ritual.facilitator_id = @facilitatorId AND a.day IS @day ORDER BY a.ritual_id, a.since_week`,
    { facilitatorId, day },
  );
}

/** The note of a day tells it; null: none does, for it was not sent. */
export function setAdviceDay(db: Database, { ritualId, sinceWeek }: AdviceKey, day: string | null): void {
  db.run('UPDATE advice SET day = @day WHERE ritual_id = @ritualId AND since_week = @sinceWeek', {
    ritualId,
    sinceWeek,
    day,
  });
}
