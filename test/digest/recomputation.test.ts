// The figures equal an independent count of every row, over random weeks, for everybody who may read a digest.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepThoughts } from '../../src/decision/hit-rate-store.ts';
import { type Computed, computeWeek } from '../../src/digest/compute-figures.ts';
import type { Figures } from '../../src/digest/figures.ts';
import { addDigest } from '../../src/digest/store.ts';
import { keepTeams } from '../../src/digest/team-store.ts';
import type { Week } from '../../src/digest/week.ts';
import { conversationViewer, type Viewer } from '../../src/people/person.ts';
import type { Database } from '../../src/platform/database.ts';
import { Naive } from './naive.ts';
import { randomWeeks } from './random-weeks.ts';

const zone = 'Europe/Berlin';

/** Thirteen Mondays, nine in Berlin; the clocks go forward on March 29, 2026, and back on October 25. */
const spring = mondays('2026-01-19', '2026-03-29');
const autumn = mondays('2026-08-17', '2026-10-25');

function mondays(first: string, changesOn: string): Date[] {
  const isSpring = changesOn < '2026-06';
  return Array.from({ length: 13 }, (_, index) => {
    const day = new Date(new Date(`${first}T00:00:00Z`).getTime() + index * 7 * 24 * 60 * 60 * 1000);
    const isSummer = day.toISOString().slice(0, 10) > changesOn === isSpring;
    return new Date(day.getTime() + (isSummer ? 7 : 8) * 60 * 60 * 1000);
  });
}

/** The twelve weeks between thirteen instants, newest first. */
function weeksBetween(edges: readonly Date[]): Week[] {
  return edges
    .slice(1)
    .map((until, index) => ({ weekOf: until.toISOString().slice(0, 10), from: edges[index] ?? until, until }))
    .reverse();
}

const sponsor: Viewer = { personId: 'U0', conversationId: null, isSponsor: true, isGuest: false };
const readers = [
  { name: 'sponsor', viewer: sponsor },
  { name: 'CPUB1', viewer: conversationViewer('CPUB1') },
  { name: 'CPRIV1', viewer: conversationViewer('CPRIV1') },
  { name: 'a member', viewer: { ...sponsor, personId: 'U3', isSponsor: false } },
  { name: 'a guest', viewer: { ...sponsor, personId: 'U5', isSponsor: false, isGuest: true } },
];

/** As a clock on the wall of a zone has it. */
const dayAt = (instant: Date) => (of: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: of, dateStyle: 'short' }).format(instant);

function check(db: Database, weeks: Week[], { figures }: Computed): void {
  for (const { name, viewer } of readers) {
    const told = figures.find(({ reader }) => reader === name)?.figures;
    const [week] = weeks;
    if (!told || !week) throw new Error(`${name} was told nothing`);
    expect({ reader: name, ...comparable(told) }).toEqual({
      reader: name,
      ...new Naive(db, viewer).figures(weeks, dayAt(week.until), zone),
    });
    expect(told).toMatchObject({ weekOf: week.weekOf, scorecard: [], missedWeeks: [] });
  }
}

function comparable(told: Figures) {
  const { weekOf: _week, from: _from, until: _until, scorecard: _card, missedWeeks: _missed, ...rest } = told;
  const { functions: _functions, ...compared } = rest;
  return {
    ...compared,
    teams: new Map(told.teams.map((team) => [team.now.ritualId, team])),
    trend: told.trend.map(({ kept, participation, dislikeShare }) => ({ kept, participation, dislikeShare })),
  };
}

describe.each([
  ['into summer time', spring],
  ['out of it', autumn],
])('twelve weeks %s', (_, edges) => {
  const weeks = weeksBetween(edges);
  const [week, earlier] = weeks;
  if (!week || !earlier) throw new Error('no weeks');

  test('counted at once equal a count of every row', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const db = randomWeeks(seed, edges);
        check(db, weeks, computeWeek(db, { week, zone, readers }));
        db.close();
      }),
      { numRuns: 12 },
    );
  });

  test('counted beside what the week before has kept equal the same', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const db = randomWeeks(seed, edges);
        const before = computeWeek(db, { week: earlier, zone, readers });
        addDigest(db, earlier.until, { week: earlier, reader: 'sponsor', toldTo: 'U0' }, 'due');
        for (const counted of before.weeks) keepTeams(db, counted.week, counted.teams);
        keepThoughts(db, before.thoughts);
        db.run("UPDATE digest SET state = 'told'");
        const computed = computeWeek(db, { week, zone, readers });
        expect(computed.weeks.map((one) => one.week.weekOf)).toEqual([week.weekOf]);
        check(db, weeks, computed);
        db.close();
      }),
      { numRuns: 12 },
    );
  });
});
