// The stand-in's Web API through the real client: who may ask, people, conversations and views.
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Person } from '../../sandbox/world.ts';
import { allScopes, manifestWith, onceOnly, type Stage, stage } from './small-bot.ts';

let on: Stage;
let ana: Person;
let product: Channel;

beforeEach(async () => {
  on = await stage('http');
  ana = on.workspace.addPerson({
    name: 'Ana',
    realName: 'Ana Alba',
    timeZone: 'Europe/Berlin',
    isAdmin: true,
  });
  product = on.workspace.addChannel({ name: 'product', members: [ana] });
});
afterEach(() => on.end());

async function refusal(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return { ...error.data };
    throw error;
  }
  throw new Error('nothing was refused');
}

function clientWith(token: string | undefined): WebClient {
  return new WebClient(token, { slackApiUrl: on.workspace.apiUrl, ...onceOnly });
}

describe('who asks', () => {
  it('knows its bot', async () => {
    const told = await on.client.auth.test();
    expect(told).toMatchObject({
      user_id: on.workspace.botUserId,
      team_id: on.workspace.teamId,
      user: 'small_bot',
    });
  });

  it('refuses no token, a wrong one, a revoked one and the wrong kind', async () => {
    expect(await refusal(clientWith(undefined).auth.test())).toMatchObject({ error: 'not_authed' });
    expect(await refusal(clientWith('xoxb-other').auth.test())).toMatchObject({ error: 'invalid_auth' });
    expect(await refusal(on.client.apps.connections.open())).toMatchObject({
      error: 'not_allowed_token_type',
    });
    on.workspace.revokeToken(on.workspace.botToken);
    expect(await refusal(on.client.auth.test())).toMatchObject({ error: 'token_revoked' });
  });

  it('does not know methods that nobody needs', async () => {
    expect(await refusal(on.client.apiCall('bots.info'))).toMatchObject({ error: 'unknown_method' });
  });

  it('asks for the scope of the kind of conversation', async () => {
    await on.end();
    const scopes = allScopes.filter((it) => it !== 'groups:history' && it !== 'users:read');
    on = await stage('http', { manifest: manifestWith({ scopes }) });
    const eve = on.workspace.addPerson({ name: 'Eve' });
    const open = on.workspace.addChannel({ name: 'open', members: [eve] });
    const shut = on.workspace.addChannel({ name: 'shut', members: [eve], isPrivate: true });
    expect((await on.client.conversations.history({ channel: open.id })).messages).toEqual([]);
    expect(await refusal(on.client.conversations.history({ channel: shut.id }))).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:history',
      provided: scopes.join(','),
    });
    expect(await refusal(on.client.users.info({ user: eve.id }))).toMatchObject({ needed: 'users:read' });
  });
});

describe('people and conversations', () => {
  it('tells a person with zone, roles and status', async () => {
    on.workspace.changePerson(ana, { statusEmoji: ':palm_tree:', statusText: 'away' });
    const { user } = await on.client.users.info({ user: ana.id });
    expect(user).toMatchObject({
      tz: 'Europe/Berlin',
      tz_offset: 3600,
      is_admin: true,
      is_owner: false,
      deleted: false,
    });
    expect(user?.profile).toMatchObject({ real_name: 'Ana Alba', status_emoji: ':palm_tree:' });
    on.workspace.deactivate(ana);
    expect((await on.client.users.info({ user: ana.id })).user?.deleted).toBe(true);
    expect((await on.client.users.info({ user: 'USLACKBOT' })).user?.name).toBe('slackbot');
    expect(await refusal(on.client.users.info({ user: 'U404' }))).toMatchObject({ error: 'user_not_found' });
  });

  it('pages through people and channels', async () => {
    for (let index = 0; index < 5; index += 1) on.workspace.addPerson({ name: `P${index}` });
    const names: string[] = [];
    for await (const page of on.client.paginate('users.list', { limit: 3 })) {
      const { members } = page as { members?: { name: string }[] };
      names.push(...(members ?? []).map((it) => it.name));
    }
    expect(names).toEqual(['slackbot', 'small bot', 'ana', 'p0', 'p1', 'p2', 'p3', 'p4']);
    on.workspace.addChannel({ name: 'board', members: [ana], isPrivate: true, botIsMember: false });
    const both = await on.client.conversations.list({ types: 'public_channel,private_channel' });
    expect(both.channels?.map((it) => it.name)).toEqual(['product']);
    const own = await on.client.users.conversations({ user: ana.id, types: 'public_channel' });
    expect(own.channels?.map((it) => it.id)).toEqual([product.id]);
    expect((await on.client.conversations.members({ channel: product.id })).members).toContain(ana.id);
  });

  it('opens direct messages with people, and with nobody else', async () => {
    const { channel } = await on.client.conversations.open({ users: ana.id });
    const again = await on.client.conversations.open({ users: ana.id });
    expect(again.channel?.id).toBe(channel?.id);
    await on.client.chat.postMessage({ channel: channel?.id ?? '', text: 'hello' });
    await on.client.chat.postMessage({ channel: ana.id, text: 'by user id' });
    expect(on.workspace.directMessages(ana).map((it) => it.text)).toEqual(['hello', 'by user id']);
    expect(await refusal(on.client.conversations.open({ users: 'USLACKBOT' }))).toMatchObject({
      error: 'cannot_dm_bot',
    });
    expect(await refusal(on.client.conversations.open({ users: 'U404' }))).toMatchObject({
      error: 'user_not_found',
    });
    on.workspace.deactivate(ana);
    expect(await refusal(on.client.conversations.open({ users: ana.id }))).toMatchObject({
      error: 'user_disabled',
    });
  });

  it('joins open channels', async () => {
    const other = on.workspace.addChannel({ name: 'other', members: [ana], botIsMember: false });
    expect(await refusal(on.client.chat.postMessage({ channel: other.id, text: 'hi' }))).toMatchObject({
      error: 'not_in_channel',
    });
    expect((await on.client.conversations.info({ channel: other.id })).channel?.is_member).toBe(false);
    await on.client.conversations.join({ channel: other.id });
    const { channel } = await on.client.conversations.info({ channel: other.id, include_num_members: true });
    expect(channel).toMatchObject({
      is_member: true,
      num_members: 2,
      is_private: false,
      is_ext_shared: false,
    });
  });
});

describe('views', () => {
  const view = { type: 'home' as const, blocks: [{ type: 'divider' }] };

  it('compares hashes, and refuses what it cannot draw', async () => {
    const first = await on.client.views.publish({ user_id: ana.id, view });
    await on.client.views.publish({ user_id: ana.id, view, hash: first.view?.hash ?? '' });
    expect(
      await refusal(on.client.views.publish({ user_id: ana.id, view, hash: first.view?.hash ?? '' })),
    ).toMatchObject({
      error: 'hash_conflict',
    });
    const strange = { ...view, surprise: true };
    expect(await refusal(on.client.views.publish({ user_id: ana.id, view: strange }))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] invalid additional property: surprise [json-pointer:/view]'] },
    });
    const large = { ...view, blocks: [{ type: 'image', image_url: 'x'.repeat(250_001), alt_text: 'x' }] };
    expect(await refusal(on.client.views.publish({ user_id: ana.id, view: large }))).toMatchObject({
      error: 'view_too_large',
    });
    expect(await refusal(on.client.views.update({ view_id: 'V404', view }))).toMatchObject({
      error: 'not_found',
    });
  });
});

it('keeps a record of every call, without tokens', async () => {
  await on.client.chat.postMessage({ channel: product.id, text: 'hi', blocks: [{ type: 'divider' }] });
  const [call] = on.workspace.calls;
  expect(call).toMatchObject({ method: 'chat.postMessage', ok: true, status: 200 });
  expect(call?.args).toMatchObject({ text: 'hi', blocks: [{ type: 'divider' }] });
  expect(JSON.stringify(on.workspace.calls)).not.toContain('xoxb');
  const response = await fetch(`${on.workspace.apiUrl}auth.test`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${on.workspace.botToken}` },
    body: '{}',
  });
  expect(await response.json()).toMatchObject({ ok: true });
});
