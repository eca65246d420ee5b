// A week's figures in a file: one tidy table that a spreadsheet opens safely, and digests of every release.
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Figures } from '../../src/digest/figures.ts';
import { figuresCsv, type Names } from '../../src/digest/figures-table.ts';
import { readFigures } from '../../src/digest/read-figures.ts';

const week = {
  weekOf: '2026-03-09',
  from: new Date('2026-03-02T08:00:00.000Z'),
  until: new Date('2026-03-09T08:00:00.000Z'),
};
const names: Names = {
  team: () => '=HYPERLINK("http://evil")',
  function: () => 'Legal; "and" more',
  segment: (name) => `${name} value`,
  person: (personId) => (personId === '' ? '' : 'Ben'),
  line: () => 'Churn',
  behind: ({ kind, id }) => (kind === 'matter' ? `decision ${id + 8}` : ''),
};
const kept = { held: 3, kept: 2, waitedFor: 9, answered: 6 };
const nothing = readFigures('{}', week);
const figures: Figures = {
  ...nothing,
  owed: {
    overdue: [{ kind: 'matter', id: 4, dueAt: '2026-03-05T08:00:00.000Z', ownerId: 'UBEN' }],
    ownerless: [],
    dueThisWeek: [{ kind: 'follow-up', id: 5, dueAt: '2026-03-11', ownerId: 'UBEN' }],
  },
  disliked: [7],
  functionsWithoutRitual: [2],
  teams: [{ now: { ritualId: 1, functionId: null, ...kept }, before: null, paused: true, silentWeeks: 0 }],
  functions: [{ functionId: null, now: kept, before: { ...kept, kept: 3 } }],
  balance: [{ segment: 'high', voices: 1, customersShare: 0.125, revenueShare: null, unheard: true }],
  themes: [{ theme: '-10-percent', count: 2, before: 0 }],
  scorecard: [{ lineId: 3, value: -1.5, before: 2, target: null, n: null, isChosen: true }],
  thanks: [{ ritualId: 1, decisionId: 7, voiceIds: [1, 2] }],
  trend: [{ weekOf: '2026-03-09', kept: 2 / 3, participation: null, dislikeShare: 0, line: -1.5 }],
};

const read = (csv: string) => parse(csv, { bom: true }) as string[][];
const rowsOf = (section: string) =>
  read(figuresCsv(figures, names)).filter((row) => row[1] === section && row[0] === '2026-03-09');

test('a table has a title for each of its seven columns, and every row belongs to its week', () => {
  const csv = figuresCsv(figures, names);
  expect(csv.startsWith('\uFEFFweek,section,item,name,figure,value,before\r\n')).toBe(true);
  const [, ...rows] = read(csv);
  expect(rows.every((row) => row.length === 7 && row[0] === '2026-03-09')).toBe(true);
  expect(new Set(rows.map((row) => row.slice(1, 5).join('|'))).size).toBe(rows.length);
});

test('names that a spreadsheet would run stand behind an apostrophe; numbers stay numbers', () => {
  expect(rowsOf('teams')[0]?.slice(2, 6)).toEqual(['team 1', '\'=HYPERLINK("http://evil")', 'meetings', '3']);
  expect(rowsOf('themes')[0]?.slice(2)).toEqual(['theme -10-percent', "'-10-percent", 'voices', '2', '0']);
  expect(rowsOf('scorecard')[0]?.slice(3)).toEqual(['Churn', 'value', '-1.5', '2']);
  expect(rowsOf('functions')[0]?.slice(2)).toEqual([
    'function 2',
    'Legal; "and" more',
    'without ritual',
    'yes',
    '',
  ]);
});

test('what nobody knows is empty, and what is nought is 0', () => {
  expect(rowsOf('trend').map((row) => row.slice(4, 6))).toEqual([
    ['kept', String(2 / 3)],
    ['participation', ''],
    ['dislike share', '0'],
    ['chosen line', '-1.5'],
  ]);
  expect(
    rowsOf('functions')
      .slice(1, 3)
      .map((row) => row.slice(4)),
  ).toEqual([
    ['meetings', '3', '3'],
    ['kept', '2', '3'],
  ]);
});

test('what is owed names its owner and its date', () => {
  expect(rowsOf('owed').map((row) => row.slice(2))).toEqual([
    ['decision 12, matter 4', 'Ben', 'overdue since', '2026-03-05T08:00:00.000Z', ''],
    ['follow-up 5', 'Ben', 'due', '2026-03-11', ''],
  ]);
});

test('a digest of the first release is read with what it has', () => {
  const first = JSON.stringify({
    weekOf: '2026-03-09',
    overdueMatterIds: [4],
    dueMatterIds: [],
    dislikedIds: [7],
    blindSpotIds: [8],
    functionIdsWithoutRitual: [2],
    teams: figures.teams,
    missedRounds: 1,
    voices: 12,
    voicesBySegment: [{ segment: 'high', count: 12 }],
    themes: [{ theme: 'export', count: 3 }],
    missedWeeks: [],
  });
  expect(readFigures(first, week)).toEqual({
    ...nothing,
    owed: {
      overdue: [{ kind: 'matter', id: 4, dueAt: '', ownerId: '' }],
      ownerless: [],
      dueThisWeek: [],
    },
    disliked: [7],
    blindSpots: [8],
    functionsWithoutRitual: [2],
    teams: figures.teams,
    missedRounds: 1,
    balance: [{ segment: 'high', voices: 12, customersShare: null, revenueShare: null, unheard: false }],
    voices: { ...nothing.voices, count: 12 },
    themes: [{ theme: 'export', count: 3, before: null }],
  });
  expect(readFigures(JSON.stringify(figures), week)).toEqual(figures);
});
