// The SQL of which ends of meetings were noticed, and of the rounds near them.
import { later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Round } from './round.ts';
import { findRound } from './round-store.ts';

/** Whether this end of a ritual's meeting was noticed before. */
export function isEndKnown(db: Database, ritualId: number, occurrence: string): boolean {
  const found = db.one(
    `SELECT 1 FROM round WHERE ritual_id = @ritualId AND occurrence = @occurrence
     UNION ALL SELECT 1 FROM joined_end WHERE ritual_id = @ritualId AND occurrence = @occurrence`,
    { ritualId, occurrence },
  );
  return found !== undefined;
}

/** Notes that another trigger saw the end of the meeting that this round is about. */
export function joinEnd(db: Database, { id, ritualId }: Round, occurrence: string): void {
  db.run(
    `INSERT INTO joined_end (ritual_id, occurrence, round_id) VALUES (@ritualId, @occurrence, @id)
     ON CONFLICT DO NOTHING`,
    { ritualId, occurrence, id },
  );
}

/** A ritual's rounds whose meetings ended within `aroundMs` of an instant, the nearest first. */
export function roundsAround(db: Database, ritualId: number, at: Date, aroundMs: number): Round[] {
  return db
    .all<{ id: number }>(
      `SELECT id FROM round WHERE ritual_id = @ritualId AND state <> 'missed'
         AND opened_at BETWEEN @from AND @until
       ORDER BY abs(unixepoch(opened_at) - unixepoch(@at)), id`,
      {
        ritualId,
        at: stored(at),
        from: stored(later(at, -aroundMs)),
        until: stored(later(at, aroundMs)),
      },
    )
    .flatMap(({ id }) => findRound(db, id) ?? []);
}
