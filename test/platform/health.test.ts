// Health: what is stuck is named, and what only waits is no illness.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { later, minuteMs, stored } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { health } from '../../src/platform/health.ts';
import { newDatabase } from '../stories/scene.ts';
import { PostOffice } from './post-office.ts';

const now = new Date('2026-03-02T08:00:00.000Z');
const ago = (minutes: number) => later(now, -minutes * minuteMs);

let db: Database;
beforeEach(() => {
  db = newDatabase();
});
afterEach(() => db.close());

function owe(dueAt: Date, state = 'due'): void {
  db.run(
    "INSERT INTO message (drawing, subject, address, state, due_at) VALUES ('root', @subject, 'C1', @state, @dueAt)",
    { subject: String(dueAt), state, dueAt: stored(dueAt) },
  );
}

function hear(dueAt: Date, state = 'waiting'): void {
  db.run(
    "INSERT INTO inbox (event_id, kind, received_at, due_at, state) VALUES (@id, 'x', @dueAt, @dueAt, @state)",
    { id: String(dueAt), dueAt: stored(dueAt), state },
  );
}

const says = (change: Partial<Parameters<typeof health>[0]> = {}) =>
  health({ db, tickedAt: now, movedAt: now, tokenProblem: null, ...change }, now);

describe('health', () => {
  test('is fine where nothing waits, and where something waits for a little while', () => {
    expect(says()).toEqual({ status: 200, says: 'ok' });
    owe(ago(9));
    hear(ago(9));
    expect(says({ tickedAt: ago(1), movedAt: ago(30) })).toEqual({ status: 200, says: 'ok' });
  });

  test('names the ticker when it has not looked for two minutes', () => {
    expect(says({ tickedAt: ago(2) })).toEqual({
      status: 503,
      says: 'stuck: ticker: nothing that fell due was noticed for 120 seconds',
    });
  });

  test('names the outbox when something has been due for ten minutes and nothing was sent meanwhile', () => {
    owe(ago(12));
    owe(ago(1));
    expect(says({ movedAt: ago(11) })).toEqual({
      status: 503,
      says: 'stuck: outbox: nothing was sent for 12 minutes, and 2 wait',
    });
  });

  test('is fine while ten thousand wait for their turn, and one after the other goes', () => {
    owe(ago(40));
    expect(says({ movedAt: ago(1) }).status).toBe(200);
  });

  test('does not count what was sent, or what nobody can tell of', () => {
    owe(ago(40), 'sent');
    owe(ago(41), 'unknown');
    hear(ago(40), 'applied');
    expect(says({ movedAt: ago(60) }).status).toBe(200);
  });

  test('names the inbox, and everything that is stuck at once', () => {
    owe(ago(20));
    hear(ago(15));
    const { says: told } = says({ tickedAt: ago(20), movedAt: ago(20), tokenProblem: 'token_revoked' });
    expect(String(told).split('\n')).toEqual([
      'stuck: ticker: nothing that fell due was noticed for 1200 seconds',
      'stuck: outbox: nothing was sent for 20 minutes, and 1 wait',
      'stuck: inbox: no event was applied for 15 minutes',
      'stuck: token: Slack refuses it (token_revoked), nothing is sent',
    ]);
  });
});

describe('the sender', () => {
  let office: PostOffice;
  beforeEach(async () => {
    office = await PostOffice.open();
  });
  afterEach(() => office.close());

  const check = () => {
    const { sender, clock } = office;
    const signs = { tickedAt: clock.now(), movedAt: sender.movedAt ?? now, tokenProblem: null };
    return health({ db: office.db, ...signs }, clock.now()).status;
  };

  test('that waits for ever on what a message asks before is stuck, and well again when that ends', async () => {
    const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const before = () => {
      begun.resolve();
      return ended.promise;
    };
    office.sender.on('note', { before, draw: () => ({ text: 'Hello', blocks: [] }) });
    office.owe('round 1');
    const draining = office.drain();
    await begun.promise;
    office.clock.advanceMs(9 * minuteMs);
    expect(check()).toBe(200);
    office.clock.advanceMs(minuteMs);
    expect(check()).toBe(503);
    ended.resolve();
    await draining;
    expect(check()).toBe(200);
    expect(office.texts()).toEqual(['Hello']);
  });

  test('that is slow is not stuck as long as one message goes after the other', async () => {
    const seen: number[] = [];
    office.whileDrawing = () => {
      seen.push(check());
      office.clock.advanceMs(11 * minuteMs);
    };
    await office.drain();
    for (const subject of ['round 1', 'round 2', 'round 3']) office.owe(subject);
    await office.drain();
    expect(seen).toEqual([200, 200, 200]);
  });

  test('that Slack does not answer is not stuck, however long that takes', async () => {
    office.owe('round 1');
    office.workspace.failNext('*', { status: 503 }, { times: 1_000 });
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await office.after(60);
      expect(check()).toBe(200);
    }
    office.workspace.clearFaults();
    await office.after(300);
    expect(office.texts()).toEqual(['round 1']);
  });
});
