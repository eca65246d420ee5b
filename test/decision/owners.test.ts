// Nothing stays ownerless: what a leaver owed goes to the next in line, and a lost round tells its owners in person.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loseConversationRounds, loseRound } from '../../src/decision/lose-round.ts';
import { openMattersOf } from '../../src/decision/matter-store.ts';
import { passMattersOn, passWhatIsOutOfReach, stopWaitingFor } from '../../src/decision/pass-matters-on.ts';
import { reminderDue } from '../../src/people/attention.ts';
import { sponsorReplaced } from '../../src/people/follow-sponsor.ts';
import { mirrorPerson, personLeft } from '../../src/people/read-directory.ts';
import { addMember, findPerson, removeMember, savePerson } from '../../src/people/store.ts';
import { dayMs, hourMs, later, minuteMs, stored } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { roundCloses } from '../../src/ritual/round.ts';
import { rosterOf } from '../../src/ritual/round-store.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { findRitualIn } from '../../src/ritual/store.ts';
import { ana, ben, board, chloe, dmitri, eve, gus, leaves, monday, product, town } from '../people/town.ts';
import { again, answers, closes, owed, records, roundOf } from './team.ts';

const deleted = { kind: 'refused', problem: 'message_not_found' } as const;

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

/** Ben owns a decision that the team dislikes. */
function disliked() {
  const decision = records(db, { ownerId: ben });
  answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'love' });
  return closes(db, decision);
}

describe('when an owner leaves', () => {
  test('what they owe goes to the round’s facilitator, who is told', () => {
    const decision = disliked();
    leaves(db, ben);
    passMattersOn(db, monday, ben);
    expect(openMattersOf(db, ana).map(({ decisionId }) => decisionId)).toEqual([decision.id]);
    expect(again(db, decision).ownerId).toBe(ana);
    expect(owed(db)).toContain('inherited to UANA');
    expect(alarmAt(db, reminderDue, ana)).not.toBeNull();
  });

  test('with nobody to give it to, it is tried again the next day', () => {
    const decision = disliked();
    for (const id of [ben, ana, gus, chloe, eve]) leaves(db, id);
    passMattersOn(db, monday, ben);
    expect(again(db, decision).ownerId).toBe(ben);
    const tomorrow = later(monday, dayMs);
    expect(alarmAt(db, personLeft, ben)).toEqual(tomorrow);
    const back = findPerson(db, eve);
    if (!back) throw new Error('Eve was in the town');
    savePerson(db, { ...back, rank: 'primary owner', leftAt: null });
    passMattersOn(db, tomorrow, ben);
    expect(again(db, decision).ownerId).toBe(eve);
  });

  test.each([
    ['the ritual’s facilitator', [ben], gus],
    ['the round’s facilitator', [ben, gus], ana],
    ['the sponsor', [ben, gus, ana], chloe],
    ['the primary owner', [ben, gus, ana, chloe], eve],
  ])('it goes to %s', (_who, leavers, heir) => {
    const decision = disliked();
    setUpRitual(db, monday, gus, product, {
      name: '',
      functionId: null,
      question: '',
      timeZone: 'UTC',
      schedule: null,
      personIds: [],
    });
    for (const id of leavers) leaves(db, id);
    passMattersOn(db, monday, ben);
    expect(again(db, decision).ownerId).toBe(heir);
  });

  test('decisions that nobody has judged yet go along, and rounds wait for them no longer', () => {
    const decision = records(db, { ownerId: ben });
    answers(db, decision, { [ana]: 'love', [gus]: 'love' });
    leaves(db, ben);
    passMattersOn(db, monday, ben);
    expect(again(db, decision).ownerId).toBe(ana);
    expect(rosterOf(db, decision.roundId)).toEqual([ana, gus]);
    expect(roundOf(db, decision).closesAt).toEqual(later(monday, 15 * minuteMs));
  });

  test('nothing moves while they are here', () => {
    disliked();
    passMattersOn(db, monday, ben);
    expect(openMattersOf(db, ben)).toHaveLength(1);
  });
});

describe('what was decided in private', () => {
  const wishes = {
    name: '',
    functionId: null,
    question: '',
    timeZone: 'UTC',
    schedule: null,
    personIds: [],
  };

  /** Ben facilitates the board's ritual, and Dmitri's decision is not settled. */
  function decidedByTheBoard() {
    addMember(db, board, ben);
    setUpRitual(db, monday, ben, board, wishes);
    const decision = records(db, { ownerId: dmitri }, { id: dmitri, place: board });
    closes(db, decision);
    return decision;
  }

  test('goes to the facilitator who is a member', () => {
    const decision = decidedByTheBoard();
    leaves(db, dmitri);
    passMattersOn(db, monday, dmitri);
    expect(again(db, decision).ownerId).toBe(ben);
  });

  test('goes to the sponsor rather than to a facilitator who is a member no more', () => {
    const decision = decidedByTheBoard();
    removeMember(db, board, ben);
    removeMember(db, board, chloe);
    leaves(db, dmitri);
    passMattersOn(db, monday, dmitri);
    expect(again(db, decision).ownerId).toBe(chloe);
    expect(openMattersOf(db, chloe).map(({ decisionId }) => decisionId)).toEqual([decision.id]);
    expect(owed(db)).toContain('inherited to UCHLOE');
  });

  test('goes to the sponsor who is back from whoever stood in for them', () => {
    const decision = decidedByTheBoard();
    const chair = findPerson(db, chloe);
    if (!chair) throw new Error('Chloe was in the town');
    removeMember(db, board, ben);
    mirrorPerson(db, { ...chair, leftAt: stored(monday) }, monday);
    leaves(db, dmitri);
    passMattersOn(db, monday, dmitri);
    expect(again(db, decision).ownerId).toBe(eve);
    const back = later(monday, dayMs);
    mirrorPerson(db, chair, back);
    expect(alarmAt(db, sponsorReplaced, eve)).toEqual(back);
    passWhatIsOutOfReach(db, back, eve);
    expect(again(db, decision).ownerId).toBe(chloe);
    expect(openMattersOf(db, eve)).toEqual([]);
  });

  test('goes to the facilitator when its owner leaves the private channel', () => {
    const decision = decidedByTheBoard();
    passWhatIsOutOfReach(db, monday, dmitri);
    expect(again(db, decision).ownerId).toBe(dmitri);
    removeMember(db, board, dmitri);
    passWhatIsOutOfReach(db, monday, dmitri);
    expect(again(db, decision).ownerId).toBe(ben);
  });
});

describe('when somebody leaves the channel', () => {
  test('its open rounds wait for them no longer and close when the others have answered', () => {
    const decision = records(db, { ownerId: ben });
    answers(db, decision, { [ana]: 'love', [ben]: 'love' });
    const before = roundOf(db, decision).closesAt;
    const at = later(monday, hourMs);
    removeMember(db, product, gus);
    stopWaitingFor(db, at, product, gus);
    expect(rosterOf(db, decision.roundId)).toEqual([ana, ben]);
    expect(roundOf(db, decision).closesAt).toEqual(later(at, 15 * minuteMs));
    expect(before).toEqual(later(monday, dayMs));
    expect(alarmAt(db, roundCloses, decision.roundId)).toEqual(later(at, 15 * minuteMs));
  });

  test('nothing moves in other channels, in closed rounds, and in rounds that did not wait for them', () => {
    const closed = closes(db, records(db));
    const open = records(db);
    const secret = records(db, { ownerId: dmitri }, { id: dmitri, place: board });
    const closings = () => [open, secret].map((decision) => roundOf(db, decision).closesAt);
    const before = closings();
    stopWaitingFor(db, later(monday, hourMs), product, dmitri);
    stopWaitingFor(db, later(monday, hourMs), product, gus);
    expect(rosterOf(db, closed.roundId)).toEqual([ana, ben, gus]);
    expect(rosterOf(db, open.roundId)).toEqual([ana, ben]);
    expect(rosterOf(db, secret.roundId)).toEqual([chloe, dmitri]);
    expect(closings()).toEqual(before);
  });
});

describe('a round whose message or channel is gone', () => {
  test('closes, its owners are told in person, and its ritual pauses', () => {
    setUpRitual(db, monday, ana, product, {
      name: '',
      functionId: null,
      question: '',
      timeZone: 'UTC',
      schedule: { weekdays: [2], endTime: '10:00', rhythm: { everyWeeks: 1, from: '2026-03-02' } },
      personIds: [],
    });
    const decision = records(db, { ownerId: ben });
    loseRound(db, monday, decision.roundId, deleted);
    expect(roundOf(db, decision).state).toBe('closed');
    expect(owed(db)).toContain('lost to UBEN');
    expect(findRitualIn(db, product)?.pausedBecause).toBe('its message was deleted');
    const before = owed(db);
    loseRound(db, monday, decision.roundId, deleted);
    expect(owed(db)).toEqual(before);
  });

  test('goes on when only what its message says was unfit', () => {
    const decision = records(db);
    loseRound(db, monday, decision.roundId, { kind: 'unfit', problem: 'msg_blocks_too_long' });
    expect(roundOf(db, decision).state).toBe('open');
    expect(owed(db)).toEqual(['root to CPRODUCT']);
  });

  test('is one of all that are open in a lost channel', () => {
    const decision = records(db, { ownerId: ben });
    loseConversationRounds(db, monday, product);
    expect(again(db, decision).ruling).toBe('judge');
    expect(owed(db)).toContain('lost to UBEN');
  });
});
