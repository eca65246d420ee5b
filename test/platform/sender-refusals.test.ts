// Where Slack asks for a pause it gets it, and what it will never take is given up once and told to its room.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PostOffice } from './post-office.ts';
import { levels } from './quiet-log.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

describe('a message that Slack refuses', () => {
  test('is lost once, and never tried again', async () => {
    office.workspace.archive(office.product);
    office.owe('round 1');
    await office.drain();
    await office.after(3600);
    expect(office.lost).toEqual(['round 1: is_archived']);
    expect(office.row('round 1')).toMatchObject({ state: 'failed', problem: 'is_archived' });
    expect(office.callsOf('chat.postMessage')).toBe(1);
    expect(office.log.lines()).toMatchObject([{ level: levels.warn, subject: 'round 1' }]);
  });

  test('is lost when it was deleted before an edit, and once more for every change after', async () => {
    office.owe('round 1');
    await office.drain();
    const [root] = office.workspace.messages(office.product);
    if (root) office.workspace.deleteMessage(root);
    office.redraw('round 1');
    await office.after(3);
    await office.after(60);
    expect(office.lost).toEqual(['round 1: message_not_found']);
    expect(office.callsOf('chat.update')).toBe(1);
    office.redraw('round 1');
    await office.after(60);
    await office.after(60);
    expect(office.lost).toHaveLength(2);
    expect(office.callsOf('chat.update')).toBe(2);
    expect(office.texts()).toEqual([]);
  });

  test('is lost when its person has left', async () => {
    office.workspace.deactivate(office.ana);
    office.owe('digest', office.ana);
    await office.drain();
    expect(office.lost).toEqual(['digest: user_disabled']);
  });

  test('does not keep the next one of the same address from being sent', async () => {
    office.owe('round 1');
    office.owe('round 2');
    office.workspace.failNext('chat.postMessage', { error: 'invalid_blocks' });
    await office.drain();
    expect(office.lost).toEqual(['round 1: invalid_blocks']);
    expect(office.texts()).toEqual(['round 2']);
  });

  test('for an expired token is no loss: it is sent once the operator has mended the token', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { error: 'token_expired' }, { times: 2 });
    await office.drain();
    await office.after(10);
    expect(office.lost).toEqual([]);
    await office.after(60);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test.each(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable'])(
    'with %s may stand there all the same, so it is looked for',
    async (error) => {
      office.owe('round 1');
      office.workspace.failNext('chat.postMessage', { error });
      await office.drain();
      expect(office.row('round 1').state).toBe('sending');
      await office.after(60);
      expect(office.texts()).toEqual(['round 1']);
      expect(office.callsOf('conversations.history')).toBe(1);
      expect(office.lost).toEqual([]);
    },
  );
});

describe('a message that we cannot draw', () => {
  test('is put off and drawn again when it can be, and the others go on', async () => {
    office.owe('round 1');
    office.owe('round 2');
    office.whileDrawing = (subject) => {
      if (subject === 'round 1') throw new Error('no such round');
    };
    await office.drain();
    expect(office.texts()).toEqual(['round 2']);
    expect(office.row('round 1')).toMatchObject({ state: 'due', problem: 'no such round' });
    expect(office.log.lines().map(({ level }) => level)).toContain(levels.error);
    office.whileDrawing = () => {};
    await office.after(60);
    expect(office.texts()).toEqual(['round 2', 'round 1']);
  });
});

describe('a pause that Slack asks for', () => {
  test('holds all that goes to this address, and nothing else', async () => {
    for (const subject of ['round 1', 'round 2']) office.owe(subject);
    office.workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await office.drain();
    office.owe('round 3', office.support);
    await office.drain();
    expect(office.texts()).toEqual([]);
    expect(office.texts(office.support)).toEqual(['round 3']);
    await office.after(29);
    expect(office.texts()).toEqual([]);
    await office.after(1);
    expect(office.texts()).toEqual(['round 1', 'round 2']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test('holds edits, too', async () => {
    office.owe('round 1');
    await office.drain();
    office.redraw('round 1');
    office.workspace.failNext('chat.update', { status: 429, retryAfterSeconds: 10 });
    await office.after(3);
    await office.after(9);
    expect(office.callsOf('chat.update')).toBe(1);
    await office.after(1);
    expect(office.callsOf('chat.update')).toBe(2);
  });

  test('is no trouble that the operator must hear of', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 1 });
    await office.drain();
    expect(office.log.lines().filter(({ level }) => level > levels.info)).toEqual([]);
  });
});
