// Each message is sent once, in its order, and edits of one message are merged.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DurabilityInDoubt } from '../../src/platform/durability.ts';
import { nextMessageDueAt } from '../../src/platform/outbox.ts';
import { PostOffice } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(async () => {
  expect(office.workspace.warnings).toEqual([]);
  await office.close();
});

describe('a message that is owed', () => {
  test('is sent once and its place remembered', async () => {
    office.owe('round 1');
    office.owe('round 1');
    await office.drain();
    await office.drain();
    expect(office.texts()).toEqual(['round 1']);
    const [root] = office.workspace.messages(office.product);
    const place = { channel_id: office.product.id, ts: root?.ts };
    expect(office.row('round 1')).toMatchObject({ state: 'sent', wanted: 1, drawn: 1, ...place });
    expect(nextMessageDueAt(office.db)).toBeNull();
  });

  test('is not sent before it is durable that it will be', async () => {
    const disk = Promise.withResolvers<void>();
    const asked = vi.spyOn(office.db, 'durable').mockReturnValueOnce(disk.promise);
    office.owe('round 1');
    const sending = office.drain();
    await vi.waitUntil(() => asked.mock.calls.length > 0);
    expect([office.texts(), office.row('round 1').state]).toEqual([[], 'sending']);
    disk.resolve();
    await sending;
    expect(office.texts()).toEqual(['round 1']);
  });

  test('is edited only when it is durable what has changed', async () => {
    office.owe('round 1');
    await office.drain();
    office.redraw('round 1');
    office.says.set('round 1', 'everybody answered');
    office.clock.moveTo(nextMessageDueAt(office.db) ?? office.clock.now());
    const disk = Promise.withResolvers<void>();
    const asked = vi.spyOn(office.db, 'durable').mockReturnValueOnce(disk.promise);
    const editing = office.drain();
    await vi.waitUntil(() => asked.mock.calls.length > 0);
    expect([office.texts(), office.callsOf('chat.update')]).toEqual([['round 1'], 0]);
    disk.resolve();
    await editing;
    expect(office.texts()).toEqual(['everybody answered']);
  });

  test('is put off where the disk does not confirm it, and is not looked for: it was not sent', async () => {
    vi.spyOn(office.db, 'durable').mockRejectedValueOnce(new DurabilityInDoubt('EIO'));
    office.owe('round 1');
    await office.drain();
    expect([office.texts(), office.row('round 1').state]).toEqual([[], 'due']);
    expect(office.row('round 1').problem).toBe('in doubt');
    office.clock.moveTo(nextMessageDueAt(office.db) ?? office.clock.now());
    await office.drain();
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test('has no place before it is sent', () => {
    office.owe('round 1');
    expect(office.row('round 1')).toMatchObject({ ts: null, channel_id: null });
    expect(nextMessageDueAt(office.db)).toEqual(office.clock.now());
  });

  test('says what the facts say when it is sent, not when it was owed', async () => {
    office.owe('round 1');
    office.says.set('round 1', 'nobody answered');
    office.redraw('round 1');
    office.says.set('round 1', 'everybody answered');
    office.redraw('round 1');
    await office.drain();
    expect(office.texts()).toEqual(['everybody answered']);
    expect(office.callsOf('chat.update')).toBe(0);
  });

  test('is dropped when there is nothing left to say', async () => {
    office.owe('round 1');
    office.says.set('round 1', null);
    await office.drain();
    expect(office.texts()).toEqual([]);
    expect(office.row('round 1').state).toBe('dropped');
  });

  test('keeps the order of its address', async () => {
    const subjects = Array.from({ length: 12 }, (_, index) => `round ${index}`);
    for (const subject of subjects) office.owe(subject);
    for (const subject of subjects) office.owe(subject, office.support);
    await office.drain();
    expect(office.texts()).toEqual(subjects);
    expect(office.texts(office.support)).toEqual(subjects);
  });

  test('goes to a person in a channel that is opened once, and known before the first message', async () => {
    office.owe('hello', office.ana);
    office.workspace.failNext('chat.postMessage', { status: 503 });
    await office.drain();
    expect(office.db.all('SELECT person_id FROM direct_channel')).toEqual([{ person_id: office.ana.id }]);
    office.owe('and again', office.ana);
    await office.after(60);
    expect(office.notes().sort()).toEqual(['and again', 'hello']);
    expect(office.callsOf('conversations.open')).toBe(1);
  });

  test('that nobody draws stays owed, and the operator is told', async () => {
    office.owe('round 1');
    office.db.run("UPDATE message SET drawing = 'nobody'");
    await office.drain();
    expect(office.log.text()).toContain('nobody draws nobody');
    expect(office.db.all('SELECT state FROM message')).toEqual([{ state: 'due' }]);
  });
});

describe('a reply', () => {
  test('waits for its root and goes into its thread', async () => {
    office.owe('round 1');
    office.owe('reveal 1', office.product, 'round 1');
    office.workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await office.drain();
    expect(office.texts()).toEqual([]);
    await office.after(30);
    expect(office.thread()).toEqual(['round 1', 'reveal 1']);
    expect(office.texts()).toEqual(['round 1']);
  });

  test('is not sent before its root even when it fell due first', async () => {
    office.owe('round 1');
    office.owe('reveal 1', office.product, 'round 1');
    office.db.run("UPDATE message SET due_at = '2026-03-02T07:00:00.000Z' WHERE subject = 'reveal 1'");
    await office.drain();
    expect(office.thread()).toEqual(['round 1', 'reveal 1']);
  });
});

describe('edits', () => {
  beforeEach(async () => {
    office.owe('round 1');
    await office.drain();
  });

  test('of one message are merged into one', async () => {
    for (const says of ['1 of 7', '2 of 7', '3 of 7']) {
      office.says.set('round 1', says);
      office.redraw('round 1');
    }
    await office.after(3);
    expect(office.callsOf('chat.update')).toBe(1);
    expect(office.texts()).toEqual(['3 of 7']);
    expect(office.row('round 1')).toMatchObject({ state: 'sent', wanted: 4, drawn: 4 });
  });

  test('stand at least three seconds apart', async () => {
    office.redraw('round 1');
    expect(nextMessageDueAt(office.db)?.toISOString()).toBe('2026-03-02T08:00:03.000Z');
    await office.after(2.999);
    expect(office.callsOf('chat.update')).toBe(0);
    await office.after(0.001);
    expect(office.callsOf('chat.update')).toBe(1);
    await office.after(1);
    office.redraw('round 1');
    await office.after(1.999);
    expect(office.callsOf('chat.update')).toBe(1);
    await office.after(0.001);
    expect(office.callsOf('chat.update')).toBe(2);
    const [first, second] = office.workspace.calls.filter(({ method }) => method === 'chat.update');
    expect((second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBe(3000);
  });

  test('go at once when the message has rested', async () => {
    await office.after(60);
    office.redraw('round 1');
    await office.drain();
    expect(office.callsOf('chat.update')).toBe(1);
  });

  test('wanted while one is under way are not lost', async () => {
    office.says.set('round 1', '1 of 7');
    office.redraw('round 1');
    office.whileDrawing = () => {
      office.whileDrawing = () => {};
      // Drawn already with what it says now; the facts move on before Slack has answered.
      queueMicrotask(() => {
        office.says.set('round 1', '2 of 7');
        office.redraw('round 1');
      });
    };
    await office.after(3);
    expect(office.texts()).toEqual(['1 of 7']);
    expect(office.row('round 1').state).toBe('due');
    await office.after(3);
    expect(office.texts()).toEqual(['2 of 7']);
    expect(office.row('round 1')).toMatchObject({ state: 'sent', wanted: 3, drawn: 3 });
  });

  test('wanted while the first sending is under way are not lost', async () => {
    office.says.set('round 2', '0 of 7');
    office.owe('round 2');
    office.whileDrawing = () => {
      office.whileDrawing = () => {};
      queueMicrotask(() => {
        office.says.set('round 2', '1 of 7');
        office.redraw('round 2');
      });
    };
    await office.drain();
    await office.after(3);
    expect(office.texts()).toEqual(['round 1', '1 of 7']);
    expect(office.callsOf('chat.postMessage')).toBe(2);
  });

  test('that fail are tried again, without a search', async () => {
    office.says.set('round 1', 'closed');
    office.redraw('round 1');
    office.workspace.failNext('chat.update', { losesReply: true });
    office.workspace.failNext('chat.update', { status: 500 });
    await office.after(3);
    await office.after(60);
    await office.after(120);
    expect(office.texts()).toEqual(['closed']);
    expect(office.row('round 1').state).toBe('sent');
    expect(office.callsOf('conversations.history')).toBe(0);
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });
});

describe('stopping', () => {
  test('finishes what is under way and starts nothing new', async () => {
    for (const subject of ['round 1', 'round 2', 'round 3']) office.owe(subject);
    office.whileDrawing = () => office.sender.stop();
    await office.drain();
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1').state).toBe('sent');
    expect(office.row('round 2').state).toBe('due');
  });
});
