// The SQL of whether Slack takes our charts: it is remembered for the workspace, and for each digest that was refused.
import { dayMs, later, stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';

/** After a while they are tried again: the block is young, and one that is refused costs nobody anything. */
const triedAgainMs = 90 * dayMs;

const refused = 'charts_refused_at';

/** How the picture of a digest is drawn. */
export function pictureOf(db: Database, now: Date, weekOf: string, reader: string): 'charts' | 'table' {
  const row = db.one<{ refused: number }>(
    `SELECT max(coalesce((SELECT as_table FROM digest WHERE week_of = @weekOf AND reader = @reader), 0),
       EXISTS (SELECT 1 FROM setting WHERE name = @name AND value > @since)) AS refused`,
    { weekOf, reader, name: refused, since: stored(later(now, -triedAgainMs)) },
  );
  return row?.refused === 1 ? 'table' : 'charts';
}

/** False when this digest has been refused before, as a table. */
export function turnIntoTable(db: Database, weekOf: string, reader: string): boolean {
  const digest = { weekOf, reader };
  return (
    db.run(
      'UPDATE digest SET as_table = 1 WHERE week_of = @weekOf AND reader = @reader AND as_table = 0',
      digest,
    ).changes === 1
  );
}

export function rememberRefusal(db: Database, now: Date): void {
  db.run(
    'INSERT INTO setting (name, value) VALUES (@name, @at) ON CONFLICT DO UPDATE SET value = excluded.value',
    { name: refused, at: stored(now) },
  );
}

export function forgetRefusal(db: Database): void {
  db.run('DELETE FROM setting WHERE name = @name', { name: refused });
}
