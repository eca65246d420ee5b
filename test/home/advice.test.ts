// A facilitator whose ritual gets fewer answers four weeks running is advised, once, in the note of a day.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordDecision } from '../../src/decision/record-decision.ts';
import { remindersMessage } from '../../src/home/reminders-view.ts';
import { replaceMembers, savePerson } from '../../src/people/store.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { takeRitual } from '../../src/ritual/take-ritual.ts';
import { answers, closes, wishes } from '../decision/team.ts';
import { ana, ben, bot, leaves, monday, person, product, town } from '../people/town.ts';
import { Mornings } from './mornings.ts';

const team = Array.from({ length: 10 }, (_, index) => `UTEAM${index}`);

let db: Database;
let mornings: Mornings;
beforeEach(() => {
  db = town();
  for (const id of team) savePerson(db, person(id));
  replaceMembers(db, product, [...team, ana, bot]);
  setUpRitual(db, monday, ana, product, {
    name: 'Product weekly',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
    personIds: team,
  });
  mornings = new Mornings(db);
});
afterEach(() => db.close());

/** Weeks of one round each: on its Tuesday at noon so many of ten answer, and it closes an hour later. */
async function weeksOf(counts: readonly number[]) {
  for (const answered of counts) {
    const week = Math.round((mornings.now.getTime() - monday.getTime()) / (7 * dayMs));
    const noon = later(monday, week * 7 * dayMs + dayMs + 3 * hourMs);
    await mornings.passTo(noon);
    const decision = recordDecision(
      db,
      noon,
      team[0] ?? '',
      { conversationId: product },
      { ...wishes, ownerId: ben },
    );
    answers(db, decision, Object.fromEntries(team.slice(0, answered).map((id) => [id, 'love'])), noon);
    closes(db, decision, later(noon, hourMs));
    await mornings.passTo(later(monday, (week + 1) * 7 * dayMs - hourMs));
  }
}

const advised = (id: string) =>
  mornings
    .remindersOf(id)
    .filter(({ reminders }) => reminders && reminders.advice.length > 0)
    .map(({ at, reminders }) => ({
      at: at.toISOString().slice(0, 16),
      weeks: reminders?.advice.flatMap(({ weeks }) => weeks.map(({ answered }) => answered)),
    }));

describe('advice', () => {
  test('comes once the fall of the fourth week is known, the next morning', async () => {
    await weeksOf([9, 8, 7, 6, 5]);
    expect(advised(ana)).toEqual([]);
    // The close of the sixth week's round finds the five weeks before it over.
    await weeksOf([5]);
    expect(advised(ana)).toEqual([{ at: '2026-04-08T07:00', weeks: [9, 8, 7, 6, 5] }]);
  });

  test('does not come for three falls, for a week that held its ground, or for a rising rate', async () => {
    await weeksOf([9, 8, 7, 6, 6, 5, 4, 3, 4, 5, 6]);
    expect(advised(ana)).toEqual([]);
  });

  test('comes once for a spell, however long, and again for the next spell', async () => {
    await weeksOf([10, 9, 8, 7, 6, 5, 4, 3]);
    expect(advised(ana)).toHaveLength(1);
    await weeksOf([9, 8, 7, 6, 5, 5]);
    expect(advised(ana)).toHaveLength(2);
  });

  test('that is not true any more when it would be told is not told', async () => {
    mornings.away.add(ana);
    await weeksOf([9, 8, 7, 6, 5, 9]);
    expect(advised(ana)).toEqual([]);
    await weeksOf([9]);
    mornings.away.clear();
    await weeksOf([9]);
    expect(advised(ana)).toEqual([]);
  });

  test('waits for a facilitator who is away, as long as it is true', async () => {
    mornings.away.add(ana);
    await weeksOf([9, 8, 7, 6, 5, 4]);
    mornings.away.clear();
    await mornings.passTo(later(monday, 44 * dayMs));
    expect(advised(ana)).toHaveLength(1);
  });

  test('goes to whoever is facilitator by then', async () => {
    await weeksOf([9, 8, 7, 6, 5]);
    await mornings.passTo(later(mornings.now, dayMs));
    takeRitual(db, mornings.now, team[0] ?? '', product);
    await weeksOf([5]);
    expect(advised(ana)).toEqual([]);
    expect(advised(team[0] ?? '')).toHaveLength(1);
  });

  test('for somebody who has left goes to nobody, and breaks nothing', async () => {
    leaves(db, ana);
    await weeksOf([9, 8, 7, 6, 5, 5]);
    expect(advised(ana)).toEqual([]);
  });

  test('tells the figures and what to do about them, and no more reminders', async () => {
    await weeksOf([9, 8, 7, 6, 5, 5]);
    const [note] = mornings.remindersOf(ana).filter(({ reminders }) => reminders?.advice.length);
    if (!note?.reminders) throw new Error('Ana was not advised');
    const { text, blocks } = remindersMessage(note.reminders, note.at, note.day);
    expect(text).toBe('Product weekly: fewer people answer');
    expect(JSON.stringify(blocks)).toContain('90 % → 80 % → 70 % → 60 % → 50 %');
    expect(JSON.stringify(blocks)).toContain('`/ritual setup` in <#CPRODUCT>');
  });
});
