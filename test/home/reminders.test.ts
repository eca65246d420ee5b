// A reminder to answer goes once a round, in somebody's own working hours, in the one note of their day.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyRound } from '../../src/decision/empty-round.ts';
import { stopWaitingFor } from '../../src/decision/pass-matters-on.ts';
import { remindAgain, remindLess } from '../../src/home/remind-less.ts';
import { remindPerson } from '../../src/home/remind-person.ts';
import { bookNote } from '../../src/people/attention.ts';
import { mirrorPerson } from '../../src/people/read-directory.ts';
import { remindersOff } from '../../src/people/reminders-store.ts';
import { isNoted, removeMember, replaceMembers, savePerson } from '../../src/people/store.ts';
import { dayMs, hourMs, later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { setAlarm } from '../../src/platform/ticker.ts';
import { addQuietDays } from '../../src/ritual/quiet-store.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { leaveRoster, moveClosing } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { answers, asks, closes, records, roundOf } from '../decision/team.ts';
import {
  ana,
  ben,
  board,
  bot,
  chloe,
  dmitri,
  eve,
  gus,
  leaves,
  monday,
  person,
  product,
  refusalOf,
  town,
} from '../people/town.ts';
import { Mornings } from './mornings.ts';

let db: Database;
let mornings: Mornings;
beforeEach(() => {
  db = town();
  mornings = new Mornings(db);
});
afterEach(() => db.close());

/** Eleven in Berlin, so that the round closes at eleven tomorrow: an hour and more after nine. */
const eleven = later(monday, 2 * hourMs);
const mondayAtNine = '2026-03-02T08:00';
const tuesdayAtNine = '2026-03-03T08:00';
const wednesday = '2026-03-04T20:00:00.000Z';

const told = (id: string) =>
  mornings.remindersOf(id).map(({ reminders }) => reminders?.answers.map(({ decision }) => decision.id));

function agree(facilitatorId: string = ana, place: string = product) {
  return setUpRitual(db, monday, facilitatorId, place, {
    name: 'Product weekly',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
    personIds: [],
  });
}

describe('a reminder to answer', () => {
  test('goes to those who have not answered, after half of the window, at nine', async () => {
    const decision = records(db, {}, { at: eleven });
    answers(db, decision, { [ana]: 'love' }, eleven);
    await mornings.passTo('2026-03-03T07:59:00.000Z');
    expect(mornings.remindersOf(ben)).toEqual([]);
    await mornings.passTo(wednesday);
    expect(mornings.timesOf(ben)).toEqual([tuesdayAtNine]);
    expect(mornings.timesOf(gus)).toEqual([tuesdayAtNine]);
    expect(mornings.remindersOf(ana)[0]?.reminders?.answers ?? []).toEqual([]);
  });

  test('goes at once when half of the window passes in somebody’s working hours', async () => {
    // Half of it is at eleven in the evening in Berlin, which is two in the afternoon in Los Angeles.
    savePerson(db, person(ben, { timeZone: 'America/Los_Angeles' }));
    records(db, {}, { at: eleven });
    await mornings.passTo(wednesday);
    expect(mornings.timesOf(ben)).toEqual(['2026-03-02T22:00']);
    expect(mornings.timesOf(gus)).toEqual([tuesdayAtNine]);
  });

  test('does not bring along what is owed in two weeks', async () => {
    const owed = records(db, { ownerId: ben }, { at: monday });
    answers(db, owed, { [ana]: 'unsure', [gus]: 'unsure', [ben]: 'love' }, monday);
    closes(db, owed, monday);
    records(db, {}, { at: eleven });
    await mornings.passTo(wednesday);
    expect(mornings.remindersOf(ben).map(({ reminders }) => reminders?.matters)).toEqual([[]]);
    expect(told(ben)).toHaveLength(1);
  });

  test('tells of everything in the round that is not answered yet, and is not repeated', async () => {
    const first = records(db, {}, { at: eleven });
    const second = records(db, { statement: 'Bill yearly' }, { at: eleven });
    answers(db, first, { [ben]: 'love' }, eleven);
    await mornings.passTo('2026-03-03T08:30:00.000Z');
    expect(told(ben)).toEqual([[second.id]]);
    expect(told(gus)).toEqual([[first.id, second.id]]);
    records(db, { statement: 'Bill monthly' }, { at: mornings.now });
    await mornings.passTo(wednesday);
    expect(mornings.timesOf(ben)).toEqual([tuesdayAtNine]);
  });

  test('goes to whoever had answered all, when another decision comes after half of the window', async () => {
    const first = records(db, {}, { at: later(eleven, 3 * hourMs) });
    answers(db, first, { [ben]: 'love' }, later(eleven, 3 * hourMs));
    await mornings.passTo('2026-03-03T08:30:00.000Z');
    expect(told(ben)).toEqual([]);
    const second = records(db, { statement: 'Bill yearly' }, { at: mornings.now });
    await mornings.passTo(wednesday);
    expect(told(ben)).toEqual([[second.id]]);
    expect(told(gus)).toEqual([[first.id]]);
  });

  test('does not go to somebody who answered between half of the window and the morning', async () => {
    const decision = records(db, {}, { at: eleven });
    await mornings.passTo('2026-03-03T00:00:00.000Z');
    answers(db, decision, { [ben]: 'love' }, mornings.now);
    await mornings.passTo(wednesday);
    expect(told(ben)).toEqual([]);
    expect(told(gus)).toEqual([[decision.id]]);
  });

  test('goes at least an hour before the close, else not at all', async () => {
    records(db, {}, { at: later(monday, hourMs) });
    await mornings.passTo('2026-03-03T08:30:00.000Z');
    // Closes at ten, an hour after nine.
    expect(mornings.timesOf(ben)).toEqual([tuesdayAtNine]);
  });

  test('does not go when nine is later than an hour before the close', async () => {
    records(db, {}, { at: later(monday, hourMs - minuteMs) });
    await mornings.passTo(wednesday);
    expect(mornings.notes.filter(({ reminders }) => reminders?.answers.length)).toEqual([]);
  });

  test('does not go about a round that waits for nobody in particular', async () => {
    const crowd = Array.from({ length: 13 }, (_, index) => `UCROWD${index}`);
    for (const id of crowd) savePerson(db, person(id));
    replaceMembers(db, product, [...crowd, ana, ben, bot]);
    const first = records(db, {}, { at: eleven });
    records(db, { statement: 'Bill yearly' }, { at: eleven });
    // Whoever answers joins the roster, which does not make it one to wait for.
    answers(db, first, { [ben]: 'love' }, eleven);
    await mornings.passTo(wednesday);
    expect(told(ben)).toEqual([]);
  });

  test('does not go about a round without a decision, or one that ended', async () => {
    asks(db, ana, product, eleven);
    const closed = records(db, { ownerId: dmitri }, { id: dmitri, place: board, at: eleven });
    closes(db, closed, later(eleven, hourMs));
    await mornings.passTo(wednesday);
    expect([ana, ben, gus, chloe].map(told).flat(2)).toEqual([]);
  });

  test('does not go about a round that was emptied', async () => {
    const round = asks(db, ana, product, eleven);
    emptyRound(db, eleven, ben, round.id);
    await mornings.passTo(wednesday);
    expect(mornings.remindersOf(gus)).toEqual([]);
  });

  test('does not go to whoever left the company, the channel, or never was a person', async () => {
    records(db, {}, { at: eleven });
    leaves(db, ben);
    removeMember(db, product, gus);
    stopWaitingFor(db, eleven, product, gus);
    await mornings.passTo(wednesday);
    expect([ben, gus, bot].map(told)).toEqual([[], [], []]);
    expect(told(ana)).toHaveLength(1);
  });

  test('does not go to whom the round stopped waiting for before the morning', async () => {
    const decision = records(db, {}, { at: eleven });
    await mornings.passTo('2026-03-03T00:00:00.000Z');
    // Gus has left the channel, and the bot has not dealt with it yet.
    removeMember(db, product, gus);
    leaveRoster(db, decision.roundId, ben);
    await mornings.passTo(wednesday);
    expect([ben, gus].map(told)).toEqual([[], []]);
    expect(told(ana)).toHaveLength(1);
  });

  test('leaves nothing behind when its round ends', async () => {
    const early = records(db, {}, { at: eleven });
    closes(db, early, later(eleven, hourMs));
    expect(db.all("SELECT key FROM alarm WHERE kind = 'half of the window'")).toEqual([]);
    const decision = records(db, {}, { at: eleven });
    await mornings.passTo('2026-03-03T00:00:00.000Z');
    expect(db.all('SELECT round_id FROM answer_reminder')).toHaveLength(3);
    closes(db, decision, mornings.now);
    expect(db.all('SELECT round_id FROM answer_reminder')).toEqual([]);
    expect(db.all("SELECT key FROM alarm WHERE kind = 'half of the window'")).toEqual([]);
  });

  test('from a round of Friday comes on Monday', async () => {
    mornings.now = later(eleven, 4 * dayMs);
    records(db, {}, { at: mornings.now });
    await mornings.passTo('2026-03-12T00:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-09T08:00']);
  });

  test('comes at nine of the new time when the clocks change in between', async () => {
    mornings.now = new Date('2026-03-27T10:00:00.000Z');
    const decision = records(db, {}, { at: mornings.now });
    expect(roundOf(db, decision).closesAt.toISOString()).toBe('2026-03-30T09:00:00.000Z');
    await mornings.passTo('2026-03-31T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-30T07:00']);
  });

  test('waits for the round no longer than the grace after the last answer', async () => {
    const decision = records(db, {}, { at: eleven });
    await mornings.passTo('2026-03-03T07:50:00.000Z');
    answers(db, decision, { [ana]: 'love', [ben]: 'love', [gus]: 'love' }, mornings.now);
    await mornings.passTo(wednesday);
    expect([ana, ben, gus].map(told).flat(2)).toEqual([]);
    expect(roundOf(db, decision).state).toBe('closed');
  });
});

describe('two rounds at once', () => {
  test('are in one note, the one that closes first on top', async () => {
    replaceMembers(db, board, [chloe, dmitri, ben, bot]);
    const late = records(db, {}, { at: later(eleven, hourMs) });
    const early = records(db, { ownerId: dmitri }, { id: dmitri, place: board, at: eleven });
    await mornings.passTo(wednesday);
    expect(told(ben)).toEqual([[early.id, late.id]]);
  });

  test('whose halves are hours apart share the day: the second finds it taken, and tomorrow is too late', async () => {
    replaceMembers(db, board, [chloe, dmitri, ben, bot]);
    const first = records(db, {}, { at: eleven });
    // Half of it is at ten on Tuesday, an hour after the note about the other one.
    const lateOnMonday = new Date('2026-03-02T21:00:00.000Z');
    const second = records(db, { ownerId: dmitri }, { id: dmitri, place: board, at: lateOnMonday });
    await mornings.passTo('2026-03-06T20:00:00.000Z');
    expect(told(ben)).toEqual([[first.id]]);
    expect(told(chloe)).toEqual([[second.id]]);
    expect(mornings.timesOf(chloe)).toEqual(['2026-03-03T09:00']);
  });

  test('leave the day to another note that was booked for it', async () => {
    records(db, {}, { at: eleven });
    bookNote(db, ben, new Date('2026-03-03T06:00:00.000Z'));
    await mornings.passTo('2026-03-06T20:00:00.000Z');
    expect(told(ben)).toEqual([]);
    expect(told(gus)).toHaveLength(1);
  });
});

describe('somebody who moves to another zone', () => {
  test('is reminded at nine of their new morning', async () => {
    records(db, {}, { at: later(eleven, 5 * hourMs) });
    await mornings.passTo('2026-03-03T05:00:00.000Z');
    mirrorPerson(db, person(ben, { timeZone: 'Europe/Lisbon' }), mornings.now);
    mirrorPerson(db, person(gus, { kind: 'guest', timeZone: 'Asia/Dubai' }), mornings.now);
    await mornings.passTo(wednesday);
    expect(mornings.timesOf(ben)).toEqual(['2026-03-03T09:00']);
    expect(mornings.timesOf(gus)).toEqual(['2026-03-03T05:00']);
  });

  test('to the far west is not reminded at all when the round closes before their morning', async () => {
    records(db, {}, { at: eleven });
    await mornings.passTo('2026-03-03T05:00:00.000Z');
    mirrorPerson(db, person(ben, { timeZone: 'America/Los_Angeles' }), mornings.now);
    await mornings.passTo('2026-03-06T20:00:00.000Z');
    expect(told(ben)).toEqual([]);
  });
});

describe('somebody who is away', () => {
  test('gets nothing, and a round of that day is not made up for', async () => {
    records(db, {}, { at: eleven });
    mornings.away.add(ben);
    await mornings.passTo('2026-03-03T08:30:00.000Z');
    mornings.away.clear();
    await mornings.passTo('2026-03-06T20:00:00.000Z');
    expect(told(ben)).toEqual([]);
    expect(told(gus)).toHaveLength(1);
  });

  test('has the day’s note free for what else there is', async () => {
    records(db, {}, { at: eleven });
    mornings.away.add(ben);
    await mornings.passTo('2026-03-03T08:30:00.000Z');
    expect(bookNote(db, ben, mornings.now)?.day).toBe('2026-03-03');
  });

  test('is told what they owe on the first working day on which they are here again', async () => {
    const decision = records(db, { ownerId: ben }, { at: later(eleven, -7 * dayMs) });
    answers(db, decision, { [ana]: 'dislike', [gus]: 'dislike', [ben]: 'love' }, later(eleven, -7 * dayMs));
    closes(db, decision, later(eleven, -7 * dayMs));
    mornings.away.add(ben);
    // Due on the Monday, so that Tuesday reminds of it: Ben comes back on Thursday.
    await mornings.passTo('2026-03-04T12:00:00.000Z');
    expect(mornings.remindersOf(ben)).toEqual([]);
    mornings.away.clear();
    await mornings.passTo('2026-03-05T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-05T08:00']);
    expect(mornings.remindersOf(ben)[0]?.reminders?.matters).toHaveLength(1);
  });

  test('in a longer window is reminded on the first morning on which they are here', async () => {
    const decision = records(db, {}, { at: eleven });
    const friday = later(eleven, 4 * dayMs);
    moveClosing(db, decision.roundId, friday);
    setAlarm(db, roundCloses, decision.roundId, friday);
    mornings.away.add(ben);
    await mornings.passTo('2026-03-04T12:00:00.000Z');
    mornings.away.clear();
    await mornings.passTo('2026-03-08T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-05T08:00']);
    expect(told(ben)).toEqual([[decision.id]]);
  });

  test('and back on the same day hears of all that is still in time, when something else falls due', async () => {
    replaceMembers(db, board, [chloe, dmitri, ben, bot]);
    const first = records(db, {}, { at: later(eleven, 4 * hourMs) });
    const midnight = new Date('2026-03-02T23:00:00.000Z');
    const second = records(db, { ownerId: dmitri }, { id: dmitri, place: board, at: midnight });
    mornings.away.add(ben);
    await mornings.passTo('2026-03-03T08:30:00.000Z');
    mornings.away.clear();
    await mornings.passTo('2026-03-03T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-03T11:00']);
    expect(told(ben)).toEqual([[first.id, second.id]]);
  });
});

describe('who wants fewer reminders', () => {
  test('is not reminded of one ritual’s rounds, and still of others and of what they own', async () => {
    const ritual = agree();
    replaceMembers(db, board, [chloe, dmitri, ben, bot]);
    remindLess(db, monday, ben, String(ritual.id));
    records(db, {}, { at: eleven });
    const other = records(db, { ownerId: dmitri }, { id: dmitri, place: board, at: eleven });
    await mornings.passTo(wednesday);
    expect(told(ben)).toEqual([[other.id]]);
    expect(told(gus)).toHaveLength(1);
  });

  test('none at all: neither answers nor what they own', async () => {
    const decision = records(db, { ownerId: ben }, { at: later(eleven, -7 * dayMs) });
    closes(db, decision, later(eleven, -7 * dayMs));
    records(db, {}, { at: eleven });
    remindLess(db, monday, ben, 'all');
    await mornings.passTo('2026-04-01T20:00:00.000Z');
    expect(mornings.remindersOf(ben)).toEqual([]);
  });

  test('is refused for a ritual of a channel that is not theirs, and for what is none', () => {
    const ritual = agree(chloe, board);
    for (const value of [String(ritual.id), '999', '', 'some', '1e3']) {
      const { sentence } = refusalOf(() => remindLess(db, monday, ben, value));
      expect(sentence).toContain('This ritual does not ask you any more.');
      expect(refusalOf(() => remindAgain(db, monday, ben, value)).sentence).toBe(sentence);
    }
    expect(db.all('SELECT scope FROM reminders_off')).toEqual([]);
  });

  test('twice is once, and one turn takes it back', () => {
    const ritual = agree();
    for (const value of ['all', 'all', String(ritual.id)]) remindLess(db, monday, ben, value);
    remindAgain(db, monday, ben, 'all');
    expect([...remindersOff(db, ben)]).toEqual([ritual.id]);
    expect(db.all("SELECT did, subject FROM audit WHERE did LIKE '%reminders%' ORDER BY id").at(-1)).toEqual({
      did: 'turned reminders on',
      subject: 'all',
    });
  });

  test('has it so from the moment they say it, even for a note that is on its way', async () => {
    records(db, {}, { at: eleven });
    const nine = new Date('2026-03-03T08:00:00.000Z');
    await mornings.passTo(later(nine, -1));
    remindLess(db, mornings.now, ben, 'all');
    await mornings.passTo(wednesday);
    expect(told(ben)).toEqual([]);
  });
});

describe('a quiet day', () => {
  test('keeps the reminders of its ritual, and only them', async () => {
    const ritual = agree();
    replaceMembers(db, board, [chloe, dmitri, ben, bot]);
    addQuietDays(db, ritual.id, { first: '2026-03-03', last: '2026-03-03' });
    records(db, {}, { at: eleven });
    const other = records(db, { ownerId: dmitri }, { id: dmitri, place: board, at: eleven });
    await mornings.passTo('2026-03-03T20:00:00.000Z');
    expect(told(ben)).toEqual([[other.id]]);
    expect(told(gus)).toEqual([]);
  });

  test('moves what somebody owes to the working day after it', async () => {
    const ritual = agree();
    const decision = records(db, { ownerId: ben }, { at: later(eleven, -7 * dayMs) });
    closes(db, decision, later(eleven, -7 * dayMs));
    addQuietDays(db, ritual.id, { first: '2026-02-27', last: '2026-03-03' });
    mornings.now = later(eleven, -7 * dayMs);
    await mornings.passTo('2026-03-05T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual(['2026-03-04T08:00']);
  });
});

describe('a note that Slack does not take for hours', () => {
  const nine = new Date(`${tuesdayAtNine}:00.000Z`);

  /** The note is owed at nine, and the first chance to send it comes at an instant. */
  const sentFirstAt = async (instant: string, until: string) => {
    await mornings.passTo(later(nine, -1));
    db.run("DELETE FROM alarm WHERE kind = 'reminder due'");
    remindPerson(db, nine, ben);
    mornings.now = new Date(instant);
    await mornings.passTo(until);
  };

  test('does not come at night or over the day of another one, but the next morning', async () => {
    const decision = records(db, { ownerId: ben }, { at: later(eleven, -7 * dayMs) });
    closes(db, decision, later(eleven, -7 * dayMs));
    await sentFirstAt('2026-03-03T17:30:00.000Z', '2026-03-04T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual([mondayAtNine, '2026-03-04T08:00']);
    expect(isNoted(db, ben, '2026-03-03')).toBe(false);
  });

  test('comes on the day on which it can come, once, and takes that day', async () => {
    const decision = records(db, { ownerId: ben }, { at: later(eleven, -7 * dayMs) });
    closes(db, decision, later(eleven, -7 * dayMs));
    await sentFirstAt('2026-03-05T10:15:00.000Z', '2026-03-05T20:00:00.000Z');
    expect(mornings.timesOf(ben)).toEqual([mondayAtNine, '2026-03-05T10:15']);
    expect([isNoted(db, ben, '2026-03-03'), isNoted(db, ben, '2026-03-05')]).toEqual([false, true]);
  });

  test('is a few minutes late for the close in the queue of nine o’clock, not half an hour', async () => {
    const decision = records(db, {}, { at: later(monday, hourMs) });
    await sentFirstAt('2026-03-03T08:05:00.000Z', '2026-03-03T08:05:00.000Z');
    expect(told(ben)).toEqual([[decision.id]]);
  });

  test('and half an hour later has nothing to say, and leaves the day free', async () => {
    records(db, {}, { at: later(monday, hourMs) });
    await sentFirstAt('2026-03-03T08:30:00.000Z', '2026-03-03T08:30:00.000Z');
    expect(told(ben)).toEqual([]);
    expect(isNoted(db, ben, '2026-03-03')).toBe(false);
  });
});

test('nobody in Los Angeles is woken for Berlin’s sake', async () => {
  replaceMembers(db, product, [ana, eve, bot]);
  records(db, {}, { at: later(eleven, 4 * hourMs) });
  await mornings.passTo('2026-03-06T20:00:00.000Z');
  expect(mornings.remindersOf(eve).map(({ time }) => time)).toEqual([]);
  expect(told(ana)).toHaveLength(1);
});
