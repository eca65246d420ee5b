// The digest moves to another weekday: each value of the scorecard stays with the week that it was told for.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as change from '../../src/digest/change-scorecard.ts';
import { valueDay, weekOfDay } from '../../src/digest/find-score-week.ts';
import { loadLineWeeks, loadScorecard, loadValues } from '../../src/digest/load-scorecard.ts';
import { readingOf } from '../../src/digest/read-import.ts';
import { theSponsor } from '../../src/digest/reader.ts';
import { kindNamed } from '../../src/digest/scorecard.ts';
import { setWeekValues } from '../../src/digest/set-values.ts';
import { addDigest } from '../../src/digest/store.ts';
import { runningWeek } from '../../src/digest/tell-digest.ts';
import { type Week, weekUntil } from '../../src/digest/week.ts';
import { findSettings, saveSettings } from '../../src/people/settings-store.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { chloe, monday, refusalOf, town } from '../people/town.ts';
import { computeFigures } from './figures-of.ts';

const zone = 'Europe/Berlin';
const at = (days: number) => later(monday, days * dayMs);
/** Told on Mondays until March 9, and from then on on Fridays. */
const [firstMonday, lastMonday, firstFriday, nextFriday] = [
  '2026-03-02',
  '2026-03-09',
  '2026-03-13',
  '2026-03-20',
];

let db: Database;
let churn: number;
let last: Date | null;
beforeEach(() => {
  db = town();
  last = null;
  const kind = kindNamed('churn');
  if (!kind) throw new Error('no such kind');
  const line = { ...kind, kind: 'churn', name: 'Churn', currency: null, target: null };
  churn = change.addLine(db, monday, chloe, line);
  for (const day of [0, 7]) tells(day);
  types(firstMonday, '4', 8);
  types(lastMonday, '3', 8);
  saveSettings(db, { ...findSettings(db), digestWeekday: 5 });
});
afterEach(() => db.close());

function tells(day: number): Week {
  const week = weekUntil(at(day), zone, last);
  last = week.until;
  addDigest(db, week.until, { week, reader: theSponsor, toldTo: chloe }, 'due');
  return week;
}
const shown = (weekOf: string) => loadValues(db, weekOf).typed[0]?.value ?? null;
const types = (weekOf: string, typed: string, day: number) =>
  setWeekValues(db, at(day), chloe, weekOf, [{ lineId: churn, shown: shown(weekOf), typed }]);
const told = (day: number) => {
  const { scorecard, trend } = computeFigures(db, weekUntil(at(day), zone, last), zone, viewerOf(db, chloe));
  return { value: scorecard[0]?.value, before: scorecard[0]?.before, weeks: trend.slice(-3) };
};
const twelve = (day: string) =>
  loadLineWeeks(db, day, viewerOf(db, chloe))[0]
    ?.weeks.slice(-4)
    .map(({ weekOf, value }) => `${weekOf} ${value}`);

test('no value is told twice', () => {
  expect([shown(firstFriday), shown(lastMonday)]).toEqual([null, 3]);
  expect(told(11)).toMatchObject({ value: null, before: 3 });
  types(firstFriday, '2', 11);
  expect(told(11)).toMatchObject({ value: 2, before: 3 });
  tells(11);
  expect(told(18)).toMatchObject({ value: null, before: 2 });
});

test('what is cleared is this week’s alone', () => {
  types(firstFriday, '2', 9);
  types(firstFriday, '', 9);
  expect([shown(firstMonday), shown(lastMonday), shown(firstFriday)]).toEqual([4, 3, null]);
  types(firstFriday, '', 9);
  expect(shown(lastMonday)).toBe(3);
});

test('what was told can still be mended, under the day on which it was told', () => {
  types(lastMonday, '3.5', 9);
  expect(told(11)).toMatchObject({ value: null, before: 3.5 });
  expect(refusalOf(() => types('2026-03-06', '1', 9)).sentence).toContain('The weeks have changed');
});

test('the picture and the twelve weeks show the weeks as they were told', () => {
  types(firstFriday, '2', 9);
  const running = ['2026-02-23 null', `${firstMonday} 4`, `${lastMonday} 3`, `${firstFriday} 2`];
  expect(twelve(firstFriday)).toEqual(running);
  expect(twelve(lastMonday)?.at(-1)).toBe(`${lastMonday} 3`);
  change.chooseLine(db, monday, chloe, churn);
  expect(told(11).weeks.map(({ weekOf, line }) => `${weekOf} ${line}`)).toEqual(running.slice(1));
  const { weekOf, scored, earlierWeeks } = loadScorecard(db, at(9), chloe);
  expect([weekOf, ...earlierWeeks.slice(0, 3)]).toEqual([firstFriday, lastMonday, firstMonday, '2026-02-23']);
  expect(scored[0]?.figure).toMatchObject({ value: 2, before: 3 });
});

test('a preview on the day of a digest tells the week that has begun', () => {
  types(firstFriday, '2', 9);
  tells(11);
  const week = runningWeek(db, later(at(11), hourMs));
  expect([week.weekOf, valueDay(db, week)]).toEqual([firstFriday, nextFriday]);
  expect(told(11 + 1 / 24)).toMatchObject({ value: null, before: 2 });
});

describe('a day belongs to', () => {
  test.each([
    ['the Mondays before the first digest', '2026-02-10', '2026-02-16'],
    ['the week before the first digest', '2026-02-23', '2026-02-23'],
    ['the first week', '2026-02-24', firstMonday],
    ['a week that was told on a Monday', '2026-03-03', lastMonday],
    ['its last day', lastMonday, lastMonday],
    ['the week that runs', '2026-03-10', firstFriday],
    ['a Friday’s week to come', '2026-03-14', nextFriday],
  ])('%s: %s', (_name, day, weekOf) => {
    expect(weekOfDay(db, day)).toBe(weekOf);
  });

  test('the same week when a file names it', () => {
    const file = `week,line,value\n2026-03-05,Churn,3\n${firstMonday},Churn,4\n2026-03-11,Churn,2\n`;
    const { values, known } = readingOf(db, at(9), new TextEncoder().encode(file));
    expect(known).toBe(2);
    expect(values).toEqual([{ lineId: churn, weekOf: firstFriday, value: 2, before: null }]);
  });
});
