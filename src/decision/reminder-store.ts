// The SQL of reminders to answer: whom a round still waits for, and whether they were told.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

/** The people on a round's roster who have not answered all of its decisions and can still read it. */
export function stillWaitedFor(db: Database, roundId: number): string[] {
  return db
    .all<{ person_id: string }>(
      `SELECT r.person_id FROM roster r JOIN round ON round.id = r.round_id
       JOIN membership m ON m.conversation_id = round.conversation_id AND m.person_id = r.person_id
       WHERE r.round_id = @roundId AND EXISTS (SELECT 1 FROM decision d
         WHERE d.round_id = r.round_id AND d.fate IS NOT 'withdrawn'
         AND NOT EXISTS (SELECT 1 FROM answered a WHERE a.decision_id = d.id AND a.person_id = r.person_id))
       ORDER BY r.person_id`,
      { roundId },
    )
    .map((row) => row.person_id);
}

/** Notes that somebody is to be reminded of a round; false when they were noted before, and told or not. */
export function noteAnswerReminder(db: Database, roundId: number, personId: string): boolean {
  const { changes } = db.run(
    'INSERT INTO answer_reminder (round_id, person_id) VALUES (@roundId, @personId) ON CONFLICT DO NOTHING',
    { roundId, personId },
  );
  return changes === 1;
}

export interface WaitingAnswer {
  decisionId: number;
  roundId: number;
  /** Null in a channel that was asked by hand without a ritual. */
  ritualId: number | null;
  closesAt: Date;
}

interface WaitingRow {
  decision_id: number;
  round_id: number;
  ritual_id: number | null;
  closes_at: string;
}

/**
 * What still waits for somebody's answer, of the rounds whose reminder stands in the note of a day, or (day null) in
 * none yet; only rounds that close at or after an instant, the first to close first.
 */
export function waitingAnswersOf(
  db: Database,
  personId: string,
  { day, closingFrom }: { day: string | null; closingFrom: Date },
): WaitingAnswer[] {
  return db
    .all<WaitingRow>(
      `SELECT d.id AS decision_id, round.id AS round_id, round.ritual_id, round.closes_at
       FROM answer_reminder ar JOIN round ON round.id = ar.round_id AND round.state = 'open'
       JOIN roster r ON r.round_id = round.id AND r.person_id = ar.person_id
       JOIN membership m ON m.conversation_id = round.conversation_id AND m.person_id = ar.person_id
       JOIN decision d ON d.round_id = round.id AND d.fate IS NOT 'withdrawn'
       WHERE ar.person_id = @personId AND ar.day IS @day AND round.closes_at >= @closingFrom
         AND NOT EXISTS (SELECT 1 FROM answered a WHERE a.decision_id = d.id AND a.person_id = @personId)
       ORDER BY round.closes_at, d.id`,
      { personId, day, closingFrom: stored(closingFrom) },
    )
    .map((row) => ({
      decisionId: row.decision_id,
      roundId: row.round_id,
      ritualId: row.ritual_id,
      closesAt: new Date(row.closes_at),
    }));
}

/** The note of a day tells somebody of a round; null: none does, for it was not sent. */
export function setAnswerReminderDay(
  db: Database,
  roundId: number,
  personId: string,
  day: string | null,
): void {
  db.run('UPDATE answer_reminder SET day = @day WHERE round_id = @roundId AND person_id = @personId', {
    roundId,
    personId,
    day,
  });
}

/** The note of a day was not sent after all, so that it told nobody of anything. */
export function takeBackAnswerReminders(db: Database, personId: string, day: string): void {
  db.run('UPDATE answer_reminder SET day = NULL WHERE person_id = @personId AND day = @day', {
    personId,
    day,
  });
}

/** A round that has ended reminds nobody any more; whom it has reminded stays known. */
export function dropAnswerReminders(db: Database, roundId: number): void {
  db.run('DELETE FROM answer_reminder WHERE round_id = @roundId AND day IS NULL', { roundId });
}
