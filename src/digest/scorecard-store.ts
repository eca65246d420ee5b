// The SQL of the scorecard: its lines, and their values week by week.
import { addDays } from '../people/zone.ts';
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Line, LineWishes } from './scorecard.ts';

type LineRow = Omit<Line, 'isChosen' | 'isRetired'> & { chosen: number; retired_at: string | null };

function toLine({ chosen, retired_at, ...row }: LineRow): Line {
  return { ...row, isChosen: chosen === 1, isRetired: retired_at !== null };
}

const columns =
  'id, name, kind, perspective, unit, currency, better, target, scale, chosen, retired_at FROM scorecard_line';

/** Those in use, in their order. */
export function listLines(db: Database): Line[] {
  return db
    .all<LineRow>(`SELECT ${columns} WHERE retired_at IS NULL ORDER BY place, id`)
    .map((row) => toLine(row));
}

/** Those retired last, first. */
export function retiredLines(db: Database, limit: number): Line[] {
  return db
    .all<LineRow>(
      `SELECT ${columns} WHERE retired_at IS NOT NULL ORDER BY retired_at DESC, id LIMIT @limit`,
      {
        limit,
      },
    )
    .map((row) => toLine(row));
}

/** Retired ones as well: past digests name them. */
export function findLine(db: Database, id: number): Line | undefined {
  const row = db.one<LineRow>(`SELECT ${columns} WHERE id = @id`, { id });
  return row && toLine(row);
}

export function addLine(db: Database, wishes: LineWishes): number {
  return db.run(
    `INSERT INTO scorecard_line (name, kind, perspective, unit, currency, better, target, scale, place)
     VALUES (@name, @kind, @perspective, @unit, @currency, @better, @target, @scale,
       (SELECT coalesce(max(place), 0) + 1 FROM scorecard_line))`,
    { ...wishes },
  ).lastId;
}

export function saveLine(db: Database, id: number, wishes: LineWishes): void {
  db.run(
    `UPDATE scorecard_line SET name = @name, kind = @kind, perspective = @perspective, unit = @unit,
       currency = @currency, better = @better, target = @target, scale = @scale WHERE id = @id`,
    { ...wishes, id },
  );
}

/** `at` null brings it back, at the end. */
export function setRetired(db: Database, id: number, at: Date | null): void {
  db.run(
    `UPDATE scorecard_line SET retired_at = @at, chosen = 0,
       place = iif(@at IS NULL, (SELECT max(place) + 1 FROM scorecard_line), place) WHERE id = @id`,
    { id, at: at && stored(at) },
  );
}

export function setPlace(db: Database, id: number, place: number): void {
  db.run('UPDATE scorecard_line SET place = @place WHERE id = @id', { id, place });
}

/** The picture draws one line, or none. */
export function setChosen(db: Database, id: number | null): void {
  db.run('UPDATE scorecard_line SET chosen = 0 WHERE chosen = 1');
  if (id !== null) db.run('UPDATE scorecard_line SET chosen = 1 WHERE id = @id', { id });
}

// A week's value is kept under the week's last day. Should the digest move to another weekday, its weeks end on other
// days: the newest value since the digest before is a week's, and before the first digest that of its seven days.
const ofWeek = `line_id = @lineId AND week_of <= @weekOf
  AND week_of > coalesce((SELECT max(week_of) FROM digest WHERE week_of < @weekOf), @after)`;
const bounds = (lineId: number, weekOf: string) => ({ lineId, weekOf, after: addDays(weekOf, -7) });

/** The value typed or imported for the week to a day; null where there is none. */
export function findValue(db: Database, lineId: number, weekOf: string): number | null {
  return (
    db.one<{ value: number }>(
      `SELECT value FROM scorecard_value WHERE ${ofWeek} ORDER BY week_of DESC LIMIT 1`,
      bounds(lineId, weekOf),
    )?.value ?? null
  );
}

/** `value` null takes it away. */
export function setValue(db: Database, lineId: number, weekOf: string, value: number | null): void {
  if (value === null) {
    db.run(`DELETE FROM scorecard_value WHERE ${ofWeek}`, bounds(lineId, weekOf));
    return;
  }
  db.run(
    `INSERT INTO scorecard_value (line_id, week_of, value) VALUES (@lineId, @weekOf, @value)
     ON CONFLICT DO UPDATE SET value = excluded.value`,
    { lineId, weekOf, value },
  );
}

export function hasValues(db: Database, lineId: number): boolean {
  return db.one('SELECT 1 FROM scorecard_value WHERE line_id = @lineId LIMIT 1', { lineId }) !== undefined;
}
