// What whoever runs the bot sees of it, and troubles that only they can mend: each ends in a sentence, and nothing is lost.
import { describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

const get = async (scene: Scene, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${scene.chair.port()}${path}`);
  return { status: answer.status, type: answer.headers.get('content-type'), says: await answer.text() };
};
const logged = (scene: Scene) =>
  scene.log.map((line) => JSON.parse(line) as { level: number; msg: string; reference?: string });
const product = (scene: Scene) => scene.workspace.messages(scene.channels.productWeekly);

describe.each(modes)('over %s', (mode: Mode) => {
  const open = (wishes = {}) => Scene.open({ mode, ...wishes });

  test('/metrics counts answers by kind and what waits, without a person or a word', async () => {
    const scene = await open();
    await get(scene, '/metrics');
    await scene.record('ana', 'productWeekly', 'Ship the zeppelin');
    await scene.answer('ben', 'productWeekly', 'They’d love it');
    await scene.as('grace').types('/voc form', { in: scene.channels.productWeekly });
    const { status, type, says } = await get(scene, '/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(says).toContain('empty_chair_ack_seconds_count{kind="command"} 2');
    expect(says).toContain('empty_chair_ack_seconds_count{kind="click"} 1');
    expect(says).toContain('empty_chair_outbox_unknown_messages 0');
    expect(says).toContain('empty_chair_token_refused 0');
    expect(says).toContain('empty_chair_put_off 0');
    for (const name of ['outbox_messages', 'outbox_oldest_seconds', 'inbox_events', 'ticker_lag_seconds']) {
      expect(says).toMatch(new RegExp(`^empty_chair_${name} \\d`, 'm'));
    }
    expect(says).toMatch(/^empty_chair_database_bytes [1-9]\d{4,}/m);
    expect(says).toMatch(/^empty_chair_event_loop_delay_p99_seconds \d/m);
    expect(says).not.toMatch(/zeppelin|[UC]0[A-Z0-9]+|Product/);
    await scene.close();
  });

  test('a revoked token stops all sending and is said once, and a new one brings everything out, once', async () => {
    const scene = await open();
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    const token = scene.workspace.botToken;
    scene.workspace.revokeToken(token);
    await scene.travelTo('2026-03-03T12:00:00Z');
    expect(product(scene)).toEqual([]);
    const tries = scene.workspace.calls.filter(({ method }) => method === 'chat.postMessage').length;
    expect(tries).toBeLessThan(40);
    const { status, says } = await get(scene, '/healthz');
    expect([status, says]).toEqual([
      503,
      'stuck: token: Slack refuses it (token_revoked), nothing is sent\n',
    ]);
    const told = logged(scene).filter(({ msg }) => msg.startsWith('Slack refuses the bot’s token'));
    expect(told).toHaveLength(1);
    expect(told[0]?.msg).toContain('put its token into SLACK_BOT_TOKEN and restart');
    await scene.stop();
    scene.workspace.reinstate(token);
    await scene.start();
    await scene.travelTo('2026-03-03T12:05:00Z');
    expect(product(scene)).toHaveLength(1);
    expect((await get(scene, '/healthz')).says).toBe('ok\n');
    await scene.close();
  });

  test.each([
    ['app_uninstalled', 'tokens_revoked'],
    ['tokens_revoked', 'app_uninstalled'],
  ])('%s and then %s are one trouble', async (...order) => {
    const scene = await open();
    const bot = scene.workspace.botUserId;
    scene.workspace.revokeToken(scene.workspace.botToken);
    for (const type of order) {
      await scene.workspace.tell(type === 'tokens_revoked' ? { type, tokens: { bot: [bot] } } : { type });
    }
    await scene.settle();
    expect((await get(scene, '/healthz')).status).toBe(503);
    expect(logged(scene).filter(({ msg }) => msg.startsWith('Slack refuses the bot’s token'))).toHaveLength(
      1,
    );
    await scene.close();
  });

  test('news of an uninstall that is over, or of somebody else’s token, stops nothing', async () => {
    const scene = await open();
    await scene.workspace.tell({ type: 'app_uninstalled' });
    await scene.workspace.tell({ type: 'tokens_revoked', tokens: { oauth: ['U0SOMEBODY'], bot: [] } });
    await scene.record('ana', 'productWeekly', 'Ship it on Friday');
    expect(product(scene)).toHaveLength(1);
    expect((await get(scene, '/healthz')).says).toBe('ok\n');
    await scene.close();
  });

  test('Slack away for six hours delays what was owed, and posts it once', async () => {
    const scene = await open();
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:00:00Z');
    scene.workspace.failNext('*', { status: 503 }, { times: 10_000 });
    await scene.travelTo('2026-03-03T15:00:00Z');
    expect(product(scene)).toEqual([]);
    // Nothing here is stuck, and no restart would mend it.
    expect((await get(scene, '/healthz')).says).toBe('ok\n');
    expect((await get(scene, '/metrics')).says).toContain('empty_chair_outbox_messages 1');
    scene.workspace.clearFaults();
    await scene.travelTo('2026-03-03T15:10:00Z');
    expect(product(scene)).toHaveLength(1);
    await scene.record('ana', 'productWeekly', 'Ship it on Friday');
    expect(scene.readRoot('productWeekly')).toContain('Ship it on Friday');
    await scene.close();
  });

  test('a full disk is said to the person and to the operator, and room on it is all that is needed', async () => {
    const scene = await open();
    const say = (n: number) =>
      scene.as('ana').types(`/voc ${`The export is slow ${n} `.repeat(100)}-- Acme`, {
        in: scene.channels.productWeekly,
      });
    const count = () => scene.db.one<{ n: number }>('SELECT count(*) AS n FROM voice')?.n;
    // Fewer than there are: none can be added.
    scene.db.script('PRAGMA max_page_count = 1');
    let saved = 0;
    let told = (await say(0)).text;
    for (; told.includes('Saved as voice') && saved < 100; told = (await say(saved)).text) saved += 1;
    expect(told).toContain('I could not save that, and nothing was changed: my disk is full.');
    expect(count()).toBe(saved);
    const [, reference] = /the reference is ([A-Z0-9]{6})\./.exec(told) ?? [];
    const line = logged(scene).find(({ msg }) => msg.startsWith('the disk is full and nothing can be saved'));
    expect(line).toMatchObject({ level: 50, reference });
    expect(scene.db.problems()).toEqual([]);
    scene.db.script('PRAGMA max_page_count = 1073741823');
    expect((await say(999)).text).toContain(`Saved as voice ${saved + 1}`);
    await scene.close();
  });
});

test('a meeting that ends while nothing can be written is asked about afterwards, and the log is not flooded', async () => {
  const scene = await Scene.open();
  await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
  await scene.travelTo('2026-03-03T09:29:00Z');
  scene.db.script('PRAGMA query_only = ON');
  scene.clock.moveTo(new Date('2026-03-03T09:30:00Z'));
  for (let seconds = 0; seconds < 180; seconds += 1) {
    scene.clock.advanceMs(1_000);
    scene.chair.wake();
    await scene.chair.settled();
  }
  expect(product(scene)).toEqual([]);
  const complaints = logged(scene).filter(({ level }) => level >= 50);
  expect(complaints.map(({ msg }) => msg)).toContain(
    'the database cannot be written: check its folder, its permissions and the disk',
  );
  expect(complaints.length).toBeLessThan(20);
  scene.db.script('PRAGMA query_only = OFF');
  await scene.travelTo('2026-03-03T09:45:00Z');
  expect(product(scene)).toHaveLength(1);
  expect(scene.db.problems()).toEqual([]);
  await scene.close();
});

test('every line that is logged for a request carries its reference, and no other line does', async () => {
  const scene = await Scene.open();
  await scene.as('ana').types('/voc The export is slow -- Acme', { in: scene.channels.productWeekly });
  scene.workspace.failNext('views.open', { status: 503 });
  await scene.as('ana').types('/voc', { in: scene.channels.productWeekly });
  const refused = logged(scene).filter(({ msg }) =>
    msg.startsWith('Slack did not take what was to be shown'),
  );
  expect(refused).toMatchObject([{ reference: expect.stringMatching(/^[A-Z0-9]{6}$/) }]);
  scene.workspace.failNext('chat.postMessage', { status: 503 });
  await scene.record('ana', 'productWeekly', 'Ship it on Friday');
  const put = logged(scene).filter(({ msg }) => msg.startsWith('a message could not be sent'));
  expect(put.length).toBeGreaterThan(0);
  expect(put.filter(({ reference }) => reference !== undefined)).toEqual([]);
  await scene.close();
});
