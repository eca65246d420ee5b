// The inbox keeps only what is needed, applies it once, and never loses it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, later, minuteMs, secondMs } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { Inbox } from '../../src/platform/inbox.ts';
import { newDatabase } from '../stories/scene.ts';
import { levels, readableLog } from './quiet-log.ts';

const now = new Date('2026-03-02T08:00:00.000Z');

interface Row {
  event_id: string;
  kind: string;
  kept: string | null;
  state: string;
  attempts: number;
  due_at: string;
}

let db: Database;
let inbox: Inbox;
let log: ReturnType<typeof readableLog>;
let told: string[];

beforeEach(() => {
  db = newDatabase();
  log = readableLog();
  inbox = new Inbox(db, log.log);
  told = [];
  inbox.on('team_join', {
    keep: (event) => (typeof event.user === 'string' ? { personId: event.user } : null),
    apply: ({ personId }) => void told.push(personId),
  });
});
afterEach(() => db.close());

const rows = () => db.all<Row>('SELECT * FROM inbox ORDER BY rowid');
const joins = (id: string, user: string, at = now) => inbox.receive(id, { type: 'team_join', user }, at);

describe('an event that comes in', () => {
  test('is dropped unwritten when nobody listens to its kind', () => {
    inbox.receive('Ev1', { type: 'message', text: 'between us' }, now);
    expect(rows()).toEqual([]);
  });

  test('is dropped unwritten when its listener has no business with it', () => {
    inbox.receive('Ev1', { type: 'team_join', nobody: 'UANA' }, now);
    expect(rows()).toEqual([]);
  });

  test('is kept with the needed fields alone', () => {
    inbox.receive('Ev1', { type: 'team_join', user: 'UANA', profile: { phone: '+49 30 123456' } }, now);
    expect(rows()).toMatchObject([
      { event_id: 'Ev1', kind: 'team_join', kept: '{"personId":"UANA"}', state: 'waiting' },
    ]);
  });

  test('is applied once, and then its fields are erased and its id stays', async () => {
    joins('Ev1', 'UANA');
    await inbox.drain(now);
    await inbox.drain(later(now, minuteMs));
    expect(told).toEqual(['UANA']);
    expect(rows()).toMatchObject([{ event_id: 'Ev1', kept: null, state: 'applied' }]);
  });

  test('has one effect when Slack delivers it again, before or after it was applied', async () => {
    joins('Ev1', 'UANA');
    joins('Ev1', 'UANA');
    await inbox.drain(now);
    joins('Ev1', 'UANA', later(now, 5 * minuteMs));
    await inbox.drain(later(now, 5 * minuteMs));
    expect(told).toEqual(['UANA']);
    expect(rows()).toMatchObject([{ kept: null, state: 'applied' }]);
  });

  test('is applied in the order in which it came', async () => {
    for (const name of ['UANA', 'UBEN', 'UCHLOE']) joins(`Ev-${name}`, name);
    joins('Ev-0', 'UDMITRI', later(now, -secondMs));
    await inbox.drain(now);
    expect(told).toEqual(['UDMITRI', 'UANA', 'UBEN', 'UCHLOE']);
  });

  test('waits for slow work before it counts as applied', async () => {
    const states: string[] = [];
    inbox.on('user_change', {
      keep: () => ({}),
      apply: async () => {
        await Promise.resolve();
        states.push(rows()[0]?.state ?? '');
      },
    });
    inbox.receive('Ev1', { type: 'user_change' }, now);
    await inbox.drain(now);
    expect(states).toEqual(['waiting']);
    expect(rows()[0]?.state).toBe('applied');
  });

  test('is applied after a restart, by an inbox that knows its kind', async () => {
    joins('Ev1', 'UANA');
    const next = new Inbox(db, log.log);
    next.on('team_join', {
      keep: () => null,
      apply: (kept: { personId: string }) => void told.push(`again ${kept.personId}`),
    });
    await next.drain(now);
    expect(told).toEqual(['again UANA']);
  });

  test('is named among the kinds that the manifest must subscribe to', () => {
    inbox.on('user_change', { keep: () => null, apply: () => {} });
    expect(inbox.subscriptions).toEqual(['team_join', 'user_change']);
  });
});

describe('an event that cannot be applied', () => {
  let broken: boolean;
  let tries: number;

  beforeEach(() => {
    broken = true;
    tries = 0;
    inbox.on('channel_rename', {
      keep: (event) => ({ name: event.name }),
      apply: async () => {
        tries += 1;
        if (broken) throw new Error('Slack is away');
      },
    });
    inbox.receive('Ev1', { type: 'channel_rename', name: 'board-room' }, now);
  });

  const dueAt = () => new Date(rows()[0]?.due_at ?? '');

  test('is put off, keeps its fields, and does not hold up the others', async () => {
    joins('Ev2', 'UANA');
    await inbox.drain(now);
    expect(told).toEqual(['UANA']);
    expect(rows()[0]).toMatchObject({ kept: '{"name":"board-room"}', state: 'waiting', attempts: 1 });
    expect(log.lines()).toMatchObject([
      { level: levels.error, event: 'Ev1', kind: 'channel_rename', attempts: 1 },
    ]);
  });

  test('is not tried again before its time, and is applied when it works again', async () => {
    await inbox.drain(now);
    await inbox.drain(later(dueAt(), -1));
    expect(tries).toBe(1);
    broken = false;
    await inbox.drain(dueAt());
    expect(tries).toBe(2);
    expect(rows()[0]).toMatchObject({ kept: null, state: 'applied' });
  });

  test('is tried for a day, however long Slack is away meanwhile, with pauses of ten minutes at most', async () => {
    const pausesMs: number[] = [];
    for (let at = now; at < later(now, dayMs); at = dueAt()) {
      expect(rows()[0]?.state).toBe('waiting');
      await inbox.drain(at);
      pausesMs.push(dueAt().getTime() - at.getTime());
    }
    expect(pausesMs.slice(0, 3)).toEqual([2_000, 4_000, 8_000]);
    expect(Math.max(...pausesMs)).toBe(10 * minuteMs);
    expect(pausesMs.length).toBeGreaterThan(140);
  });

  test('counts as failed after a day and twelve tries, and its fields are erased', async () => {
    let at = later(now, 3 * dayMs);
    for (let tried = 0; tried < 12; tried += 1) {
      expect(rows()[0]?.state).toBe('waiting');
      await inbox.drain(at);
      at = later(at, 10 * minuteMs);
    }
    expect(rows()[0]).toMatchObject({ kept: null, state: 'failed' });
    const givenUp = log.lines().at(-1);
    expect(givenUp).toMatchObject({
      level: levels.error,
      event: 'Ev1',
      msg: expect.stringContaining('given up'),
    });
  });
});

describe('sweeping', () => {
  test('forgets ids after seven days, and not before', async () => {
    joins('Ev1', 'UANA');
    await inbox.drain(now);
    inbox.sweep(later(now, 7 * dayMs));
    expect(rows()).toHaveLength(1);
    inbox.sweep(later(now, 7 * dayMs + 1));
    expect(rows()).toHaveLength(0);
  });

  test('never forgets what still waits', () => {
    joins('Ev1', 'UANA');
    inbox.sweep(later(now, 30 * dayMs));
    expect(rows()).toHaveLength(1);
  });
});
