// Setting a ritual up, asking by hand, pausing and taking it over: who may, and what it leaves behind.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addMember, saveConversation } from '../../src/people/store.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { askRitual } from '../../src/ritual/ask-ritual.ts';
import { addSchedule } from '../../src/ritual/change-triggers.ts';
import { meetingEnds } from '../../src/ritual/follow-schedule.ts';
import { loseRitual } from '../../src/ritual/lose-ritual.ts';
import { pauseRitual, resumeRitual } from '../../src/ritual/pause-ritual.ts';
import { silentRun } from '../../src/ritual/round-store.ts';
import { scheduleWords } from '../../src/ritual/schedule-words.ts';
import { type RitualWishes, setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { findRitualIn, listRituals, namedPeople } from '../../src/ritual/store.ts';
import { passRitualsOn, takeRitual } from '../../src/ritual/take-ritual.ts';
import {
  acme,
  ana,
  ben,
  board,
  chloe,
  conversation,
  dmitri,
  leaves,
  monday,
  product,
  refusalOf,
  town,
} from '../people/town.ts';

const wishes = {
  name: 'Product weekly',
  functionId: null,
  question: '',
  timeZone: 'Europe/Berlin',
  schedule: { weekdays: [2, 5], endTime: '10:30', rhythm: { everyWeeks: 1, from: '2026-03-02' } },
  personIds: [ana, ben],
};

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const setUp = (id: string = ana, place: string = product) => setUpRitual(db, monday, id, place, wishes);
const ended = (roundId: number, state: string) =>
  db.run('UPDATE round SET state = @state WHERE id = @roundId', { roundId, state });
const trail = () => db.all<{ did: string }>('SELECT did FROM audit ORDER BY id').map(({ did }) => did);

describe('setting up', () => {
  test('keeps what was wished, with whoever did it as facilitator', () => {
    const ritual = setUp();
    expect(findRitualIn(db, product)).toEqual(ritual);
    expect(ritual).toMatchObject({
      name: 'Product weekly',
      question: 'What would our best customers think of the decision we just made?',
      facilitatorId: ana,
      audience: 'workspace',
      reconsiderAt: { numerator: 1, denominator: 3 },
      schedules: [wishes.schedule],
      timeZone: wishes.timeZone,
      pausedBecause: null,
      createdAt: monday,
    });
    expect(namedPeople(db, ritual.id)).toEqual([ana, ben]);
  });

  test('again changes the one ritual of the channel and keeps its facilitator', () => {
    const first = setUp();
    addMember(db, product, chloe);
    const changed = setUpRitual(db, later(monday, minuteMs), chloe, product, {
      ...wishes,
      name: 'Sync',
      personIds: [],
    });
    expect(changed).toMatchObject({ id: first.id, name: 'Sync', facilitatorId: ana, createdAt: monday });
    expect(listRituals(db)).toHaveLength(1);
    expect(namedPeople(db, first.id)).toEqual([]);
    expect(trail()).toEqual(['set up', 'changed']);
  });

  test('again puts its schedule in the place of the one that the form showed, and keeps the others', () => {
    setUp();
    const friday = { weekdays: [5], endTime: '16:00', rhythm: { nth: -1 } };
    addSchedule(db, monday, ana, product, friday);
    const monthly = { ...wishes.schedule, rhythm: { nth: 1 } };
    const again = (more: Partial<RitualWishes>) =>
      setUpRitual(db, monday, ana, product, { ...wishes, ...more }).schedules;
    expect(again({ schedule: monthly, instead: scheduleWords(wishes.schedule) })).toEqual([monthly, friday]);
    expect(again({ schedule: null, instead: scheduleWords(monthly) })).toEqual([friday]);
    expect(again({ schedule: null })).toEqual([friday]);
    // The form still shows what was removed above it.
    expect(again({ schedule: monthly, instead: scheduleWords(monthly) })).toEqual([friday]);
    expect(again({ schedule: friday })).toEqual([friday]);
  });

  test('takes the channel’s name without one of its own, and a private channel’s audience', () => {
    const ritual = setUpRitual(db, monday, dmitri, board, { ...wishes, name: '' });
    expect(ritual).toMatchObject({ name: 'board', audience: board });
  });

  test('is refused to strangers, to members who are not the facilitator, and in shared channels', () => {
    expect(refusalOf(() => setUp(dmitri)).sentence).toContain('Only members of this channel');
    expect(refusalOf(() => setUp(ana, acme)).sentence).toContain('shared with another organization');
    setUp();
    expect(refusalOf(() => setUp(ben)).sentence).toContain('Only the facilitator <@UANA>');
    expect(listRituals(db)).toHaveLength(1);
  });
});

describe('asking by hand', () => {
  test('takes the defaults where there is no ritual, and whoever asked is its facilitator', () => {
    const round = askRitual(db, monday, ben, product);
    expect(round).toMatchObject({
      ritualId: null,
      name: 'product',
      trigger: 'hand',
      facilitatorId: ben,
      late: false,
      windowEndsAt: new Date('2026-03-03T08:00:00.000Z'),
    });
  });

  test('is refused beside an open round, and to strangers', () => {
    const round = askRitual(db, monday, ana, product);
    expect(refusalOf(() => askRitual(db, monday, ben, product)).sentence).toContain(
      'A round is open here already',
    );
    ended(round.id, 'closed');
    expect(askRitual(db, monday, ben, product).id).not.toBe(round.id);
    expect(refusalOf(() => askRitual(db, monday, ana, board)).sentence).toContain('Only members');
  });

  test('a private conversation’s round is its own', () => {
    expect(askRitual(db, monday, dmitri, board).audience).toBe(board);
  });
});

describe('a pause', () => {
  test('is for the facilitator and the sponsor, and is refused twice', () => {
    setUp();
    expect(refusalOf(() => pauseRitual(db, monday, ben, product)).sentence).toContain('Only the facilitator');
    expect(pauseRitual(db, monday, chloe, product).pausedBecause).toBe('<@UCHLOE> paused it');
    expect(refusalOf(() => pauseRitual(db, monday, ana, product)).sentence).toContain('paused already');
    expect(resumeRitual(db, monday, ana, product).pausedBecause).toBeNull();
    expect(refusalOf(() => resumeRitual(db, monday, ana, product)).sentence).toContain('not paused');
    expect(trail()).toEqual(['set up', 'paused', 'resumed']);
  });

  test('needs a ritual', () => {
    expect(refusalOf(() => pauseRitual(db, monday, ana, product)).sentence).toContain('no ritual yet');
  });

  test.each([
    [
      { isShared: true, isArchived: true, hasBot: false },
      'its channel became shared with another organization',
    ],
    [{ isArchived: true, hasBot: false }, 'its channel was archived'],
    [{ hasBot: false }, 'I was removed from its channel'],
    [{}, null],
  ])('comes by itself when the channel is %j', (change, because) => {
    setUp();
    saveConversation(db, conversation(product, change));
    loseRitual(db, monday, product);
    expect(findRitualIn(db, product)?.pausedBecause).toBe(because);
    expect(alarmAt(db, meetingEnds, 1) === null).toBe(because !== null);
  });

  test('cannot be ended while the channel is shared', () => {
    setUp();
    saveConversation(db, conversation(product, { isShared: true }));
    loseRitual(db, monday, product);
    expect(refusalOf(() => resumeRitual(db, monday, ana, product)).sentence).toContain('shared');
  });
});

describe('a facilitator', () => {
  test('is replaced by a member who takes the ritual, once', () => {
    setUp();
    expect(takeRitual(db, monday, ben, product).facilitatorId).toBe(ben);
    expect(refusalOf(() => takeRitual(db, monday, ben, product)).sentence).toBe(
      'You are its facilitator already.',
    );
    expect(refusalOf(() => takeRitual(db, monday, dmitri, product)).sentence).toContain('Only members');
    expect(findRitualIn(db, product)?.facilitatorId).toBe(ben);
  });

  test('who left is followed by the sponsor, who is told', () => {
    setUp();
    addMember(db, product, chloe);
    passRitualsOn(db, monday, ana);
    expect(findRitualIn(db, product)?.facilitatorId).toBe(ana);
    leaves(db, ana);
    passRitualsOn(db, monday, ana);
    expect(findRitualIn(db, product)?.facilitatorId).toBe(chloe);
    expect(db.all('SELECT drawing, address FROM message')).toEqual([
      { drawing: 'new facilitator', address: chloe },
    ]);
  });
});

test('silence is counted from the newest round back to the last one that decided something', () => {
  const ritual = setUp();
  const ends = (state: 'closed' | 'empty' | 'lapsed' | 'missed', minutes: number) => {
    const round = askRitual(db, later(monday, minutes * minuteMs), ana, product);
    ended(round.id, state);
  };
  expect(silentRun(db, ritual.id)).toBe(0);
  ends('empty', 1);
  ends('closed', 2);
  expect(silentRun(db, ritual.id)).toBe(0);
  ends('empty', 3);
  ends('missed', 4);
  ends('lapsed', 5);
  expect(silentRun(db, ritual.id)).toBe(2);
});
