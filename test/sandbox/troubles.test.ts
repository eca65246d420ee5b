// The stand-in on a bad day: limits, lost replies, spent triggers and addresses.
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { type Mode, type Stage, stage } from './small-bot.ts';

let on: Stage;
afterEach(() => on.end());

async function begin(mode: Mode, options: Parameters<typeof stage>[1] = {}) {
  on = await stage(mode, options);
  const ana = on.workspace.addPerson({ name: 'Ana' });
  const product = on.workspace.addChannel({ name: 'product', members: [ana] });
  return { workspace: on.workspace, client: on.client, ana, product };
}

const modal = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Hello' },
  blocks: [{ type: 'divider' as const }],
};

describe('calls', () => {
  it('with blocks that the workspace does not take yet are refused until it does', async () => {
    const { workspace, client, product } = await begin('http');
    const post = () =>
      client.chat.postMessage({ channel: product.id, text: 'hi', blocks: [{ type: 'divider' }] });
    workspace.refuseBlocks('divider');
    await expect(post()).rejects.toThrow('invalid_blocks');
    expect(workspace.messages(product)).toHaveLength(0);
    workspace.clearFaults();
    await post();
    expect(workspace.messages(product)).toHaveLength(1);
  });

  it('go wrong once or several times, and then well', async () => {
    const { workspace, client, product } = await begin('http');
    const post = () => client.chat.postMessage({ channel: product.id, text: 'hi' });
    workspace.failNext('chat.postMessage', { status: 429, retryAfterSeconds: 3 });
    await expect(post()).rejects.toSatisfy(
      (it) => it instanceof WebAPIRateLimitedError && it.retryAfter === 3,
    );
    workspace.failNext('chat.postMessage', { status: 503 }, { times: 2 });
    await expect(post()).rejects.toBeInstanceOf(WebAPIHTTPError);
    await expect(post()).rejects.toBeInstanceOf(WebAPIHTTPError);
    workspace.failNext('chat.postMessage', { error: 'fatal_error' });
    await expect(post()).rejects.toThrow('fatal_error');
    workspace.failNext('chat.postMessage', { losesRequest: true });
    await expect(post()).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(workspace.messages(product)).toHaveLength(0);
    workspace.failNext('chat.postMessage', { losesReply: true });
    await expect(post()).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(workspace.messages(product)).toHaveLength(1);
    workspace.failNext('*', { delayMs: 5 });
    await post();
    expect(workspace.messages(product)).toHaveLength(2);
    expect(workspace.calls.map((it) => it.error ?? 'ok')).toEqual([
      'ratelimited',
      'service_unavailable',
      'service_unavailable',
      'fatal_error',
      'request_lost',
      'reply_lost',
      'ok',
    ]);
  });
});

describe('triggers', () => {
  it('work once, and for three seconds', async () => {
    let nowMs = 1_000_000;
    const { workspace, client, ana, product } = await begin('http', { wallClockMs: () => nowMs });
    const triggers: string[] = [];
    await on.bot((app) =>
      app.command('/ask', async ({ ack, body }) => {
        triggers.push(body.trigger_id);
        await ack();
      }),
    );
    await workspace.as(ana).types('/ask', { in: product });
    const [trigger = ''] = triggers;
    await expect(client.views.push({ trigger_id: trigger, view: modal })).rejects.toThrow(
      'invalid_trigger_id',
    );
    await client.views.open({ trigger_id: trigger, view: modal });
    expect(workspace.modals(ana)).toHaveLength(1);
    await expect(client.views.open({ trigger_id: trigger, view: modal })).rejects.toThrow(
      'exchanged_trigger_id',
    );
    await expect(client.views.open({ trigger_id: '1.2.x', view: modal })).rejects.toThrow(
      'invalid_trigger_id',
    );
    await workspace.as(ana).types('/ask', { in: product });
    nowMs += 3001;
    await expect(client.views.open({ trigger_id: triggers[1] ?? '', view: modal })).rejects.toThrow(
      'expired_trigger_id',
    );
  });
});

describe('response_urls', () => {
  it('take five answers within half an hour', async () => {
    const { workspace, ana, product } = await begin('http');
    let url = '';
    await on.bot((app) =>
      app.command('/ask', async ({ ack, body, respond }) => {
        url = body.response_url;
        await ack();
        await respond({ text: 'to all', response_type: 'in_channel' });
      }),
    );
    const send = (body: object) =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await workspace.as(ana).types('/ask', { in: product });
    expect(workspace.messages(product).map((it) => it.text)).toEqual(['to all']);
    for (let use = 2; use <= 5; use += 1) expect((await send({ text: `use ${use}` })).status).toBe(200);
    expect(await (await send({ text: 'use 6' })).json()).toEqual({ ok: false, error: 'used_url' });
    await workspace.as(ana).types('/ask', { in: product });
    on.clock.advanceMs(30 * 60_000 + 1);
    expect(await (await send({ text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' });
    expect(workspace.ephemerals(ana)).toHaveLength(4);
    expect(workspace.warnings).toHaveLength(2);
  });

  it('replace and delete what was clicked', async () => {
    const { workspace, client, ana, product } = await begin('http');
    const block = {
      type: 'actions' as const,
      elements: ['Replace', 'Remove'].map((words) => ({
        type: 'button' as const,
        action_id: words,
        text: { type: 'plain_text' as const, text: words },
      })),
    };
    await on.bot((app) => {
      app.action('Replace', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'again', blocks: [block] });
      });
      app.action('Remove', async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    await client.chat.postEphemeral({ channel: product.id, user: ana.id, text: 'first', blocks: [block] });
    const [notice] = workspace.ephemerals(ana);
    if (!notice) throw new Error('no notice');
    await workspace.as(ana).clicks('Replace', { on: notice });
    expect(workspace.ephemerals(ana).map((it) => it.text)).toEqual(['again']);
    await workspace.as(ana).clicks('Remove', { on: notice });
    expect(workspace.ephemerals(ana)).toEqual([]);
  });
});
