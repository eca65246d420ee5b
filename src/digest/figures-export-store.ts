// The SQL of exported figures: who waits for which week.
import type { Database } from '../platform/database.ts';

export interface FiguresExport {
  id: number;
  personId: string;
  weekOf: string;
  attempts: number;
}

export function addExport(db: Database, personId: string, weekOf: string): number {
  const sql = 'INSERT INTO figures_export (person_id, week_of) VALUES (@personId, @weekOf)';
  return db.run(sql, { personId, weekOf }).lastId;
}

export function isOnItsWay(db: Database, personId: string, weekOf: string): boolean {
  const sql = 'SELECT id FROM figures_export WHERE person_id = @personId AND week_of = @weekOf';
  return db.one(sql, { personId, weekOf }) !== undefined;
}

export function findExport(db: Database, id: number): FiguresExport | undefined {
  return db.one<FiguresExport>(
    'SELECT id, person_id AS personId, week_of AS weekOf, attempts FROM figures_export WHERE id = @id',
    { id },
  );
}

export function countAttempt(db: Database, id: number): void {
  db.run('UPDATE figures_export SET attempts = attempts + 1 WHERE id = @id', { id });
}

export function removeExport(db: Database, id: number): void {
  db.run('DELETE FROM figures_export WHERE id = @id', { id });
}
