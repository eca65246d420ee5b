// In which order teams are told, how they add up by function, and what a week of the picture may show.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CountedTeam,
  functionFigures,
  type KnownTeam,
  teamFigures,
  trendWeek,
} from '../../src/digest/teams.ts';

const until = new Date('2026-03-09T08:00:00.000Z');
const daysAgo = (days: number) => new Date(until.getTime() - days * 24 * 60 * 60 * 1000);

const known = (ritualId: number, silentSince: Date, functionId: number | null = null): KnownTeam => ({
  ritualId,
  functionId,
  isPaused: false,
  silentSince,
});
const did = (ritualId: number, figures: Partial<CountedTeam>): CountedTeam => ({
  ritualId,
  held: 0,
  kept: 0,
  waitedFor: 0,
  answered: 0,
  answers: 0,
  opinions: 0,
  dislikes: 0,
  ...figures,
});

describe('teams', () => {
  test('are told from the longest silence of three weeks and more, then from the worst kept', () => {
    const teams = teamFigures(
      [
        known(1, daysAgo(1)),
        known(2, daysAgo(1)),
        known(3, daysAgo(20)),
        known(4, daysAgo(21)),
        known(5, daysAgo(90)),
        known(6, daysAgo(1)),
        known(7, daysAgo(1)),
      ],
      until,
      [
        did(1, { held: 2, kept: 2, waitedFor: 4, answered: 4 }),
        did(2, { held: 2, kept: 1 }),
        did(6, { held: 1, kept: 1, waitedFor: 4, answered: 1 }),
        did(7, { held: 4, kept: 1 }),
      ],
      [],
    );
    expect(teams.map(({ now }) => now.ritualId)).toEqual([5, 4, 7, 2, 6, 1, 3]);
    expect(teams.map(({ silentWeeks }) => silentWeeks)).toEqual([12, 3, 0, 0, 0, 0, 2]);
  });

  test('stand beside the week before only where a meeting of theirs ended in it', () => {
    const before = [did(1, { held: 1 })];
    const teams = teamFigures([known(1, until), known(2, until)], until, [], before);
    expect(teams.map((team) => [team.now.held, team.before?.held])).toEqual([
      [0, 1],
      [0, undefined],
    ]);
  });
});

describe('functions', () => {
  test('are the sums of their teams, the worst kept first', () => {
    const teams = teamFigures(
      [known(1, until, 5), known(2, until, 5), known(3, until, 6), known(4, until)],
      until,
      [
        did(1, { held: 2, kept: 2 }),
        did(2, { held: 1, kept: 1, waitedFor: 3, answered: 2 }),
        did(3, { held: 2 }),
      ],
      [did(2, { held: 4, kept: 1 })],
    );
    expect(functionFigures(teams)).toEqual([
      { functionId: 6, now: { held: 2, kept: 0, waitedFor: 0, answered: 0 }, before: null },
      {
        functionId: 5,
        now: { held: 3, kept: 3, waitedFor: 3, answered: 2 },
        before: { held: 4, kept: 1, waitedFor: 0, answered: 0 },
      },
      { functionId: null, now: { held: 0, kept: 0, waitedFor: 0, answered: 0 }, before: null },
    ]);
  });

  test('together are all teams, however these are spread', () => {
    const count = fc.nat({ max: 9 });
    const team = fc.tuple(fc.option(fc.nat({ max: 3 })), count, count);
    fc.assert(
      fc.property(fc.array(team), (some) => {
        const ours = some.map(([functionId], id) => known(id, until, functionId));
        const figures = teamFigures(
          ours,
          until,
          some.map(([, held, kept], id) => did(id, { held, kept })),
          [],
        );
        const sum = (of: readonly { now: { held: number; kept: number } }[]) => ({
          held: of.reduce((total, { now }) => total + now.held, 0),
          kept: of.reduce((total, { now }) => total + now.kept, 0),
        });
        expect(sum(functionFigures(figures))).toEqual(sum(figures));
      }),
    );
  });
});

describe('a week of the picture', () => {
  const dislikes = (answers: number, opinions: number, count: number) =>
    trendWeek('2026-03-09', [did(1, { answers, opinions, dislikes: count })], new Set([1])).dislikeShare;

  test('shows no share of dislikes under three answers, nor without an opinion', () => {
    expect([dislikes(2, 2, 1), dislikes(3, 2, 1), dislikes(3, 0, 0)]).toEqual([null, 0.5, null]);
  });

  test('leaves out the teams that its reader may not see', () => {
    const teams = [did(1, { held: 2, kept: 1, waitedFor: 4, answered: 1 }), did(2, { held: 8 })];
    expect(trendWeek('2026-03-09', teams, new Set([1]))).toEqual({
      weekOf: '2026-03-09',
      kept: 0.5,
      participation: 0.25,
      dislikeShare: null,
    });
    expect(trendWeek('2026-03-09', teams, new Set())).toMatchObject({ kept: null, participation: null });
  });
});
