// Attention is a budget: whatever happens, one note a person and working day, in their own working hours.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeRound } from '../../src/decision/close-round.ts';
import { recordDecision } from '../../src/decision/record-decision.ts';
import { unansweredBy } from '../../src/decision/store.ts';
import { remindAgain, remindLess } from '../../src/home/remind-less.ts';
import { bookNote } from '../../src/people/attention.ts';
import { mirrorPerson } from '../../src/people/read-directory.ts';
import { findPerson, replaceMembers, saveConversation, savePerson } from '../../src/people/store.ts';
import { isWorkingDay } from '../../src/people/zone.ts';
import { dayMs, hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { openRounds } from '../../src/ritual/round-store.ts';
import { mondayOf } from '../../src/ritual/schedule.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { answers, closes, records, wishes } from '../decision/team.ts';
import {
  ana,
  ben,
  board,
  bot,
  chloe,
  conversation,
  dmitri,
  eve,
  gus,
  leaves,
  monday,
  person,
  product,
  town,
} from '../people/town.ts';
import { Mornings } from './mornings.ts';

const sales = 'CSALES';
const places = [product, board, sales];
const everybody = [ana, ben, gus, chloe, dmitri, eve];
const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland', 'Europe/Lisbon'];

let db: Database;
let mornings: Mornings;

function start() {
  db = town();
  saveConversation(db, conversation(sales));
  for (const place of places) replaceMembers(db, place, [...everybody, bot]);
  for (const place of places) {
    setUpRitual(db, monday, place === product ? ana : ben, place, {
      name: place.slice(1),
      functionId: null,
      question: '',
      timeZone: 'Europe/Berlin',
      schedule: null,
      personIds: [],
    });
  }
  mornings = new Mornings(db);
}

interface Happening {
  minute: number;
  kind: 'records' | 'answers' | 'closes' | 'away' | 'back' | 'moves' | 'books' | 'fewer' | 'more';
  who: number;
  where: number;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  minute: fc.integer({ min: 0, max: 4 * 7 * 24 * 60 }),
  kind: fc.constantFrom(
    ...(['records', 'records', 'records', 'records', 'answers', 'answers', 'closes'] as const),
    ...(['away', 'back', 'moves', 'books', 'fewer', 'more'] as const),
  ),
  who: fc.nat({ max: everybody.length - 1 }),
  where: fc.nat({ max: places.length - 1 }),
});

/** The days that were booked for notes of other kinds, as person and day. */
let booked: string[] = [];

function happens({ kind, who, where }: Happening) {
  const id = everybody[who] ?? ana;
  const place = places[where] ?? product;
  const now = mornings.now;
  const ritualId = String(where + 1);
  if (kind === 'records') {
    const [open] = openRounds(db, place);
    if (open && unansweredBy(db, id).length > 6) return;
    recordDecision(db, now, id, { conversationId: place }, { ...wishes, ownerId: id });
  } else if (kind === 'answers') {
    for (const decision of unansweredBy(db, id)) answers(db, decision, { [id]: 'dislike' }, now);
  } else if (kind === 'closes') {
    for (const round of openRounds(db, place)) closeRound(db, now, round.id, null);
  } else if (kind === 'away') mornings.away.add(id);
  else if (kind === 'back') mornings.away.delete(id);
  else if (kind === 'moves') {
    const known = findPerson(db, id);
    if (known) mirrorPerson(db, { ...known, timeZone: zones[where] ?? 'UTC' }, now);
  } else if (kind === 'books') {
    const note = bookNote(db, id, now);
    if (note) booked.push(`${id} ${note.day}`);
  } else if (kind === 'fewer') remindLess(db, now, id, where === 0 ? 'all' : ritualId);
  else remindAgain(db, now, id, where === 0 ? 'all' : ritualId);
}

test('one note a day, never more than five a week, in working hours, each round once, whatever happens', async () => {
  const seen = { notes: 0, answers: 0, bundles: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 30, maxLength: 90 }), async (happenings) => {
      start();
      booked = [];
      for (const it of happenings.toSorted((a, b) => a.minute - b.minute)) {
        await mornings.passTo(later(monday, it.minute * minuteMs));
        happens(it);
      }
      await mornings.passTo(later(monday, 5 * 7 * dayMs));
      const reminders = everybody.flatMap((id) => mornings.remindersOf(id));
      const days = [...reminders.map(({ personId, day }) => `${personId} ${day}`), ...booked];
      expect(new Set(days).size).toBe(days.length);
      const weeks = Map.groupBy(reminders, ({ personId, day }) => `${personId} ${mondayOf(day)}`);
      expect([...weeks.values()].every((notes) => notes.length <= 5)).toBe(true);
      for (const { day, time } of reminders) {
        expect(isWorkingDay(day) && time >= '09:00' && time < '18:00').toBe(true);
      }
      const rounds = reminders.flatMap(({ personId, reminders: told }) => [
        ...new Set(told?.answers.map(({ decision }) => `${personId} ${decision.roundId}`)),
      ]);
      expect(new Set(rounds).size).toBe(rounds.length);
      for (const { at, reminders: told } of reminders) {
        for (const { closesAt } of told?.answers ?? []) {
          expect(closesAt.getTime() - at.getTime()).toBeGreaterThanOrEqual(hourMs);
        }
      }
      expect(reminders.filter(({ isAway }) => isAway)).toEqual([]);
      seen.notes += reminders.length;
      seen.answers += rounds.length;
      seen.bundles += reminders.filter(
        ({ reminders: told }) => told?.answers.length && told.matters.length,
      ).length;
      db.close();
    }),
    { numRuns: 25 },
  );
  // The happenings are worth their name: notes were sent, about answers, about matters, and about both at once.
  expect(seen.notes).toBeGreaterThan(100);
  expect(seen.answers).toBeGreaterThan(50);
  expect(seen.bundles).toBeGreaterThan(10);
}, 60_000);

describe('one person with everything at once', () => {
  beforeEach(start);
  afterEach(() => db.close());

  const noon = (week: number) => later(monday, week * 7 * dayMs + dayMs + 3 * hourMs);

  /** Five weeks in which ever fewer of six answer in #sales, which Ben facilitates. */
  async function sixFallingWeeks() {
    for (const [week, answered] of [6, 5, 4, 3, 2, 2].entries()) {
      await mornings.passTo(noon(week));
      const decision = records(db, { ownerId: dmitri }, { id: ana, place: sales, at: noon(week) });
      const who = [ana, gus, chloe, dmitri, eve, ben].slice(0, answered);
      answers(db, decision, Object.fromEntries(who.map((id) => [id, 'love'])), noon(week));
      closes(db, decision, later(noon(week), hourMs));
    }
  }

  test('a reconsideration, two rounds and advice make exactly one note that day', async () => {
    const owed = records(db, { ownerId: ben }, { at: later(noon(4), 2 * hourMs) });
    answers(db, owed, { [ana]: 'dislike', [gus]: 'dislike', [chloe]: 'dislike' }, noon(4));
    // It is due on the Wednesday of the sixth week.
    closes(db, owed, later(noon(4), dayMs));
    await sixFallingWeeks();
    const first = records(db, {}, { id: ana, place: product, at: mornings.now });
    const second = records(db, {}, { id: ana, place: board, at: mornings.now });
    await mornings.passTo(later(noon(5), 5 * dayMs));
    const wednesday = mornings.remindersOf(ben).filter(({ day }) => day === '2026-04-08');
    expect(wednesday).toHaveLength(1);
    const told = wednesday[0]?.reminders;
    expect(told?.answers.map(({ decision }) => decision.id)).toEqual([first.id, second.id]);
    expect(told?.matters.map(({ matter }) => matter.decisionId)).toEqual([owed.id]);
    expect(told?.advice.map(({ ritual }) => ritual.name)).toEqual(['SALES']);
    const days = mornings.remindersOf(ben).map(({ day }) => day);
    expect(new Set(days).size).toBe(days.length);
  });
});

test('a person with a round every day is reminded five times a week, and no more', async () => {
  start();
  leaves(db, gus);
  savePerson(db, person(ben));
  for (let day = 0; day < 14; day += 1) {
    const at = later(monday, day * dayMs + 3 * hourMs);
    await mornings.passTo(at);
    for (const place of places) records(db, {}, { id: ana, place, at });
    await mornings.passTo(later(at, hourMs));
  }
  await mornings.passTo(later(monday, 15 * dayMs));
  const weeks = Map.groupBy(mornings.remindersOf(ben), ({ day }) => mondayOf(day));
  expect([...weeks.values()].map((notes) => notes.length)).toEqual([4, 5, 1]);
  db.close();
});
