// A duty has a date, its reminders come before it, after it and then weekly, and it ends in named ways.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysLate,
  dueDate,
  dutyOf,
  lookOfEnding,
  lookOfMatter,
  type MatterKind,
  nextReminder,
} from '../../src/decision/matter.ts';
import { instantOf, isWorkingDay, localTime, previousWorkingDay } from '../../src/people/zone.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import { instant, zoneName } from '../people/clocks.ts';

const kinds: MatterKind[] = ['reconsideration', 'judgement', 'blind spot'];
const opened = new Date('2026-03-02T09:30:00.000Z');

test('a ruling asks for its duty, and none where the decision stands', () => {
  expect(dutyOf('reconsider')).toBe('reconsideration');
  expect(dutyOf('judge')).toBe('judgement');
  expect(dutyOf('blind spot')).toBe('blind spot');
  expect(dutyOf('stands')).toBeNull();
});

test('a duty is due in seven days, that of a blind spot in fourteen', () => {
  const days = kinds.map((kind) => (dueDate(kind, opened).getTime() - opened.getTime()) / dayMs);
  expect(days).toEqual([7, 7, 14]);
});

test('a duty ends in its own ways and in no other', () => {
  const endings = kinds.map((kind) => lookOfMatter(kind).endings.map(({ ending }) => ending));
  expect(endings).toEqual([
    ['kept', 'changed', 'reversed'],
    ['stands', 'reconsider'],
    ['learnt', 'let stand'],
  ]);
  expect(lookOfEnding('judgement', 'kept')).toBeUndefined();
  expect(lookOfEnding('reconsideration', 'kept')?.button).toBe('Keep it, because…');
  for (const kind of kinds)
    for (const { button } of lookOfMatter(kind).endings) expect(button.length).toBeLessThan(25);
});

test.each([
  ['2026-03-09T09:30:00.000Z', 0, 'the same day'],
  ['2026-03-09T22:59:59.999Z', 0, 'its last moment in Berlin'],
  ['2026-03-09T23:00:00.000Z', 1, 'the first of the next day there, fourteen hours on'],
  ['2026-03-10T22:30:00.000Z', 1, 'late on the next day, thirty-seven hours on'],
  ['2026-03-30T21:59:00.000Z', 21, 'three weeks on, over the change of clocks'],
  ['2026-03-08T12:00:00.000Z', -1, 'the day before'],
])('at %s it is %i days late (%s)', (at, days, _when) => {
  expect(daysLate(new Date('2026-03-09T09:30:00.000Z'), new Date(at), 'Europe/Berlin')).toBe(days);
});

describe('the next reminder', () => {
  const zone = 'Europe/Berlin';
  const due = new Date('2026-03-09T09:30:00.000Z');

  test.each([
    [
      '2026-03-02T09:30:00.000Z',
      '2026-03-06T08:00:00.000Z',
      'on the working day before: Friday for a Monday',
    ],
    ['2026-03-06T07:59:59.999Z', '2026-03-06T08:00:00.000Z', 'just before that'],
    ['2026-03-06T08:00:00.000Z', '2026-03-10T09:30:00.000Z', 'that very moment: on the day after the date'],
    ['2026-03-09T09:30:00.000Z', '2026-03-10T09:30:00.000Z', 'on the date'],
    ['2026-03-10T09:30:00.000Z', '2026-03-17T09:30:00.000Z', 'the day after: a week later'],
    ['2026-03-11T00:00:00.000Z', '2026-03-17T09:30:00.000Z', 'within the week'],
    ['2026-03-17T09:30:00.000Z', '2026-03-24T09:30:00.000Z', 'and once a week from then on'],
    ['2026-06-01T00:00:00.000Z', '2026-06-02T09:30:00.000Z', 'for as long as it is open'],
  ])('after %s is %s (%s)', (after, wanted) => {
    expect(nextReminder(due, new Date(after), zone).toISOString()).toBe(wanted);
  });

  test('is strictly later, and one of: before the date, the day after it, whole weeks from there', () => {
    fc.assert(
      fc.property(instant, instant, zoneName, (dueAt, after, name) => {
        const next = nextReminder(dueAt, after, name);
        expect(next > after).toBe(true);
        const before = instantOf(previousWorkingDay(localTime(dueAt, name).date), '09:00', name);
        if (next.getTime() === before.getTime()) {
          expect(isWorkingDay(localTime(next, name).date)).toBe(true);
          expect(next < dueAt).toBe(true);
          return;
        }
        expect(before > after).toBe(false);
        const weeks = (next.getTime() - later(dueAt, dayMs).getTime()) / (7 * dayMs);
        expect(Number.isInteger(weeks) && weeks >= 0).toBe(true);
        if (weeks > 0) expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(7 * dayMs);
      }),
    );
  });

  test('comes before, then after, then weekly, when each follows the one before', () => {
    fc.assert(
      fc.property(instant, zoneName, (openedAt, name) => {
        const dueAt = dueDate('reconsideration', openedAt);
        const told: Date[] = [openedAt];
        for (let n = 0; n < 5; n += 1) told.push(nextReminder(dueAt, told.at(-1) ?? openedAt, name));
        const [, first, second, third, fourth] = told.map((at) => at.getTime());
        expect(first).toBeLessThan(dueAt.getTime());
        expect(second).toBe(dueAt.getTime() + dayMs);
        expect(third).toBe(dueAt.getTime() + 8 * dayMs);
        expect(fourth).toBe(dueAt.getTime() + 15 * dayMs);
      }),
    );
  });
});
