// The figures of a small history made by hand: they add up, they respect who reads, and they hold no words.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeRoundByHand } from '../../src/decision/close-round.ts';
import { emptyRound } from '../../src/decision/empty-round.ts';
import type { Figures, OwedRef } from '../../src/digest/figures.ts';
import { addDigest } from '../../src/digest/store.ts';
import { weekUntil } from '../../src/digest/week.ts';
import { conversationViewer } from '../../src/people/person.ts';
import { saveFunction } from '../../src/people/settings-store.ts';
import { replaceMembers, viewerOf } from '../../src/people/store.ts';
import { dayMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { recordMissed } from '../../src/ritual/open-round.ts';
import type { Ritual } from '../../src/ritual/ritual.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { answers, asks, closes, records } from '../decision/team.ts';
import { ana, ben, board, chloe, dmitri, gus, monday, product, town } from '../people/town.ts';
import { computeFigures } from './figures-of.ts';

const zone = 'Europe/Berlin';
const schedule = { weekdays: [2], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } };
const due = later(monday, 7 * dayMs);

let db: Database;
let ritual: Ritual;

beforeEach(() => {
  db = town();
  saveFunction(db, 'Product', ana);
  saveFunction(db, 'Finance', dmitri);
  const wishes = {
    name: 'Product weekly',
    functionId: 1,
    question: '',
    timeZone: zone,
    schedule,
    personIds: [],
  };
  ritual = setUpRitual(db, later(monday, -28 * dayMs), ana, product, wishes);
});
afterEach(() => db.close());

const at = (days: number) => later(monday, days * dayMs);

/** One decision in a round of its own, answered and closed on that day. */
function decided(day: number, verdictOf: Parameters<typeof answers>[2], more = {}, where = {}) {
  const decision = records(db, more, { at: at(day), ...where });
  answers(db, decision, verdictOf, at(day));
  return closes(db, decision, at(day));
}

function figures(viewer = viewerOf(db, chloe), until = due): Figures {
  return computeFigures(db, weekUntil(until, zone, null), zone, viewer);
}

function owedIds(viewer = viewerOf(db, chloe), until = due) {
  const { overdue, ownerless, dueThisWeek } = figures(viewer, until).owed;
  const ids = (refs: OwedRef[]) => refs.map(({ id }) => id);
  return { overdue: ids(overdue), ownerless: ids(ownerless), dueThisWeek: ids(dueThisWeek) };
}

describe('a week', () => {
  test('in which nothing happened has nothing but its teams', () => {
    const { trend, balance, ...told } = figures();
    expect(told).toEqual({
      weekOf: '2026-03-09',
      from: '2026-03-02T08:00:00.000Z',
      until: '2026-03-09T08:00:00.000Z',
      owed: { overdue: [], ownerless: [], dueThisWeek: [] },
      disliked: [],
      blindSpots: [],
      functionsWithoutRitual: [2],
      teams: [
        {
          now: { ritualId: ritual.id, functionId: 1, held: 0, kept: 0, waitedFor: 0, answered: 0 },
          before: null,
          paused: false,
          silentWeeks: 0,
        },
      ],
      functions: [{ functionId: 1, now: { held: 0, kept: 0, waitedFor: 0, answered: 0 }, before: null }],
      missedRounds: 0,
      missedWeeks: [],
      voices: { count: 0, before: null, withoutFollowUp: 0, promisesKept: 0, promisesOpen: 0 },
      themes: [],
      hitRate: { n: 0, hits: 0, baseHits: 0 },
      scorecard: [],
      thanks: [],
      hidden: { matters: 0, decisions: 0 },
    });
    expect(balance.map(({ segment, voices, unheard }) => [segment, voices, unheard])).toEqual([
      ['high', 0, false],
      ['mid', 0, false],
      ['low', 0, false],
    ]);
    expect(trend.map(({ weekOf }) => weekOf)).toHaveLength(12);
    expect(trend.at(-1)).toEqual({
      weekOf: '2026-03-09',
      kept: null,
      participation: null,
      dislikeShare: null,
      line: null,
    });
  });

  test('counts rounds held and kept, and who answered of those waited for', () => {
    decided(1, { [ana]: 'love', [ben]: 'love' });
    const empty = asks(db, ana, product, at(2));
    emptyRound(db, at(2), ana, empty.id);
    asks(db, ana, product, at(3));
    closeRoundByHand(db, at(3), ana, product);
    asks(db, ana, product, at(4));
    const [team] = figures().teams;
    expect(team?.now).toEqual({
      ritualId: ritual.id,
      functionId: 1,
      held: 3,
      kept: 2,
      waitedFor: 3,
      answered: 2,
    });
    expect(team?.silentWeeks).toBe(0);
  });

  test('counts a person who answered two decisions once, and late answers not at all', () => {
    const first = records(db, {}, { at: at(1) });
    const second = records(db, { statement: 'Raise the price' }, { at: at(1) });
    answers(db, first, { [ana]: 'love' }, at(1));
    answers(db, second, { [ana]: 'love' }, at(1));
    closes(db, first, at(1));
    answers(db, first, { [ben]: 'love' }, at(2));
    expect(figures().teams[0]?.now).toMatchObject({ waitedFor: 3, answered: 1 });
  });

  test('waits for nobody in particular where no roster was known', () => {
    const many = Array.from({ length: 13 }, (_, index) => `UMANY${index}`);
    for (const id of many) {
      db.run("INSERT INTO person (id, name, time_zone, kind) VALUES (@id, 'Many', 'UTC', 'member')", { id });
    }
    replaceMembers(db, product, [ana, ben, ...many]);
    decided(1, { [ana]: 'love', [ben]: 'love' });
    expect(figures().teams[0]?.now).toMatchObject({ held: 1, kept: 1, waitedFor: 0, answered: 0 });
  });

  test('stands beside the week before it', () => {
    decided(-3, { [ana]: 'love' });
    decided(1, { [ana]: 'love', [ben]: 'love', [gus]: 'love' });
    const [team] = figures().teams;
    expect([team?.before?.answered, team?.now.answered]).toEqual([1, 3]);
  });

  test('takes what happened from its first instant up to, not including, its last', () => {
    decided(0, { [ana]: 'love' });
    expect(figures().teams[0]?.now.held).toBe(1);
    decided(7, { [ana]: 'love' });
    expect(figures().teams[0]?.now.held).toBe(1);
    const oneLater = figures(viewerOf(db, chloe), later(due, minuteMs));
    expect(oneLater.teams[0]).toMatchObject({ now: { held: 1 }, before: { held: 1 } });
  });

  test('counts a round in the week in which it closed, not in the one in which it opened', () => {
    const decision = records(db, {}, { at: at(6.9) });
    answers(db, decision, { [ana]: 'love' }, at(6.9));
    expect(figures().teams[0]?.now.held).toBe(0);
    closes(db, decision, at(7.1));
    const nextWeek = figures(viewerOf(db, chloe), at(14));
    expect(nextWeek.teams[0]?.now).toMatchObject({ held: 1, kept: 1, waitedFor: 3, answered: 1 });
    expect(figures().teams[0]?.now.held).toBe(0);
  });

  test('counts weeks of silence from the last decision', () => {
    decided(-15, { [ana]: 'love' });
    const empty = asks(db, ana, product, at(2));
    emptyRound(db, at(2), ana, empty.id);
    expect(figures().teams[0]?.silentWeeks).toBe(3);
  });

  test('counts the meetings that ended while we were away', () => {
    recordMissed(db, ritual, { trigger: 'schedule', key: '2026-03-03T10:30', at: at(1), attendeeIds: null });
    recordMissed(db, ritual, { trigger: 'schedule', key: '2026-02-24T10:30', at: at(-6), attendeeIds: null });
    expect(figures().missedRounds).toBe(1);
    expect(figures().teams[0]?.now.held).toBe(0);
  });

  test('names the weeks that could not be told', () => {
    const missed = { week: weekUntil(monday, zone, null), reader: 'sponsor', toldTo: chloe };
    addDigest(db, monday, missed, 'missed');
    expect(figures().missedWeeks).toEqual(['2026-03-02']);
  });
});

describe('what needs an owner', () => {
  test('is told apart by its date: overdue, due within the week, and later', () => {
    decided(-1, { [ana]: 'love' });
    decided(1, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' });
    decided(6.9, { [ana]: 'unsure', [ben]: 'unsure' });
    expect(owedIds()).toEqual({ overdue: [1], ownerless: [], dueThisWeek: [2] });
    expect(figures()).toMatchObject({ disliked: [2], blindSpots: [3] });
  });
});

test('a matter due at the very hour of the digest is due, not overdue', () => {
  decided(0, { [ana]: 'love' });
  expect(owedIds()).toEqual({ overdue: [], ownerless: [], dueThisWeek: [1] });
  expect(owedIds(viewerOf(db, chloe), later(due, 1))).toEqual({
    overdue: [1],
    ownerless: [],
    dueThisWeek: [],
  });
});

describe('a reader', () => {
  test('finds nothing of a private conversation that they may not read', () => {
    const secret = decided(1, {}, { ownerId: dmitri }, { id: dmitri, place: board });
    db.run("UPDATE matter SET kind = 'reconsideration' WHERE decision_id = @id", { id: secret.id });
    expect(figures()).toMatchObject({ disliked: [secret.id], hidden: { matters: 0, decisions: 0 } });
    expect(owedIds().dueThisWeek).toEqual([1]);
    for (const viewer of [viewerOf(db, ana), conversationViewer(product)]) {
      expect(figures(viewer)).toMatchObject({ disliked: [], hidden: { matters: 1, decisions: 1 } });
      expect(owedIds(viewer)).toEqual({ overdue: [], ownerless: [], dueThisWeek: [] });
    }
    expect(figures(conversationViewer(board)).disliked).toEqual([secret.id]);
  });
});

test('figures hold references and numbers, and none of the words or answers behind them', () => {
  const statement = 'Drop phone support quietly';
  decided(1, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' }, { statement });
  const kept = JSON.stringify(figures());
  expect(kept).toContain('"disliked":[1]');
  expect(kept).not.toMatch(/phone|Drop|Product weekly|UBEN|UGUS/);
});
