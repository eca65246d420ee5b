// Digests that an earlier release told stay readable, and their weeks stand behind the next one.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findDigest, listDigests, missedWeeks, weeksUntil } from '../../src/digest/store.ts';
import { Database } from '../../src/platform/database.ts';
import { migrate, readMigrations } from '../../src/platform/migrations.ts';

test('a digest of an earlier schema keeps its figures, and its week begins where the one before ended', () => {
  const db = new Database(':memory:');
  const migrations = readMigrations(join(import.meta.dirname, '../../src/migrations'));
  migrate(db, migrations.slice(0, 4));
  const add = (weekOf: string, figures: string | null, state: string) =>
    db.run(
      `INSERT INTO digest (week_of, sponsor_id, until_at, figures, state, at)
       VALUES (@weekOf, 'UCHLOE', @until, @figures, @state, @until)`,
      { weekOf, until: `${weekOf}T08:00:00.000Z`, figures, state },
    );
  add('2026-03-02', JSON.stringify({ weekOf: '2026-03-02', voices: 3, dislikedIds: [7] }), 'told');
  add('2026-03-05', null, 'missed');
  migrate(db, migrations);
  expect(findDigest(db, '2026-03-02')).toMatchObject({
    weekOf: '2026-03-02',
    from: '2026-02-23T08:00:00.000Z',
    disliked: [7],
    voices: { count: 3, before: null },
  });
  expect(missedWeeks(db)).toEqual(['2026-03-05']);
  expect(listDigests(db, 'sponsor', { most: 9 }).map(({ weekOf }) => weekOf)).toEqual([
    '2026-03-05',
    '2026-03-02',
  ]);
  expect(weeksUntil(db, new Date('2026-03-05T08:00:00.000Z'), 9)[0]).toEqual({
    weekOf: '2026-03-05',
    from: new Date('2026-03-02T08:00:00.000Z'),
    until: new Date('2026-03-05T08:00:00.000Z'),
  });
  db.close();
});
