// The stand-in's Web API through the real client: writing, finding, editing and deleting messages.
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Message, Person } from '../../sandbox/world.ts';
import { type Stage, stage } from './small-bot.ts';

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

describe('messages', () => {
  it('writes, finds by metadata, edits, answers and deletes', async () => {
    const metadata = { event_type: 'round', event_payload: { key: 'r1' } };
    const posted = await on.client.chat.postMessage({ channel: product.id, text: 'root', metadata });
    const reply = await on.client.chat.postMessage({
      channel: product.id,
      text: 'reply',
      thread_ts: posted.ts ?? '',
    });
    const history = await on.client.conversations.history({
      channel: product.id,
      include_all_metadata: true,
    });
    expect(history.messages).toHaveLength(1);
    expect(history.messages?.[0]).toMatchObject({
      text: 'root',
      metadata,
      reply_count: 1,
      bot_id: 'B0STANDIN',
    });
    const without = await on.client.conversations.history({ channel: product.id });
    expect(without.messages?.[0]?.metadata).toBeUndefined();

    await on.client.chat.update({ channel: product.id, ts: posted.ts ?? '', text: 'edited' });
    const thread = await on.client.conversations.replies({ channel: product.id, ts: posted.ts ?? '' });
    expect(thread.messages?.map((it) => it.text)).toEqual(['edited', 'reply']);
    const { permalink } = await on.client.chat.getPermalink({
      channel: product.id,
      message_ts: reply.ts ?? '',
    });
    expect(permalink).toContain(`?thread_ts=${posted.ts}`);

    await on.client.chat.delete({ channel: product.id, ts: posted.ts ?? '' });
    expect(
      await refusal(on.client.chat.update({ channel: product.id, ts: posted.ts ?? '', text: 'x' })),
    ).toMatchObject({
      error: 'message_not_found',
    });
    const bereft = await on.client.conversations.replies({ channel: product.id, ts: posted.ts ?? '' });
    expect(bereft.messages?.map((it) => it.text)).toEqual(['This message was deleted.', 'reply']);
  });

  it('reads history between two moments, page by page', async () => {
    const messages: Message[] = [];
    for (let index = 0; index < 5; index += 1) messages.push(on.workspace.postAs(ana, product, `m${index}`));
    const [, second, third, fourth] = messages;
    const range = { channel: product.id, oldest: second?.ts ?? '', latest: fourth?.ts ?? '' };
    const texts = async (args: object) =>
      (await on.client.conversations.history({ ...range, ...args })).messages?.map((it) => it.text);
    expect(await texts({})).toEqual(['m2']);
    expect(await texts({ inclusive: true })).toEqual(['m3', 'm2', 'm1']);
    expect(await texts({ inclusive: true, limit: 2 })).toEqual(['m3', 'm2']);
    const page = await on.client.conversations.history({ channel: product.id, limit: 2 });
    expect(page.has_more).toBe(true);
    const next = await on.client.conversations.history({
      channel: product.id,
      limit: 2,
      cursor: page.response_metadata?.next_cursor ?? '',
    });
    expect(next.messages?.[0]?.ts).toBe(third?.ts);
    expect(new Set(messages.map((it) => it.ts)).size).toBe(5);
    expect(messages[0]?.ts).toMatch(/^1767603600\.\d{6}$/);
  });

  const channel = () => product.id;
  const refused: [string, (client: WebClient) => Promise<unknown>, string][] = [
    ['no text', (it) => it.apiCall('chat.postMessage', { channel: channel() }), 'no_text'],
    [
      'a long text',
      (it) => it.chat.postMessage({ channel: channel(), text: 'x'.repeat(40_001) }),
      'msg_too_long',
    ],
    ['an unknown channel', (it) => it.chat.postMessage({ channel: 'C404', text: 'x' }), 'channel_not_found'],
    [
      'a strange thread',
      (it) => it.chat.postMessage({ channel: channel(), text: 'x', thread_ts: 'x' }),
      'invalid_thread_ts',
    ],
    [
      'a missing root',
      (it) => it.chat.postMessage({ channel: channel(), text: 'x', thread_ts: '1.000001' }),
      'thread_not_found',
    ],
    [
      'nobody',
      (it) => it.chat.postEphemeral({ channel: channel(), user: 'U404', text: 'x' }),
      'user_not_in_channel',
    ],
    [
      'no such thread',
      (it) => it.conversations.replies({ channel: channel(), ts: '1.000001' }),
      'thread_not_found',
    ],
    [
      'broken blocks',
      (it) => it.apiCall('chat.postMessage', { channel: channel(), blocks: '[', text: 'x' }),
      'invalid_blocks_format',
    ],
    [
      'metadata without a payload',
      (it) =>
        it.apiCall('chat.postMessage', { channel: channel(), text: 'x', metadata: { event_type: 'a' } }),
      'invalid_metadata_schema',
    ],
  ];
  it.each(refused)('refuses %s', async (_name, call, error) => {
    expect(await refusal(call(on.client))).toMatchObject({ error });
  });

  it("leaves other people's messages alone, and archived channels", async () => {
    const message = on.workspace.postAs(ana, product, 'mine');
    const own = await on.client.chat.postMessage({ channel: product.id, text: 'own' });
    const edit = { channel: product.id, text: 'x' };
    expect(await refusal(on.client.chat.update({ ...edit, ts: message.ts }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusal(on.client.chat.delete({ channel: product.id, ts: message.ts }))).toMatchObject({
      error: 'cant_delete_message',
    });
    on.workspace.archive(product);
    expect(await refusal(on.client.chat.postMessage(edit))).toMatchObject({ error: 'is_archived' });
    expect(await refusal(on.client.chat.update({ ...edit, ts: own.ts ?? '' }))).toMatchObject({
      error: 'is_inactive',
    });
  });

  it('says where blocks are wrong, and mutters about a missing fallback', async () => {
    const block = { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } };
    expect(
      await refusal(on.client.chat.postMessage({ channel: product.id, text: 'x', blocks: [block] })),
    ).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    });
    await on.client.apiCall('chat.postMessage', { channel: product.id, blocks: [{ type: 'divider' }] });
    expect(on.workspace.warnings).toHaveLength(1);
    const long = Array.from({ length: 5 }, () => ({
      type: 'section',
      text: { type: 'mrkdwn', text: 'x'.repeat(2700) },
    }));
    expect(
      await refusal(on.client.chat.postMessage({ channel: product.id, text: 'x', blocks: long })),
    ).toMatchObject({
      error: 'msg_blocks_too_long',
    });
  });
});
