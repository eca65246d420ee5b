// What Slack asked us to leave alone, and until when: one address, and where it limits the workspace a whole method.
import { expect, test } from 'vitest';
import { later, secondMs } from '../../src/platform/clock.ts';
import { Holds } from '../../src/platform/slack-limits.ts';

const monday = new Date('2026-03-02T08:00:00.000Z');
const at = (seconds: number) => later(monday, seconds * secondMs);

const post = 'chat.postMessage';

test('nothing is held at first', () => {
  const holds = new Holds();
  expect(holds.wide(at(0))).toEqual([]);
  expect(holds.ofAddress('C1', at(0))).toBeNull();
  expect(holds.onTrial(at(0))).toBe(false);
});

test('a limit holds its address until the pause is over, whatever is called there', () => {
  const holds = new Holds();
  expect(holds.limit(post, 'C1', at(30), at(0))).toBe(false);
  expect(holds.ofAddress('C1', at(29))).toEqual(at(30));
  expect(holds.ofAddress('C1', at(30))).toBeNull();
  expect(holds.ofAddress('C2', at(1))).toBeNull();
  expect(holds.ofMethod(post, at(1))).toBeNull();
});

test('an answer to a call that was under way does not end the pause of an address', () => {
  const holds = new Holds();
  holds.limit(post, 'C1', at(30), at(0));
  holds.answer(post, at(1));
  expect(holds.ofAddress('C1', at(2))).toEqual(at(30));
});

test.each([
  ['the later pause is the second', 10, 30],
  ['the later pause is the first', 30, 10],
])('two addresses hold the method until the later pause is over: %s', (_which, first, second) => {
  const holds = new Holds();
  holds.limit(post, 'C1', at(first), at(0));
  expect(holds.limit(post, 'C2', at(second), at(1))).toBe(true);
  expect(holds.wide(at(29))).toEqual([[post, at(30)]]);
  expect(holds.ofMethod(post, at(29))).toEqual(at(30));
  expect(holds.ofMethod(post, at(30))).toBeNull();
  expect(holds.ofMethod('chat.update', at(1))).toBeNull();
});

test.each<[string, (holds: Holds) => boolean]>([
  ['the same address again', (holds) => holds.limit(post, 'C1', at(60), at(1))],
  ['another method', (holds) => holds.limit('chat.update', 'C2', at(60), at(1))],
  ['another address once the first pause is over', (holds) => holds.limit(post, 'C2', at(60), at(30))],
  [
    'another address after an answer',
    (holds) => {
      holds.answer(post, at(1));
      return holds.limit(post, 'C2', at(60), at(2));
    },
  ],
])('no method is held for %s', (_what, second) => {
  const holds = new Holds();
  holds.limit(post, 'C1', at(30), at(0));
  expect(second(holds)).toBe(false);
  expect(holds.wide(at(2))).toEqual([]);
});

test('an answer to another method says nothing about this one', () => {
  const holds = new Holds();
  holds.limit(post, 'C1', at(30), at(0));
  holds.answer('chat.update', at(1));
  expect(holds.limit(post, 'C2', at(30), at(2))).toBe(true);
});

test('what was still under way lengthens the pause and does not end it', () => {
  const holds = new Holds();
  for (const address of ['C1', 'C2']) holds.limit(post, address, at(30), at(0));
  holds.answer(post, at(1));
  expect(holds.ofMethod(post, at(2))).toEqual(at(30));
  holds.limit(post, 'C3', at(40), at(2));
  expect(holds.ofMethod(post, at(35))).toEqual(at(40));
  holds.limit(post, 'C4', at(20), at(3));
  expect(holds.ofMethod(post, at(35))).toEqual(at(40));
});

test('what a drawing asks before is held at once: it has no address', () => {
  const holds = new Holds();
  holds.limitAll('greeting', at(30));
  expect(holds.wide(at(29))).toEqual([['greeting', at(30)]]);
  expect(holds.ofMethod('greeting', at(29))).toEqual(at(30));
  expect(holds.ofAddress('C1', at(1))).toBeNull();
});

test('after a pause one goes alone, until Slack has answered it', () => {
  const holds = new Holds();
  for (const address of ['C1', 'C2']) holds.limit(post, address, at(30), at(0));
  expect(holds.onTrial(at(29))).toBe(false);
  expect(holds.onTrial(at(30))).toBe(true);
  // The first that goes alone is limited again, and so is the one after it: the next pause begins.
  expect(holds.limit(post, 'C1', at(60), at(30))).toBe(false);
  expect(holds.onTrial(at(31))).toBe(true);
  expect(holds.limit(post, 'C2', at(60), at(31))).toBe(true);
  expect(holds.onTrial(at(32))).toBe(false);
  expect(holds.onTrial(at(60))).toBe(true);
  holds.answer(post, at(60));
  expect(holds.onTrial(at(61))).toBe(false);
});

test('whatever Slack answers ends the trial of a pause that is over, and of no other', () => {
  const holds = new Holds();
  for (const address of ['C1', 'C2']) holds.limit(post, address, at(10), at(0));
  for (const address of ['C1', 'C2']) holds.limit('chat.update', address, at(30), at(0));
  holds.answer('conversations.open', at(20));
  expect(holds.onTrial(at(20))).toBe(false);
  expect(holds.wide(at(20))).toEqual([['chat.update', at(30)]]);
});
