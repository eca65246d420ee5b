// What is lost is told even when its room fails at first, a pause holds what comes after it, and changed facts revive.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dueMessages, nextMessageDueAt } from '../../src/platform/outbox.ts';
import { PostOffice } from './post-office.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

describe('a room that fails when it hears of a loss', () => {
  /** Fails once, then writes down what was lost. */
  function failsOnce() {
    const { whenLost } = office;
    office.whenLost = () => {
      office.whenLost = whenLost;
      throw new Error('no heir');
    };
  }

  test.each(['is_archived', 'invalid_blocks', 'restricted_action'])(
    'hears of it again after %s',
    async (error) => {
      office.owe('round 1');
      office.workspace.failNext('chat.postMessage', { error }, { times: 5 });
      failsOnce();
      await office.drain();
      expect(office.lost).toEqual([]);
      for (let tries = 0; tries < 4; tries += 1) await office.after(60);
      expect(office.lost).toEqual([`round 1: ${error}`]);
      expect(office.row('round 1').state).toBe('failed');
    },
  );

  test('hears of it again when we were taken out of the channel', async () => {
    office.owe('round 1');
    office.workspace.removeBot(office.product);
    failsOnce();
    await office.drain();
    for (let tries = 0; tries < 4; tries += 1) await office.after(60);
    expect(office.lost).toEqual(['round 1: not_in_channel']);
  });

  test('makes no other address get its message twice', async () => {
    office.owe('round 1');
    office.owe('round 2', office.support);
    office.workspace.failNext('chat.postMessage', { error: 'is_archived' });
    office.workspace.failNext('chat.postMessage', { delayMs: 150 });
    failsOnce();
    await office.drain();
    for (let tries = 0; tries < 4; tries += 1) await office.after(60);
    // What is still under way would arrive by now.
    await wait(300);
    expect([...office.texts(), ...office.texts(office.support)].sort()).toEqual(['round 1', 'round 2']);
    expect(office.row('round 2', office.support).state).toBe('sent');
  });
});

describe('a pause that Slack asks for', () => {
  test('holds what is owed to the same address only afterwards', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await office.drain();
    office.owe('round 2');
    await office.drain();
    await office.after(10);
    office.owe('round 3');
    await office.after(19);
    expect(office.callsOf('chat.postMessage')).toBe(1);
    await office.after(1);
    expect(office.texts()).toEqual(['round 1', 'round 2', 'round 3']);
  });

  test('holds no edit of another address', async () => {
    office.owe('round 1', office.support);
    await office.drain();
    office.owe('round 2');
    office.workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await office.drain();
    office.redraw('round 1');
    await office.after(3);
    expect(office.callsOf('chat.update')).toBe(1);
  });
});

describe('when the facts change', () => {
  test('a message that had nothing to say is drawn anew', async () => {
    office.owe('round 1');
    office.says.set('round 1', null);
    await office.drain();
    office.says.set('round 1', 'Ben owns it now');
    office.redraw('round 1');
    await office.drain();
    expect(office.texts()).toEqual(['Ben owns it now']);
    expect(office.row('round 1').state).toBe('sent');
  });

  test('a message that Slack refused gets another chance', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { error: 'msg_blocks_too_long' });
    await office.drain();
    expect(office.row('round 1').state).toBe('failed');
    await office.after(60);
    expect(office.texts()).toEqual([]);
    office.redraw('round 1');
    await office.drain();
    expect(office.texts()).toEqual(['round 1']);
  });

  test('an edit that Slack refused gets another chance, too', async () => {
    office.owe('round 1');
    await office.drain();
    office.redraw('round 1');
    office.workspace.failNext('chat.update', { error: 'msg_too_long' });
    await office.after(3);
    office.says.set('round 1', 'shorter');
    office.redraw('round 1');
    await office.after(3);
    expect(office.texts()).toEqual(['shorter']);
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });

  test('a message of which nobody knows whether it was sent stays as it is', async () => {
    office.owe('round 1');
    office.db.run("UPDATE message SET state = 'unknown'");
    office.redraw('round 1');
    await office.after(3600);
    expect(office.row('round 1')).toMatchObject({ state: 'unknown', wanted: 1 });
    expect(office.callsOf('chat.postMessage')).toBe(0);
  });
});

describe('a reply', () => {
  /** A reply is owed under a root that is in this state and stands there or not. */
  function replyUnder(state: string, ts: string | null) {
    office.owe('root');
    office.owe('reply', office.product, 'root');
    office.db.run("UPDATE message SET state = @state, ts = @ts, channel_id = @place WHERE subject = 'root'", {
      state,
      ts,
      place: ts && office.product.id,
    });
    // The root itself is not due now.
    office.db.run("UPDATE message SET due_at = '2026-03-09T08:00:00.000Z' WHERE subject = 'root'");
  }

  test.each([
    ['is due', 'due', null, false],
    ['is being sent', 'sending', null, false],
    ['is perhaps there', 'unknown', null, true],
    ['was refused', 'failed', null, true],
    ['had nothing to say', 'dropped', null, true],
    ['stands there', 'sent', '1.2', true],
    ['stands there and waits for an edit', 'due', '1.2', true],
    ['stood there and could not be edited', 'failed', '1.2', true],
  ])('whose root %s', (_what, state, ts, goes) => {
    replyUnder(state, ts);
    const now = office.clock.now();
    expect(dueMessages(office.db, now).map(({ subject }) => subject)).toEqual(goes ? ['reply'] : []);
    const next = nextMessageDueAt(office.db);
    expect(next !== null && next <= now).toBe(goes);
  });

  test('whose root is perhaps there is lost and told, for it would look like a second root', async () => {
    replyUnder('unknown', null);
    await office.drain();
    expect(office.texts()).toEqual([]);
    expect(office.row('reply')).toMatchObject({ state: 'failed', problem: 'root_unknown' });
    expect(office.lost).toEqual(['reply: root_unknown']);
    expect(nextMessageDueAt(office.db)).toBeNull();
  });
});
