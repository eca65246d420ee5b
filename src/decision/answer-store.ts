// The SQL of answers: who has answered, and how the verdicts add up.
import { labelOfSegment } from '../people/segments-store.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { replaceEvidence } from './evidence-store.ts';
import { noAnswers, type Tally, type Verdict } from './verdict.ts';

export interface Answer {
  decisionId: number;
  personId: string;
  verdict: Verdict;
  why: string | null;
  /** The kind of customers that they had in mind. */
  segment: string | null;
  /** How it is called. */
  segmentLabel?: string;
  /** The voices that it cites, some of which may have been forgotten since. */
  voiceIds: number[];
  answeredAt: Date;
  late: boolean;
}

/** An answer as it is told at the reveal; nobody knows whose it is where the round is anonymous. */
export type ToldAnswer = Omit<Answer, 'personId' | 'answeredAt'> & { personId: string | null };

interface AnswerRow {
  decision_id: number;
  person_id: string;
  verdict: Verdict;
  why: string | null;
  segment: string | null;
  segment_label: string | null;
  voice_ids: string;
  answered_at: string;
  late: number;
}

const toAnswer = (row: AnswerRow): Answer => ({
  decisionId: row.decision_id,
  personId: row.person_id,
  verdict: row.verdict,
  why: row.why,
  segment: row.segment,
  ...(row.segment_label === null ? {} : { segmentLabel: row.segment_label }),
  voiceIds: JSON.parse(row.voice_ids) as number[],
  answeredAt: new Date(row.answered_at),
  late: row.late === 1,
});

const besides = `${labelOfSegment('answer')}, (SELECT json_group_array(e.voice_id) FROM evidence e
  WHERE e.decision_id = answer.decision_id AND e.answer_of = answer.person_id) AS voice_ids`;

export function findAnswer(db: Database, decisionId: number, personId: string): Answer | undefined {
  const row = db.one<AnswerRow>(
    `SELECT answer.*, ${besides} FROM answer WHERE decision_id = @decisionId AND person_id = @personId`,
    { decisionId, personId },
  );
  return row && toAnswer(row);
}

export function saveAnswer(db: Database, answer: Answer): void {
  const { voiceIds, ...plain } = answer;
  db.run(
    `INSERT INTO answer (decision_id, person_id, verdict, why, segment, answered_at, late)
     VALUES (@decisionId, @personId, @verdict, @why, @segment, @answeredAt, @late)
     ON CONFLICT DO UPDATE SET verdict = excluded.verdict, why = excluded.why, segment = excluded.segment,
       answered_at = excluded.answered_at, late = excluded.late`,
    { ...plain, answeredAt: stored(answer.answeredAt), late: Number(answer.late) },
  );
  replaceEvidence(
    db,
    answer.answeredAt,
    { decisionId: answer.decisionId, answerOf: answer.personId },
    voiceIds,
  );
}

/** The answers that carry names, in the order of their persons' ids: never shown before the reveal. */
export function answersTo(db: Database, decisionId: number): Answer[] {
  return db
    .all<AnswerRow>(
      `SELECT answer.*, ${besides} FROM answer WHERE decision_id = @decisionId ORDER BY late, person_id`,
      { decisionId },
    )
    .map(toAnswer);
}

/** How many gave each verdict in time, named and anonymous alike. */
export function tallyOf(db: Database, decisionId: number): Tally {
  const rows = db.all<{ verdict: Verdict; n: number }>(
    'SELECT verdict, count(*) AS n FROM verdict_cast WHERE decision_id = @decisionId AND late = 0 GROUP BY verdict',
    { decisionId },
  );
  return { ...noAnswers, ...Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n])) };
}

/** Who has answered a decision in time. */
export function whoAnswered(db: Database, decisionId: number): string[] {
  return db
    .all<{ person_id: string }>(
      'SELECT person_id FROM answered WHERE decision_id = @decisionId ORDER BY person_id',
      {
        decisionId,
      },
    )
    .map((row) => row.person_id);
}

/** Whether somebody has answered any of a round's decisions in time. */
export function hasAnsweredIn(db: Database, roundId: number, personId: string): boolean {
  const found = db.one(
    `SELECT 1 FROM answered a JOIN decision d ON d.id = a.decision_id
     WHERE d.round_id = @roundId AND a.person_id = @personId LIMIT 1`,
    { roundId, personId },
  );
  return found !== undefined;
}

/** Whether everybody on the round's roster has answered each decision that was not withdrawn; false while it has none. */
export function allHaveAnswered(db: Database, roundId: number): boolean {
  const row = db.one<{ waiting: number; decisions: number }>(
    `SELECT (SELECT count(*) FROM decision WHERE round_id = @roundId AND fate IS NOT 'withdrawn') AS decisions,
       (SELECT count(*) FROM roster r JOIN decision d ON d.round_id = r.round_id
        WHERE r.round_id = @roundId AND d.fate IS NOT 'withdrawn'
          AND NOT EXISTS (SELECT 1 FROM answered a WHERE a.decision_id = d.id AND a.person_id = r.person_id)) AS waiting`,
    { roundId },
  );
  return row !== undefined && row.decisions > 0 && row.waiting === 0;
}
