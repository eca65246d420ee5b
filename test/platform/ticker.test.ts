// What falls due runs in order and all or nothing, and what fails is neither lost nor in the way.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hourMs, later, minuteMs, secondMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt, clearAlarm, setAlarm, Ticker } from '../../src/platform/ticker.ts';
import { newDatabase } from '../stories/scene.ts';
import { levels, readableLog } from './quiet-log.ts';

const now = new Date('2026-03-02T08:00:00.000Z');

let db: Database;
let ticker: Ticker;
let log: ReturnType<typeof readableLog>;
let rang: string[];

beforeEach(() => {
  db = newDatabase();
  log = readableLog();
  ticker = new Ticker(db, log.log);
  rang = [];
  ticker.on('tea', (key) => rang.push(`tea ${key}`));
});
afterEach(() => db.close());

const notes = () => db.all<{ did: string }>('SELECT did FROM audit').map(({ did }) => did);
const note = (did: string) => db.run("INSERT INTO audit (at, did, subject) VALUES ('', @did, '')", { did });

describe('an alarm', () => {
  test('rings at its time, once, and not before', async () => {
    setAlarm(db, 'tea', 1, later(now, minuteMs));
    expect(await ticker.tick(later(now, minuteMs - 1))).toBe(0);
    expect(await ticker.tick(later(now, minuteMs))).toBe(1);
    expect(await ticker.tick(later(now, hourMs))).toBe(0);
    expect(rang).toEqual(['tea 1']);
    expect(alarmAt(db, 'tea', 1)).toBeNull();
  });

  test('moves when it is set again', async () => {
    setAlarm(db, 'tea', 1, now);
    setAlarm(db, 'tea', '1', later(now, hourMs));
    expect(alarmAt(db, 'tea', 1)).toEqual(later(now, hourMs));
    expect(await ticker.tick(now)).toBe(0);
    setAlarm(db, 'tea', 1, now);
    expect(await ticker.tick(now)).toBe(1);
  });

  test('is silent when it was cleared', async () => {
    setAlarm(db, 'tea', 1, now);
    setAlarm(db, 'tea', 2, now);
    clearAlarm(db, 'tea', 1);
    await ticker.tick(now);
    expect(rang).toEqual(['tea 2']);
  });

  test('tells when the earliest falls due', async () => {
    expect(ticker.nextDueAt()).toBeNull();
    setAlarm(db, 'tea', 1, later(now, hourMs));
    setAlarm(db, 'tea', 2, now);
    expect(ticker.nextDueAt()).toEqual(now);
  });

  test('is found among thousands that fall due at the same moment without sorting them', async () => {
    for (const key of [1, 2, 3]) setAlarm(db, 'tea', key, now);
    const plans: string[] = [];
    const one = db.one.bind(db);
    db.one = (sql, values) => {
      const steps = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values);
      plans.push(...steps.map(({ detail }) => detail));
      return one(sql, values);
    };
    expect(await ticker.tick(now)).toBe(3);
    expect(plans.length).toBeGreaterThan(3);
    expect(plans.filter((step) => !/^SEARCH alarm USING INDEX alarm_due/.test(step))).toEqual([]);
  });

  test('may be set again by its own handler', async () => {
    ticker.on('hourly', (key, at) => {
      rang.push(at.toISOString().slice(11, 13));
      setAlarm(db, 'hourly', key, later(at, hourMs));
    });
    setAlarm(db, 'hourly', '', now);
    for (const hours of [0, 1, 2]) await ticker.tick(later(now, hours * hourMs));
    expect(rang).toEqual(['08', '09', '10']);
  });

  test('is kept over a restart and tells its handler how late it is', async () => {
    setAlarm(db, 'sleep', 'UANA', now);
    const restarted = new Ticker(db, log.log);
    const seen: unknown[] = [];
    restarted.on('sleep', (...heard) => seen.push(heard));
    await restarted.tick(later(now, 7 * hourMs));
    expect(seen).toEqual([['UANA', later(now, 7 * hourMs), now]]);
  });
});

describe('several alarms', () => {
  test('are caught up in the order in which they fell due', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -100_000, max: 0 }), { minLength: 1 }),
        async (offsets) => {
          rang.length = 0;
          for (const offset of offsets) setAlarm(db, 'tea', offset, later(now, offset * secondMs));
          expect(await ticker.tick(now)).toBe(offsets.length);
          expect(rang).toEqual([...offsets].sort((a, b) => a - b).map((offset) => `tea ${offset}`));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('that come due in a handler ring in the same tick', async () => {
    ticker.on('first', (_key, at) => setAlarm(db, 'tea', 'after', at));
    setAlarm(db, 'first', '', now);
    expect(await ticker.tick(now)).toBe(2);
    expect(rang).toEqual(['tea after']);
  });
});

describe('several handlers of one kind', () => {
  test('answer in the order in which they came in, in one transaction', async () => {
    ticker.on('leave', () => note('first'));
    ticker.on('leave', () => note('second'));
    setAlarm(db, 'leave', 'UANA', now);
    await ticker.tick(now);
    expect(notes()).toEqual(['first', 'second']);
  });

  test('have no effect at all when one of them fails, and both when it works again', async () => {
    let broken = true;
    ticker.on('leave', () => note('first'));
    ticker.on('leave', () => {
      if (broken) throw new Error('no heir');
      note('second');
    });
    setAlarm(db, 'leave', 'UANA', now);
    await ticker.tick(now);
    expect(notes()).toEqual([]);
    broken = false;
    await ticker.tick(ticker.nextDueAt() ?? now);
    expect(notes()).toEqual(['first', 'second']);
    expect(alarmAt(db, 'leave', 'UANA')).toBeNull();
  });
});

describe('an alarm that fails', () => {
  test('is put off without being lost, and the others ring', async () => {
    ticker.on('broken', () => {
      throw new Error('no');
    });
    setAlarm(db, 'broken', 'a', later(now, -hourMs));
    setAlarm(db, 'tea', 'b', now);
    await ticker.tick(now);
    expect(rang).toEqual(['tea b']);
    expect(alarmAt(db, 'broken', 'a')).toEqual(later(now, -hourMs));
    expect(ticker.nextDueAt()).toEqual(later(now, 2 * secondMs));
    expect(log.lines()).toMatchObject([{ level: levels.error, kind: 'broken', key: 'a', attempts: 1 }]);
  });

  test('still tells its handlers when it fell due first, however often it failed', async () => {
    const seen: Date[] = [];
    ticker.on('broken', (_key, _now, dueAt) => {
      seen.push(dueAt);
      if (seen.length < 4) throw new Error('no');
    });
    setAlarm(db, 'broken', 'a', now);
    for (let at = now; at < later(now, hourMs); at = ticker.nextDueAt() ?? later(now, hourMs)) {
      await ticker.tick(at);
    }
    expect(seen).toEqual([now, now, now, now]);
    expect(alarmAt(db, 'broken', 'a')).toBeNull();
  });

  test('waits longer every time, at most ten minutes', async () => {
    ticker.on('broken', () => {
      throw new Error('no');
    });
    setAlarm(db, 'broken', 'a', now);
    const pauses: number[] = [];
    let at = now;
    for (let tries = 0; tries < 12; tries += 1) {
      await ticker.tick(at);
      const next = ticker.nextDueAt() ?? at;
      pauses.push((next.getTime() - at.getTime()) / secondMs);
      at = next;
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
  });

  test('starts anew when it is set anew', async () => {
    ticker.on('broken', () => {
      throw new Error('no');
    });
    setAlarm(db, 'broken', 'a', now);
    await ticker.tick(now);
    await ticker.tick(later(now, minuteMs));
    setAlarm(db, 'broken', 'a', later(now, hourMs));
    await ticker.tick(later(now, hourMs));
    expect(ticker.nextDueAt()).toEqual(later(now, hourMs + 2 * secondMs));
  });

  test('is one that nobody answers, too', async () => {
    setAlarm(db, 'forgotten', 'a', now);
    await ticker.tick(now);
    expect(ticker.nextDueAt()).toEqual(later(now, 2 * secondMs));
    expect(log.text()).toContain('nobody answers the alarm forgotten');
  });
});
