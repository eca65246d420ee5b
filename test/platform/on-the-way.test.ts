// For how long a call that came to nothing may still have its effect.
import { beforeEach, expect, test } from 'vitest';
import { createClock, type MovableClock } from '../../sandbox/clock.ts';
import { hourMs, later, secondMs } from '../../src/platform/clock.ts';
import { OnTheWay } from '../../src/platform/on-the-way.ts';

let clock: MovableClock;
let onTheWay: OnTheWay;
beforeEach(() => {
  clock = createClock(new Date('2026-03-02T08:00:00.000Z'));
  clock.advanceMs(hourMs);
  onTheWay = new OnTheWay(clock);
});

const left = (...ids: number[]) => ids.map((id) => onTheWay.leftMs(id) / secondMs);

test('what an earlier life called may come for two minutes from the start', () => {
  clock.advanceMs(10 * secondMs);
  expect(left(1)).toEqual([110]);
  clock.advanceMs(110 * secondMs);
  expect(left(1)).toEqual([0]);
});

test('each call without an answer may come for two minutes, the last of a message counting', () => {
  clock.advanceMs(hourMs);
  onTheWay.inDoubt(1, 'unanswered');
  clock.advanceMs(10 * secondMs);
  onTheWay.inDoubt(2, 'unanswered');
  clock.advanceMs(10 * secondMs);
  onTheWay.inDoubt(1, 'unanswered');
  expect(left(1, 2, 3)).toEqual([120, 110, 0]);
  clock.advanceMs(110 * secondMs);
  onTheWay.inDoubt(3, 'unanswered');
  expect(left(1, 2, 3)).toEqual([10, 0, 120]);
});

test('each call that Slack answered with an error may take effect for half a minute, earlier ones as before', () => {
  clock.advanceMs(hourMs);
  onTheWay.inDoubt(1, 'unclear');
  onTheWay.inDoubt(2, 'unanswered');
  clock.advanceMs(10 * secondMs);
  onTheWay.inDoubt(2, 'unclear');
  expect(left(1, 2)).toEqual([20, 110]);
  onTheWay = new OnTheWay(clock);
  onTheWay.inDoubt(1, 'unclear');
  expect(left(1)).toEqual([120]);
});

test('whatever the clock is set to', () => {
  clock.advanceMs(hourMs);
  onTheWay.inDoubt(1, 'unanswered');
  clock.setTo(later(clock.now(), hourMs));
  expect(left(1)).toEqual([120]);
  clock.setTo(later(clock.now(), -3 * hourMs));
  expect(left(1)).toEqual([120]);
});
