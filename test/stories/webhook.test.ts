// A meeting tool tells that a meeting ended, over HTTP, and the question is in the channel.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { later, minuteMs } from '../../src/platform/clock.ts';
import { DurabilityInDoubt } from '../../src/platform/durability.ts';
import { hmacOf, signatureOf } from '../../src/platform/signature.ts';
import { type Mode, modes, Scene } from './scene.ts';

const secret = 'a-secret-of-our-own-for-tools';
const zoomSecret = 'zoom-secret-token';
const settings = { MEETING_WEBHOOK_SECRET: secret, ZOOM_WEBHOOK_SECRET: zoomSecret };

interface Sent {
  now?: Date;
  signedWith?: string;
  headers?: Record<string, string>;
}

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode, settings });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;
  const posted = () => scene.workspace.messages(product()).length;
  const reach = async (headers: Record<string, string>, body: string): Promise<[number, string]> => {
    const address = `http://127.0.0.1:${scene.chair.port()}/meetings/ended`;
    const answer = await fetch(address, { method: 'POST', headers, body });
    const says = (await answer.text()).trim();
    await scene.settle();
    return [answer.status, says];
  };
  const seconds = (now: Date) => String(Math.floor(now.getTime() / 1000));
  const tells = (
    words: unknown,
    { now = scene.clock.now(), signedWith = secret, headers = {} }: Sent = {},
  ) => {
    const body = typeof words === 'string' ? words : JSON.stringify(words);
    const signature = signatureOf(signedWith, seconds(now), Buffer.from(body));
    const signed = { 'x-empty-chair-timestamp': seconds(now), 'x-empty-chair-signature': signature };
    return reach({ ...signed, ...headers }, body);
  };
  const zoomTells = (event: unknown, { now = scene.clock.now(), signedWith = zoomSecret }: Sent = {}) => {
    const body = JSON.stringify(event);
    const signature = signatureOf(signedWith, seconds(now), Buffer.from(body));
    return reach({ 'x-zm-request-timestamp': seconds(now), 'x-zm-signature': signature }, body);
  };
  const zoomEnd = (uuid: string) => ({
    event: 'meeting.ended',
    event_ts: scene.clock.now().getTime(),
    payload: {
      object: { id: '86537167305', uuid, topic: 'Weekly', end_time: scene.clock.now().toISOString() },
    },
  });
  const namesMeeting = async (meeting: string) => {
    await scene.as('ana').types('/ritual setup', { in: product() });
    await scene.as('ana').submits();
    await scene.as('ana').clicks('Add a webhook');
    await scene.as('ana').fills({ 'Its ID or topic': meeting });
    const saved = await scene.as('ana').submits();
    expect(saved.errors).toEqual({});
  };

  test('a named meeting ends, and the question is in the channel, once however often it is told', async () => {
    await namesMeeting('865 3716 7305');
    expect(scene.read(scene.topForm('ana'))).toContain('a webhook says that “865 3716 7305” has ended');
    const now = scene.clock.now();
    expect(await tells({ meeting: '86537167305' }, { now })).toEqual([200, 'The question is asked.']);
    expect(scene.readRoot('productWeekly')).toContain('has ended');
    expect(await tells({ meeting: '86537167305' }, { now })).toEqual([200, 'This had its effect already.']);
    await scene.restart();
    expect(await tells({ meeting: '86537167305' }, { now })).toEqual([200, 'This had its effect already.']);
    expect(posted()).toBe(1);
  });

  test('two tools that tell of one end at the same moment open one round', async () => {
    await namesMeeting('86537167305');
    const answers = await Promise.all([
      tells({ meeting: '86537167305' }),
      zoomTells(zoomEnd('uuid-1')),
      zoomTells(zoomEnd('uuid-1')),
    ]);
    expect(answers.map(([status]) => status)).toEqual([200, 200, 200]);
    expect(posted()).toBe(1);
  });

  test('Zoom is shown that we know the secret, and its meetings end as any other', async () => {
    const plainToken = 'qgg8vlvZRS6UYooatFL8Aw';
    const [status, says] = await zoomTells({ event: 'endpoint.url_validation', payload: { plainToken } });
    expect(status).toBe(200);
    expect(JSON.parse(says)).toEqual({ plainToken, encryptedToken: hmacOf(zoomSecret, plainToken) });

    expect(await zoomTells(zoomEnd('uuid-0'))).toEqual([200, 'Noted.']);
    expect(posted()).toBe(0);
    await namesMeeting('weekly');
    expect(await zoomTells(zoomEnd('uuid-1'))).toEqual([200, 'Noted.']);
    expect(posted()).toBe(1);
    expect(await zoomTells({ event: 'meeting.started', payload: {} })).toEqual([200, 'Noted.']);
    expect((await zoomTells({ event: 'meeting.ended', payload: {} }))[0]).toBe(400);
  });

  test('Zoom may be late by an hour, another tool by five minutes', async () => {
    await namesMeeting('86537167305');
    const signedAt = scene.clock.now();
    const end = zoomEnd('uuid-1');
    scene.clock.moveTo(later(signedAt, 50 * minuteMs));
    expect((await tells({ meeting: '86537167305' }, { now: signedAt }))[0]).toBe(401);
    expect((await zoomTells(end, { now: signedAt }))[0]).toBe(200);
    expect(scene.readRoot('productWeekly')).toContain('has ended');
  });

  test('strangers learn nothing and change nothing', async () => {
    await namesMeeting('86537167305');
    const meeting = { meeting: '86537167305' };
    const strangers = [
      await tells(meeting, { signedWith: 'another secret' }),
      await tells(meeting, { signedWith: zoomSecret }),
      await tells(meeting, { headers: { 'x-empty-chair-signature': '' } }),
      await tells(meeting, { headers: { 'x-empty-chair-timestamp': '' } }),
      await tells('no JSON at all', { signedWith: 'another secret' }),
      await zoomTells(zoomEnd('uuid-1'), { signedWith: secret }),
      await zoomTells(
        { event: 'endpoint.url_validation', payload: { plainToken: 'abc' } },
        { signedWith: secret },
      ),
      await reach({}, JSON.stringify(meeting)),
    ];
    expect(strangers).toEqual(Array(8).fill([401, 'Unauthorized.']));
    expect(scene.log.filter((line) => line.includes('a request was turned away'))).toHaveLength(8);
    expect(posted()).toBe(0);
    expect(scene.db.all('SELECT id FROM round')).toEqual([]);
  });

  test('a signed request that makes no sense is told what to send', async () => {
    expect(await tells('meeting=1')).toEqual([400, expect.stringContaining('Send JSON with “meeting”')]);
    expect(await tells({ meeting: 'Unheard of' })).toEqual([
      404,
      'No ritual names this meeting. Add it in Slack: /ritual setup, then “Add a webhook”.',
    ]);
    const future = later(scene.clock.now(), 60 * minuteMs).toISOString();
    expect(await tells({ meeting: 'x', ended_at: future })).toEqual([
      400,
      'This meeting ends in the future. Tell me when it has ended.',
    ]);
  });

  test('an end that the disk did not confirm is not taken for heard', async () => {
    await namesMeeting('86537167305');
    vi.spyOn(scene.db, 'durable').mockRejectedValueOnce(new DurabilityInDoubt('EIO'));
    const [status, says] = await tells({ meeting: '86537167305' });
    expect([status, says]).toEqual([500, expect.stringContaining('my disk did not confirm it')]);
    expect((await tells({ meeting: '86537167305' }))[0]).toBe(200);
    expect(posted()).toBe(1);
  });

  test('what was named is taken back on the same page, by the facilitator only', async () => {
    await namesMeeting('86537167305');
    expect((await scene.as('ana').clicks('Remove')).text).toBe('');
    expect(scene.read(scene.topForm('ana'))).not.toContain('a webhook says');
    expect((await tells({ meeting: '86537167305' }))[0]).toBe(404);
  });
});

test('without a secret of its own the path is not there, and the form says who can change that', async () => {
  const scene = await Scene.open();
  const answer = await fetch(`http://127.0.0.1:${scene.chair.port()}/meetings/ended`, { method: 'POST' });
  expect(answer.status).toBe(404);
  await scene.as('ana').types('/ritual setup', { in: scene.channels.productWeekly });
  await scene.as('ana').submits();
  await scene.as('ana').clicks('Add a webhook');
  expect(scene.read(scene.topForm('ana'))).toContain('has not turned this on yet');
  await scene.close();
});

test('with one secret the other kind of program is a stranger', async () => {
  const scene = await Scene.open({ mode: 'http', settings: { MEETING_WEBHOOK_SECRET: secret } });
  const body = '{}';
  const timestamp = String(scene.clock.now().getTime() / 1000);
  const answer = await fetch(`http://127.0.0.1:${scene.chair.port()}/meetings/ended`, {
    method: 'POST',
    headers: {
      'x-zm-request-timestamp': timestamp,
      'x-zm-signature': signatureOf('', timestamp, Buffer.from(body)),
    },
    body,
  });
  expect(answer.status).toBe(401);
  await scene.close();
});
