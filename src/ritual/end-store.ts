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

/** A ritual's rounds whose meetings ended within `aroundMs` of an instant and were not missed, the nearest first. */
export function roundsAround(db: Database, ritualId: number, at: Date, aroundMs: number): Round[] {
  return endedAround(db, ritualId, at, aroundMs).filter(({ state }) => state !== 'missed');
}

/** The nearest of a ritual's missed meetings around an instant. */
export function missedAround(db: Database, ritualId: number, at: Date, aroundMs: number): Round | undefined {
  return endedAround(db, ritualId, at, aroundMs).find(({ state }) => state === 'missed');
}

/** A meeting that had been noted as missed has a round after all: its ends are that round's now. */
export function takeOver(db: Database, missed: Round, { id }: Round): void {
  db.run('UPDATE joined_end SET round_id = @id WHERE round_id = @missedId', { id, missedId: missed.id });
  db.run(
    `INSERT INTO joined_end (ritual_id, occurrence, round_id)
     SELECT ritual_id, occurrence, @id FROM round WHERE id = @missedId`,
    { id, missedId: missed.id },
  );
  db.run('DELETE FROM round WHERE id = @missedId', { missedId: missed.id });
}

function endedAround(db: Database, ritualId: number, at: Date, aroundMs: number): Round[] {
  return db
    .all<{ id: number }>(
      `SELECT id FROM round WHERE ritual_id = @ritualId AND opened_at BETWEEN @from AND @until
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

/** Ends of schedules are named by their local time: those of a zone that holds no longer get its name besides. */
export function renameLocalEnds(db: Database, ritualId: number, oldZone: string): void {
  for (const table of ['round', 'joined_end']) {
    db.run(
      `UPDATE ${table} SET occurrence = occurrence || ' ' || @oldZone
       WHERE ritual_id = @ritualId AND occurrence GLOB '????-??-??T??:??'`,
      { ritualId, oldZone },
    );
  }
}
