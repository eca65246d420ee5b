// A bad day: lost requests and lost replies lead neither to a second message nor to none.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hourMs, later } from '../../src/platform/clock.ts';
import { PostOffice } from './post-office.ts';
import { levels } from './quiet-log.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(async () => {
  expect(office.workspace.warnings).toEqual([]);
  await office.close();
});

const loses = { losesReply: true } as const;
const lines = (level: number) => office.log.lines().filter((line) => line.level === level);

describe('a reply of Slack’s that is lost', () => {
  test('is found again in the channel, and nothing is posted twice', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    expect(office.row('round 1')).toMatchObject({ state: 'sending', ts: null });
    await office.after(60);
    await office.after(60);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('chat.postMessage')).toBe(1);
    const [root] = office.workspace.messages(office.product);
    expect(office.row('round 1')).toMatchObject({
      state: 'sent',
      ts: root?.ts,
      channel_id: office.product.id,
    });
  });

  test('is found again among the other messages of a busy channel', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    for (let n = 0; n < 1_050; n += 1) office.workspace.postAs(office.ana, office.product, `chatter ${n}`);
    await office.after(60);
    expect(office.texts().filter((text) => text === 'round 1')).toHaveLength(1);
    expect(office.callsOf('conversations.history')).toBe(3);
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });

  test('is looked for far back once only, before it would be posted anew', async () => {
    for (let n = 0; n < 1_050; n += 1) office.workspace.postAs(office.ana, office.product, `chatter ${n}`);
    office.clock.advanceMs(hourMs);
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    await office.after(119);
    expect(office.callsOf('conversations.history')).toBe(1);
    await office.after(1);
    expect(office.callsOf('conversations.history')).toBe(1 + 3);
    expect(office.texts().at(-1)).toBe('round 1');
  });

  test('is found again by a machine whose clock is hours ahead of Slack’s', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    const slackNow = office.clock.now();
    office.whileDrawing = () => {
      office.clock.setTo(later(slackNow, 9 * hourMs));
      // Slack takes it by its own clock: what is written now reaches the stand-in in a later turn.
      setImmediate(() => office.clock.setTo(slackNow));
    };
    await office.drain();
    expect(office.row('round 1').tried_at).toBe(later(slackNow, 9 * hourMs).toISOString());
    for (let tries = 0; tries < 5; tries += 1) await office.after(30);
    expect(office.texts()).toEqual(['round 1']);
  });

  test('is found again in a thread', async () => {
    office.owe('round 1');
    await office.drain();
    office.owe('reveal 1', office.product, 'round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    await office.after(60);
    await office.after(60);
    expect(office.thread()).toEqual(['round 1', 'reveal 1']);
    expect(office.row('reveal 1').state).toBe('sent');
    expect(office.callsOf('conversations.replies')).toBe(1);
  });

  test('is found again in the channel where its root did not stand when it was sent', async () => {
    office.owe('round 1');
    office.owe('reveal 1', office.product, 'round 1');
    office.workspace.failNext('chat.postMessage', { error: 'msg_blocks_too_long' });
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    expect([office.row('round 1').state, office.row('reveal 1').state]).toEqual(['failed', 'sending']);
    office.redraw('round 1');
    await office.drain();
    for (let tries = 0; tries < 5; tries += 1) await office.after(30);
    expect(office.texts()).toEqual(['reveal 1', 'round 1']);
    expect(office.callsOf('chat.postMessage')).toBe(3);
  });

  test('is found again in a direct message', async () => {
    office.owe('digest', office.ana);
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    await office.after(60);
    await office.after(60);
    expect(office.notes()).toEqual(['digest']);
    expect(office.callsOf('conversations.open')).toBe(1);
  });

  test('of the same words to another address is not mistaken for it', async () => {
    office.owe('week 9', office.support);
    await office.drain();
    office.owe('week 9', office.product);
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    await office.after(120);
    expect([office.texts(), office.texts(office.support)]).toEqual([['week 9'], ['week 9']]);
  });

  test('does not keep what changed meanwhile from being shown', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    office.says.set('round 1', '3 of 7 answered');
    office.redraw('round 1');
    await office.after(60);
    await office.after(3);
    expect(office.texts()).toEqual(['3 of 7 answered']);
    expect(office.row('round 1').state).toBe('sent');
  });
});

describe('a request that never arrived', () => {
  test('is sent again after a look into the channel', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    expect(office.texts()).toEqual([]);
    await office.after(120);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('conversations.history')).toBe(1);
  });

  test.each([500, 503])('answered with %i is looked for and sent again', async (status) => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { status }, { times: 2 });
    await office.drain();
    await office.after(60);
    await office.after(60);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('conversations.history')).toBe(2);
  });

  test('and does arrive, two minutes late, is not sent a second time', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    for (let seconds = 0; seconds < 119; seconds += 7) await office.after(7);
    expect(office.callsOf('chat.postMessage')).toBe(1);
    await office.arrives('round 1');
    for (let tries = 0; tries < 3; tries += 1) await office.after(30);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1')).toMatchObject({ state: 'sent', channel_id: office.product.id });
  });

  test('is waited for in the same way when somebody sets the clock forth', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    office.clock.setTo(later(office.clock.now(), hourMs));
    await office.after(119);
    await office.arrives('round 1');
    await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1').channel_id).toBe(office.product.id);
  });

  test('is sent after two minutes, however often it was looked for', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    await office.drain();
    for (let seconds = 0; seconds < 119; seconds += 1) await office.after(1);
    expect(office.callsOf('chat.postMessage')).toBe(1);
    await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
  });

  test('is tried with growing pauses, five minutes at most', async () => {
    office.workspace.failNext('*', { status: 503 }, { times: 100 });
    office.owe('round 1');
    const pauses: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      await office.drain();
      const dueAt = new Date(office.row('round 1').due_at);
      pauses.push((dueAt.getTime() - office.clock.now().getTime()) / 1000);
      office.clock.moveTo(dueAt);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    office.workspace.clearFaults();
    await office.drain();
    expect(office.texts()).toEqual(['round 1']);
  });

  test('is tried again soon however often it was looked for', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', { losesRequest: true });
    office.workspace.failNext('chat.postMessage', { status: 503 });
    await office.drain();
    for (let seconds = 0; seconds < 150; seconds += 1) await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
  });

  test('because Slack could not be reached is sent as soon as it can be', async () => {
    office.owe('round 1');
    office.isCutOff = true;
    await office.drain();
    office.isCutOff = false;
    await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test('for want of a direct channel is not even looked for', async () => {
    office.owe('digest', office.ana);
    office.workspace.failNext('conversations.open', { losesRequest: true });
    await office.drain();
    expect(office.row('digest', office.ana).state).toBe('due');
    await office.after(60);
    expect(office.notes()).toEqual(['digest']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });
});

describe('a crash while a message was being sent', () => {
  test('after it arrived leaves one message', async () => {
    office.owe('round 1');
    await office.drain();
    office.crashWhileSending('round 1');
    await office.drain();
    await office.after(3);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1').state).toBe('sent');
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });

  test('before it arrived leaves one message, too', async () => {
    office.owe('round 1');
    office.crashWhileSending('round 1');
    await office.restart();
    expect(office.texts()).toEqual([]);
    await office.after(120);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });

  test('is waited for anew by the next life, to which no clock can tell since when', async () => {
    office.owe('round 1');
    office.crashWhileSending('round 1');
    office.clock.advanceMs(hourMs);
    await office.restart();
    await office.after(119);
    expect(office.callsOf('chat.postMessage')).toBe(0);
    await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
  });

  test('does not strand it while Slack is away when we look', async () => {
    office.owe('round 1');
    office.crashWhileSending('round 1');
    office.workspace.failNext('conversations.history', { status: 503 }, { times: 2 });
    office.workspace.failNext('conversations.history', { status: 429, retryAfterSeconds: 20 });
    await office.drain();
    for (let tries = 0; tries < 5; tries += 1) await office.after(30);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });
});

describe('an edit that was given up', () => {
  /** What Slack was sent before arrives now, after all. */
  const arrivesLate = (text: string) => {
    const { ts = '' } = office.row('round 1');
    return office.slack.chat.update({ channel: office.product.id, ts: ts ?? '', text });
  };
  const loseEdit = async (text: string) => {
    office.owe('round 1');
    await office.drain();
    office.says.set('round 1', text);
    office.redraw('round 1');
    office.workspace.failNext('chat.update', { losesRequest: true });
    await office.after(3);
  };

  test('and arrives after a newer one is put right', async () => {
    await loseEdit('3 of 7 answered');
    office.says.set('round 1', '4 of 7 answered');
    office.redraw('round 1');
    await office.after(2);
    expect(office.texts()).toEqual(['4 of 7 answered']);
    await arrivesLate('3 of 7 answered');
    await office.after(120);
    expect(office.texts()).toEqual(['4 of 7 answered']);
    expect(office.row('round 1')).toMatchObject({ state: 'sent', tried_at: null });
  });

  test('is put right as well when somebody sets the clock forth', async () => {
    await loseEdit('3 of 7 answered');
    await office.after(2);
    office.clock.setTo(later(office.clock.now(), hourMs));
    await office.drain();
    await office.after(90);
    await arrivesLate('3 of 6 answered');
    await office.after(30);
    await office.after(3);
    expect(office.texts()).toEqual(['3 of 7 answered']);
    expect(office.row('round 1')).toMatchObject({ state: 'sent', tried_at: null });
  });

  test('keeps nobody waiting for what is new', async () => {
    await loseEdit('3 of 7 answered');
    await office.after(2);
    expect(office.texts()).toEqual(['3 of 7 answered']);
    office.says.set('round 1', '4 of 7 answered');
    office.redraw('round 1');
    await office.after(3);
    expect(office.texts()).toEqual(['4 of 7 answered']);
  });

  test('keeps nobody waiting for what happens while it is drawn once more', async () => {
    await loseEdit('3 of 7 answered');
    office.whileDrawing = () => {
      office.whileDrawing = () => {};
      office.redraw('round 1');
    };
    await office.after(2);
    office.says.set('round 1', '4 of 7 answered');
    await office.after(3);
    expect(office.texts()).toEqual(['4 of 7 answered']);
  });

  test('is drawn once more, and then no more', async () => {
    await loseEdit('3 of 7 answered');
    for (let tries = 0; tries < 9; tries += 1) await office.after(30);
    expect(office.callsOf('chat.update')).toBe(3);
    await office.drain();
    expect(office.row('round 1').state).toBe('sent');
  });

  test('with the bot itself is known to be on its way, and is drawn once more', async () => {
    office.owe('round 1');
    await office.drain();
    // What a crash would leave behind, at each moment.
    office.db.script(`
      CREATE TABLE left_behind (tried_at TEXT, state TEXT) STRICT;
      CREATE TRIGGER leaving AFTER UPDATE OF tried_at ON message
        BEGIN INSERT INTO left_behind VALUES (new.tried_at, new.state); END;`);
    office.redraw('round 1');
    await office.after(3);
    const sentAt = office.clock.now().toISOString();
    expect(office.db.all('SELECT * FROM left_behind')).toEqual([
      { tried_at: sentAt, state: 'due' },
      { tried_at: null, state: 'sent' },
    ]);
    office.db.run("UPDATE message SET tried_at = @sentAt, state = 'due'", { sentAt });
    await office.restart();
    for (let tries = 0; tries < 9; tries += 1) await office.after(30);
    expect(office.callsOf('chat.update')).toBe(3);
  });

  test('because Slack asked for a pause cannot arrive, and is drawn once', async () => {
    office.owe('round 1');
    await office.drain();
    office.redraw('round 1');
    office.workspace.failNext('chat.update', { status: 429, retryAfterSeconds: 5 });
    await office.after(3);
    await office.after(5);
    for (let tries = 0; tries < 9; tries += 1) await office.after(30);
    expect(office.callsOf('chat.update')).toBe(2);
  });
});

describe('what Slack has answered or was never asked', () => {
  test('a post that the database did not take is sent as soon as it does', async () => {
    office.db.script(`
      CREATE TABLE locked (yes INTEGER) STRICT;
      CREATE TRIGGER no_try BEFORE UPDATE ON message
        WHEN new.state = 'sending' AND EXISTS (SELECT 1 FROM locked)
        BEGIN SELECT RAISE(ABORT, 'database is locked'); END;
      INSERT INTO locked VALUES (1);`);
    office.owe('round 1');
    await office.drain();
    expect(office.row('round 1').state).toBe('due');
    office.db.run('DELETE FROM locked');
    await office.after(1);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test('an edit that was refused cannot arrive, and the next one is the last', async () => {
    office.owe('round 1');
    await office.drain();
    office.redraw('round 1');
    office.workspace.failNext('chat.update', { error: 'msg_too_long' });
    await office.after(3);
    expect(office.row('round 1').state).toBe('failed');
    office.redraw('round 1');
    await office.after(1);
    for (let tries = 0; tries < 9; tries += 1) await office.after(30);
    expect(office.callsOf('chat.update')).toBe(2);
  });
});

describe('a message that arrived but could not be recorded', () => {
  test('is found again, and not posted twice', async () => {
    office.db.script(`
      CREATE TABLE disk_full (yes INTEGER) STRICT;
      INSERT INTO disk_full VALUES (1);
      CREATE TRIGGER no_room BEFORE UPDATE OF ts ON message
        WHEN new.ts IS NOT NULL AND EXISTS (SELECT 1 FROM disk_full)
        BEGIN SELECT RAISE(ABORT, 'disk full'); END;`);
    office.owe('round 1');
    await office.drain();
    expect(office.row('round 1')).toMatchObject({ state: 'sending', ts: null, problem: 'disk full' });
    office.db.run('DELETE FROM disk_full');
    await office.after(60);
    await office.after(3);
    expect(office.texts()).toEqual(['round 1']);
    expect(office.row('round 1').state).toBe('sent');
    expect(office.callsOf('chat.postMessage')).toBe(1);
  });
});

describe('a channel whose history we cannot read', () => {
  async function isGivenUp(why: string) {
    await office.drain();
    await office.after(3600);
    expect(office.row('round 1')).toMatchObject({ state: 'unknown', problem: why });
    expect(office.callsOf('chat.postMessage')).toBe(1);
    expect(lines(levels.error)).toMatchObject([
      { drawing: 'note', subject: 'round 1', address: office.product.id, problem: why },
    ]);
    expect(office.lost).toEqual([]);
  }

  test('for want of a scope leaves a message unknown, and the operator is told once', async () => {
    await office.close();
    office = await PostOffice.open({ without: ['channels:history'] });
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    await office.after(60);
    await isGivenUp('missing_scope');
    expect(office.texts()).toEqual(['round 1']);
  });

  test('because we were taken out of it does so as well', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    office.workspace.removeBot(office.product);
    await office.after(60);
    await isGivenUp('not_in_channel');
  });

  test('is not edited or posted to when the facts move on', async () => {
    office.owe('round 1');
    office.workspace.failNext('chat.postMessage', loses);
    await office.drain();
    office.workspace.failNext('conversations.history', { error: 'not_in_channel' });
    await office.after(60);
    office.redraw('round 1');
    await office.after(60);
    expect(office.callsOf('chat.postMessage')).toBe(1);
    expect(office.callsOf('chat.update')).toBe(0);
  });
});
