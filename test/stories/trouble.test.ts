// What can go wrong between Slack and the bot: lost replies, limits, restarts, deleted messages, a busy database.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { later } from '../../src/platform/clock.ts';
import { Database } from '../../src/platform/database.ts';
import { DurabilityInDoubt } from '../../src/platform/durability.ts';
import { type Line, levels } from '../platform/quiet-log.ts';
import { type Mode, modes, newDatabase, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
  });
  afterEach(async () => {
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;
  const posts = () => scene.workspace.calls.filter(({ method }) => method === 'chat.postMessage');

  test('a reply that was lost does not make a second root', async () => {
    scene.workspace.failNext('chat.postMessage', { losesReply: true });
    await scene.travelTo('2026-03-03T09:35:00Z');
    expect(scene.workspace.messages(product())).toHaveLength(1);
    await scene.record('ana', 'productWeekly', 'Ship it on Friday');
    expect(scene.readRoot('productWeekly')).toContain('Ship it on Friday');
  });

  test('a request that never arrived is sent again', async () => {
    scene.workspace.failNext('chat.postMessage', { losesRequest: true });
    await scene.travelTo('2026-03-03T09:35:00Z');
    expect(scene.workspace.messages(product())).toHaveLength(1);
  });

  test('Slack asks for a pause, and gets it', async () => {
    scene.workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await scene.travelTo('2026-03-03T09:30:10Z');
    expect(scene.workspace.messages(product())).toHaveLength(0);
    expect(posts()).toHaveLength(1);
    await scene.travelTo('2026-03-03T09:30:25Z');
    expect(posts()).toHaveLength(1);
    await scene.travelTo('2026-03-03T09:30:31Z');
    expect(scene.workspace.messages(product())).toHaveLength(1);
  });

  test('an error of Slack’s own is waited out', async () => {
    scene.workspace.failNext('chat.postMessage', { status: 503 }, { times: 3 });
    await scene.travelTo('2026-03-03T09:35:00Z');
    expect(scene.workspace.messages(product())).toHaveLength(1);
  });

  test('a restart in mid-round loses nothing and repeats nothing', async () => {
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ana', 'productWeekly', 'Ship it on Friday');
    await scene.answer('ana', 'productWeekly', 'They’d love it');
    await scene.restart();
    await scene.answer('ben', 'productWeekly', 'They’d love it');
    await scene.answer('grace', 'productWeekly', 'They’d love it');
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-04T12:00:00Z'));
    await scene.start();
    expect(scene.workspace.messages(product())).toHaveLength(1);
    expect(scene.readThread('productWeekly')).toContain('Nobody thinks they’d dislike it (3 opinions).');
  });

  test('a meeting that ended while the bot was down is asked about late, or recorded as missed', async () => {
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-03T10:20:00Z'));
    await scene.start();
    expect(scene.readRoot('productWeekly')).toContain('has ended (asked late: it ended');
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-10T11:00:00Z'));
    await scene.start();
    expect(scene.workspace.messages(product())).toHaveLength(1);
    const status = await scene.as('ana').types('/ritual status', { in: product() });
    expect(status.text).toContain('Missed: the meeting that ended');
  });

  test('asked to stop, the bot finishes what it is sending and starts nothing new', async () => {
    scene.workspace.failNext('chat.postMessage', { delayMs: 150 });
    scene.clock.moveTo(new Date('2026-03-03T09:30:00Z'));
    scene.chair.wake();
    await vi.waitFor(() => expect(posts()).toHaveLength(1));
    await scene.stop();
    expect(scene.db.all("SELECT state FROM message WHERE drawing = 'root'")).toEqual([{ state: 'sent' }]);
    await scene.start();
    expect(scene.workspace.messages(product())).toHaveLength(1);
  });

  test('an event that Slack delivers again has one effect', async () => {
    scene.workspace.join(scene.people.dmitri, product());
    await scene.settle();
    await scene.workspace.redeliverLastEvent();
    await scene.settle();
    const inbox = scene.db.all<{ state: string; kept: string | null }>(
      "SELECT state, kept FROM inbox WHERE kind = 'member_joined_channel'",
    );
    expect(inbox).toEqual([{ state: 'applied', kept: null }]);
  });

  test('each day Slack is asked again who is in private channels, each week who is in public ones', async () => {
    const reads = (channelId: string) =>
      scene.workspace.calls.filter(({ method, args }) => {
        return method === 'conversations.members' && args.channel === channelId;
      }).length;
    const { boardRoom } = scene.channels;
    const [privately, publicly] = [reads(boardRoom.id), reads(product().id)];
    await scene.travelTo('2026-03-05T09:00:00Z');
    expect([reads(boardRoom.id) - privately, reads(product().id) - publicly]).toEqual([3, 0]);
    await scene.travelTo('2026-03-10T09:00:00Z');
    expect(reads(product().id) - publicly).toBe(1);
  });

  test('what events carry besides what is needed is never written', async () => {
    scene.workspace.changePerson(scene.people.ana, { statusText: 'At the dentist until three' });
    await scene.settle();
    const written = JSON.stringify(scene.db.all('SELECT * FROM inbox'));
    expect(written).not.toContain('dentist');
  });

  test('a deleted root ends its round, tells the owner and pauses the ritual', async () => {
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Ship it on Friday');
    scene.workspace.deleteMessage(scene.root('productWeekly'));
    await scene.as('ana').types('/decided And tell nobody', { in: product() });
    await scene.settle();
    expect(scene.notes('ben').join('\n')).toContain('The round of Product weekly ended early');
    const status = await scene.as('ana').types('/ritual status', { in: product() });
    expect(status.text).toContain('Paused: its message was deleted.');
  });

  test('an archived channel ends its round, tells the owner and pauses the ritual', async () => {
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Ship it on Friday');
    scene.workspace.archive(product());
    await scene.settle();
    expect(scene.notes('ben').join('\n')).toContain('The round of Product weekly ended early');
    await scene.travelTo('2026-03-10T12:00:00Z');
    expect(scene.workspace.messages(product())).toHaveLength(1);
  });

  test('what is told of a private channel that we were taken out of meanwhile is applied all the same', async () => {
    const { boardRoom } = scene.channels;
    scene.workspace.archive(boardRoom);
    await scene.settle();
    scene.workspace.unarchive(boardRoom);
    scene.workspace.removeBot(boardRoom);
    await scene.settle();
    expect(scene.db.all("SELECT kind FROM inbox WHERE state <> 'applied'")).toEqual([]);
    expect(scene.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('a channel that becomes shared is asked nothing more, and nothing more is shown there', async () => {
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Ship it on Friday');
    await scene.answer('grace', 'productWeekly', 'They’d dislike it');
    await scene.settle();
    scene.workspace.share(product());
    await scene.travelTo('2026-03-10T12:00:00Z');
    expect(scene.readThread('productWeekly')).toBe('');
    expect(scene.readRoot('productWeekly')).not.toContain('█');
    expect(scene.workspace.messages(product())).toHaveLength(1);
    const status = await scene.as('ana').types('/ritual ask', { in: product() });
    expect(status.text).toContain('shared with another organization');
  });

  test('with the database locked by another process, people are asked for patience and nothing is half-written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
    const path = join(folder, 'busy.db');
    const busy = await Scene.open({ mode, db: newDatabase(path) });
    const other = new Database(path);
    other.script('BEGIN IMMEDIATE');
    const seen = await busy
      .as('ana')
      .types('/decided Ship it on Friday', { in: busy.channels.productWeekly });
    other.script('ROLLBACK');
    expect(seen.text).toContain('I could not save that just now, and nothing was changed.');
    expect(seen.ackMs).toBeLessThan(3000);
    expect(busy.db.all('SELECT * FROM decision')).toEqual([]);
    await busy.record('ana', 'productWeekly', 'Ship it on Friday');
    expect(busy.readRoot('productWeekly')).toContain('Ship it on Friday');
    other.close();
    await busy.close();
    rmSync(folder, { recursive: true });
  });

  test('with a disk that does not confirm, people are told so, and nothing is posted until it does', async () => {
    const disk = vi.spyOn(scene.db, 'durable').mockRejectedValue(new DurabilityInDoubt('EIO'));
    const seen = await scene.as('ana').types('/decided Ship it on Friday', { in: product() });
    expect(seen.text).toContain('That is done, but my disk did not confirm it');
    await scene.settle();
    expect(posts()).toEqual([]);
    disk.mockRestore();
    await scene.travelTo(later(scene.clock.now(), 10_000).toISOString());
    expect(scene.readRoot('productWeekly')).toContain('Ship it on Friday');
  });

  test('with a disk that takes its time, the operator is told that Slack waited in vain', async () => {
    vi.spyOn(scene.db, 'durable').mockImplementationOnce(async () => scene.clock.advanceMs(4_000));
    expect((await scene.as('ana').types('/voc list', { in: product() })).failure).toBeNull();
    const lines = scene.log.map((line) => JSON.parse(line) as Line & { tookMs?: number });
    const late = lines.filter(({ msg }) => msg === 'an answer came later than Slack waits for it');
    expect(late).toEqual([expect.objectContaining({ tookMs: 4_000, reference: expect.any(String) })]);
    await scene.as('ana').types('/voc list', { in: product() });
    expect(scene.log.filter((line) => line.includes('an answer came later'))).toHaveLength(1);
  });

  test('with a disk that does not confirm, a form says that it is saved for now', async () => {
    await scene.as('ana').types('/voc', { in: product() });
    await scene.as('ana').fills({ 'What they said': 'The export is slow' });
    vi.spyOn(scene.db, 'durable').mockRejectedValueOnce(new DurabilityInDoubt('EIO'));
    await scene.as('ana').submits();
    expect(scene.topForm('ana').fields).toMatchObject({ title: { text: 'Saved for now' } });
    expect(scene.db.all('SELECT words FROM voice')).toEqual([{ words: 'The export is slow' }]);
  });
});

describe('over http', () => {
  test('a request that somebody recorded and sends again has no second effect', async () => {
    const scene = await Scene.open({ mode: 'http' });
    await scene.as('grace').types('/voc Only once, please -- Acme', { in: scene.channels.productWeekly });
    const recorded = scene.workspace.deliveries.at(-1)?.payload ?? {};
    const body = new URLSearchParams(
      Object.entries(recorded).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
    const timestamp = Math.floor(scene.clock.now().getTime() / 1000);
    const digest = createHmac('sha256', scene.workspace.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    const replayed = (signature: string) =>
      fetch(`http://127.0.0.1:${scene.chair.port()}/slack/events`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': String(timestamp),
          'x-slack-signature': signature,
        },
      });
    expect((await replayed(`v0=${digest}`)).status).toBe(200);
    expect((await replayed(`v0=${'0'.repeat(64)}`)).status).toBe(401);
    expect(scene.db.all('SELECT * FROM voice')).toHaveLength(1);
    const health = await fetch(`http://127.0.0.1:${scene.chair.port()}/healthz`);
    expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
    await scene.close();
  });
});

describe('over a socket', () => {
  test('a dropped socket is opened again, and what people do then is taken', async () => {
    const scene = await Scene.open({ mode: 'socket' });
    const opened = () =>
      scene.workspace.calls.filter(({ method }) => method === 'apps.connections.open').length;
    scene.workspace.dropSocket();
    await vi.waitFor(() => expect(opened()).toBe(2));
    await vi.waitFor(() => expect(scene.workspace.connections()).toBe(1));
    const seen = await scene.as('ana').types('/ritual help', { in: scene.channels.productWeekly });
    expect(seen.text).toContain('/ritual setup');
    scene.workspace.disconnectRequest();
    await vi.waitFor(() => expect(opened()).toBe(3));
    await vi.waitFor(() => expect(scene.workspace.connections()).toBe(1));
    expect((await scene.as('ana').types('/voc help', { in: scene.channels.productWeekly })).text).toContain(
      '/voc',
    );
    await scene.close();
  });

  test('a confirmation that the socket could not take comes all the same', async () => {
    const scene = await Scene.open({ mode: 'socket' });
    const typed = scene.as('ben').types('/voc The export is slow', { in: scene.channels.productWeekly });
    scene.workspace.disconnectRequest();
    expect((await typed).failure).not.toBeNull();
    await scene.settle();
    expect(scene.lastPrivateText('ben')).toContain('Saved as voice 1');
    await scene.close();
  });

  test('what follows an answer follows although the socket went before it could be given', async () => {
    const scene = await Scene.open({ mode: 'socket' });
    const said = scene.workspace.postAs(
      '@ana',
      scene.channels.productWeekly,
      'Acme says: the export is slow',
    );
    await scene.as('ben').usesShortcut('save_voice', { on: said });
    const sent = scene.as('ben').submits();
    scene.workspace.disconnectRequest();
    expect((await sent).failure).not.toBeNull();
    await scene.settle();
    const permalinks = scene.db.all('SELECT permalink FROM voice');
    expect(permalinks).toEqual([{ permalink: expect.stringContaining('https://') }]);
    const lines = scene.log.map((line) => JSON.parse(line) as Line);
    expect(lines.filter(({ level }) => level >= levels.error)).toEqual([]);
    await scene.close();
  });
});
