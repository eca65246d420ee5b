// For how long a call without an answer may still have its effect.
import { beforeEach, expect, test } from 'vitest';
import { createClock, type MovableClock } from '../../sandbox/clock.ts';
import { hourMs, later, secondMs } from '../../src/platform/clock.ts';
import { OnTheWay } from '../../src/platform/on-the-way.ts';

let clock: MovableClock;
let onTheWay: OnTheWay;
beforeEach(() => {
  clock = createClock(new Date('2026-03-02T08:00:00.000Z'));
  onTheWay = new OnTheWay(clock);
});

const left = (...ids: number[]) => ids.map((id) => onTheWay.leftMs(id) / secondMs);

test('what an earlier life called may come for half a minute from the start', () => {
  clock.advanceMs(10 * secondMs);
  expect(left(1)).toEqual([20]);
  clock.advanceMs(20 * secondMs);
  expect(left(1)).toEqual([0]);
});

test('each call may come for half a minute from when it was given up, the last of a message counting', () => {
  clock.advanceMs(hourMs);
  onTheWay.unanswered(1);
  clock.advanceMs(10 * secondMs);
  onTheWay.unanswered(2);
  clock.advanceMs(10 * secondMs);
  onTheWay.unanswered(1);
  expect(left(1, 2, 3)).toEqual([30, 20, 0]);
  clock.advanceMs(20 * secondMs);
  onTheWay.unanswered(3);
  expect(left(1, 2, 3)).toEqual([10, 0, 30]);
});

test('whatever the clock is set to', () => {
  clock.advanceMs(hourMs);
  onTheWay.unanswered(1);
  clock.setTo(later(clock.now(), hourMs));
  expect(left(1)).toEqual([30]);
  clock.setTo(later(clock.now(), -3 * hourMs));
  expect(left(1)).toEqual([30]);
});
