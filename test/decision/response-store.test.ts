// What counts for a response rate: each person waited for and each decision asked, once, answered in time.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endMatter } from '../../src/decision/end-matter.ts';
import { openMattersOf } from '../../src/decision/matter-store.ts';
import { adviceAbout, noteAdvice, roundsOfAnswers, setAdviceDay } from '../../src/decision/response-store.ts';
import { addMember, savePerson } from '../../src/people/store.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { ana, ben, gus, monday, person, product, town } from '../people/town.ts';
import { answers, closes, records } from './team.ts';

let db: Database;
let ritualId: number;
beforeEach(() => {
  db = town();
  ritualId = setUpRitual(db, monday, ana, product, {
    name: '',
    functionId: null,
    question: '',
    timeZone: 'Europe/Berlin',
    schedule: null,
    personIds: [],
  }).id;
});
afterEach(() => db.close());

const counted = (from = later(monday, -dayMs)) =>
  roundsOfAnswers(db, ritualId, from).map(({ answered, waitedFor }) => [answered, waitedFor]);

describe('a closed round counts', () => {
  test('an answer for each person and decision', () => {
    const first = records(db);
    const second = records(db, { statement: 'Bill yearly' });
    answers(db, first, { [ana]: 'love', [ben]: 'unsure' });
    answers(db, second, { [ana]: 'dislike' });
    closes(db, first, later(monday, hourMs));
    expect(counted()).toEqual([[3, 6]]);
  });

  test('no late answers', () => {
    const decision = closes(db, records(db), later(monday, hourMs));
    answers(db, decision, { [gus]: 'love' }, later(monday, 2 * hourMs));
    expect(counted()).toEqual([[0, 3]]);
  });

  test('no decision that took the place of one after the close, for nobody was asked', () => {
    const decision = records(db);
    answers(db, decision, { [ana]: 'dislike', [ben]: 'dislike', [gus]: 'dislike' });
    closes(db, decision, later(monday, hourMs));
    const [matter] = openMattersOf(db, ana);
    const end = { ending: 'changed', reason: 'Shops need it', statement: 'Keep it' } as const;
    endMatter(db, later(monday, dayMs), ana, matter?.id ?? 0, end);
    expect(counted()).toEqual([[3, 3]]);
  });

  test('only where it knew whom it waited for', () => {
    for (let n = 0; n < 12; n += 1) {
      savePerson(db, person(`UCROWD${n}`));
      addMember(db, product, `UCROWD${n}`);
    }
    const decision = records(db);
    answers(db, decision, { [ana]: 'love' });
    closes(db, decision, later(monday, hourMs));
    expect(counted()).toEqual([]);
  });

  test('only once it has closed, and only as far as one looks back', () => {
    const decision = records(db);
    expect(counted()).toEqual([]);
    closes(db, decision, later(monday, hourMs));
    expect(counted()).toEqual([[0, 3]]);
    expect(counted(later(monday, 1))).toEqual([]);
  });
});

test('advice is noted once for a spell, and stands in the note of one day or in none', () => {
  expect(noteAdvice(db, ritualId, '2026-02-02')).toBe(true);
  expect(noteAdvice(db, ritualId, '2026-02-02')).toBe(false);
  const key = { ritualId, sinceWeek: '2026-02-02' };
  expect(adviceAbout(db, ana, null)).toEqual([key]);
  expect(adviceAbout(db, ben, null)).toEqual([]);
  setAdviceDay(db, key, '2026-03-02');
  expect([adviceAbout(db, ana, null), adviceAbout(db, ana, '2026-03-02')]).toEqual([[], [key]]);
});
