// What can wait goes when nobody waits for an answer, and not before.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Background } from '../../src/platform/background.ts';
import { createLog } from '../../src/platform/log.ts';
import { Lull, mostPutOff } from '../../src/platform/lull.ts';

let background: Background;
let lull: Lull;
let done: string[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate'] });
  background = new Background(createLog('silent'));
  lull = new Lull(background);
  done = [];
});
afterEach(() => vi.useRealTimers());

const putsOff = (name: string) =>
  lull.run('a look', async () => {
    done.push(name);
  });
const aWhile = () => vi.advanceTimersByTimeAsync(1_000);

test('goes when there is nothing else to do, in its order', async () => {
  putsOff('first');
  putsOff('second');
  expect(done).toEqual([]);
  await aWhile();
  expect(done).toEqual(['first', 'second']);
  await background.done();
});

describe('while somebody waits for an answer', () => {
  test('it does not go, however long that takes', async () => {
    const isAnswered = lull.arrived();
    putsOff('a look');
    await aWhile();
    expect(done).toEqual([]);
    isAnswered();
    await aWhile();
    expect(done).toEqual(['a look']);
  });

  test('who has come since it was to go', async () => {
    putsOff('a look');
    const isAnswered = lull.arrived();
    await aWhile();
    expect(done).toEqual([]);
    isAnswered();
    await aWhile();
    expect(done).toEqual(['a look']);
  });

  test('and somebody else has the answer twice', async () => {
    const isAnswered = lull.arrived();
    lull.arrived();
    putsOff('a look');
    isAnswered();
    isAnswered();
    await aWhile();
    expect(done).toEqual([]);
  });

  test('the rest of what goes waits for whoever comes in between', async () => {
    let isAnswered = () => {};
    lull.run('a look', async () => {
      isAnswered = lull.arrived();
    });
    putsOff('second');
    await aWhile();
    expect(done).toEqual([]);
    isAnswered();
    await aWhile();
    expect(done).toEqual(['second']);
  });
});

test('goes one at a time, also what is put off by what goes', async () => {
  lull.run('a look', async () => {
    putsOff('second');
    putsOff('third');
  });
  putsOff('first');
  let turns = 0;
  for (; lull.putOff > 0; turns += 1) {
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersToNextTimerAsync();
  }
  expect([turns, done]).toEqual([4, ['first', 'second', 'third']]);
});

test('the oldest does not wait longer when memory should hold no more', async () => {
  lull.arrived();
  for (let n = 0; n <= mostPutOff; n += 1) putsOff(`${n}`);
  await aWhile();
  expect(done).toEqual(['0']);
  expect(lull.putOff).toBe(mostPutOff);
});

test('is left when the bot stops', async () => {
  lull.arrived();
  putsOff('a look');
  background.stop();
  lull.stop();
  await background.done();
  expect(done).toEqual([]);
});
