// How rituals are doing is told as the digest counts it, page by page, and to nobody who may not read of them.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fill } from '../../bench/history.ts';
import { countTeams } from '../../src/digest/team-store.ts';
import { loadHealth } from '../../src/home/load-health.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { chloe, dmitri, eve, monday, town } from '../people/town.ts';

const rituals = 25;

let db: Database;
beforeEach(() => {
  db = town();
  fill(db, { rituals, weeks: 8, voicesPerWeek: 1 }, monday);
});
afterEach(() => db.close());

const pages = (personId: string) => [0, 1, 2].map((number) => loadHealth(db, monday, personId, number));

test('the figures of all pages are those that the digest would count for four weeks', () => {
  const found = pages(chloe).flatMap(({ items }) => items);
  expect(found).toHaveLength(rituals);
  const from = later(monday, -28 * dayMs);
  const counted = countTeams(db, { weekOf: '2026-03-02', from, until: monday });
  expect(counted.length).toBe(rituals);
  for (const { ritual, kept } of found) {
    const {
      held,
      kept: keptRounds,
      waitedFor,
      answered,
    } = counted.find((one) => one.ritualId === ritual.id) ?? {};
    expect(kept).toEqual({ held, kept: keptRounds, waitedFor, answered });
  }
});

test('the longest silent come first, and each ritual once', () => {
  db.run("UPDATE ritual SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = 20");
  db.run("UPDATE round SET state = 'lapsed' WHERE ritual_id = 20");
  const found = pages(chloe).flatMap(({ items }) => items);
  expect(found[0]).toMatchObject({ ritual: { id: 20 }, silentWeeks: 321 });
  expect(new Set(found.map(({ ritual }) => ritual.id)).size).toBe(rituals);
  const weeks = found.map(({ silentWeeks }) => silentWeeks);
  expect(weeks).toEqual([...weeks].sort((one, other) => other - one));
});

test('an admin reads nothing of private channels that they are not in', () => {
  // Ritual 20 is of a private channel.
  const idsFor = (personId: string) =>
    pages(personId).flatMap(({ items }) => items.map(({ ritual }) => ritual.id));
  expect(idsFor(chloe)).toContain(20);
  expect(idsFor(eve)).not.toContain(20);
  expect(pages(eve)[0]?.total).toBe(rituals - 1);
  db.run("INSERT INTO membership (conversation_id, person_id) VALUES ('C20', @dmitri)", { dmitri });
  expect(idsFor(dmitri)).toContain(20);
});
