// Events that are brought again, events nobody asked for, and sockets that break.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Mode, type Stage, stage } from './small-bot.ts';

let on: Stage;
afterEach(() => on.end());

async function begin(mode: Mode, options: Parameters<typeof stage>[1] = {}) {
  on = await stage(mode, options);
  const ana = on.workspace.addPerson({ name: 'Ana' });
  const product = on.workspace.addChannel({ name: 'product', members: [ana] });
  return { workspace: on.workspace, ana, product };
}

describe('events', () => {
  it.each<Mode>(['socket', 'http'])('are brought again over %s, with the number of the try', async (mode) => {
    const { workspace, ana, product } = await begin(mode);
    const tries: unknown[] = [];
    await on.bot((app) =>
      app.event('message', async ({ context, body }) => {
        tries.push([context.retryNum ?? 0, context.retryReason || '-', body.event_id]);
      }),
    );
    workspace.postAs(ana, product, 'hello');
    await workspace.settled();
    await workspace.redeliverLastEvent();
    const eventId = workspace.deliveries[0]?.payload.event_id;
    expect(tries).toEqual([
      [0, '-', eventId],
      [1, 'http_timeout', eventId],
    ]);
  });

  it('wait for a bot that is down, until they are asked for or by themselves', async () => {
    const { workspace, ana, product } = await begin('http', { redeliveryDelaysMs: [5] });
    workspace.deliverTo('http://127.0.0.1:9/slack/events');
    workspace.postAs(ana, product, 'hello');
    await vi.waitFor(() => expect(workspace.deliveries).toHaveLength(2));
    await workspace.settled();
    expect(workspace.deliveries.map((it) => it.outcome)).toEqual(['unreachable', 'unreachable']);
    const heard: string[] = [];
    await on.bot((app) => app.event('message', async ({ event }) => void heard.push(event.ts)));
    expect((await workspace.redeliverUnacknowledged()).map((it) => [it.retryNum, it.outcome])).toEqual([
      [2, 'acked'],
    ]);
    expect(await workspace.redeliverUnacknowledged()).toEqual([]);
    expect(heard).toHaveLength(1);
  });

  it('are not told without a subscription or its scope', async () => {
    const { workspace, ana, product } = await begin('http');
    await on.bot(() => {});
    expect(await workspace.tell({ type: 'reaction_added', user: ana.id })).toBeUndefined();
    expect(await workspace.tell({ type: 'user_change', user: {} })).toMatchObject({ outcome: 'acked' });
    workspace.removeBot(product);
    await workspace.settled();
    expect(workspace.deliveries.map((it) => it.payload.event)).toMatchObject([
      { type: 'user_change' },
      { type: 'member_left_channel', user: workspace.botUserId },
      { type: 'channel_left' },
    ]);
  });
});

describe('sockets', () => {
  it('break and come back', async () => {
    const { workspace, ana, product } = await begin('socket');
    await on.bot((app) => app.command('/ask', async ({ ack }) => ack('here')));
    for (const breaks of [() => workspace.dropSocket(), () => workspace.disconnectRequest()]) {
      breaks();
      await vi.waitFor(() => expect(workspace.connections()).toBe(0));
      const down = await workspace.as(ana).types('/ask', { in: product });
      expect(down.failure).toBe('/ask failed with the error "dispatch_failed"');
      await workspace.connected();
      await vi.waitFor(async () => {
        expect((await workspace.as(ana).types('/ask', { in: product })).text).toBe('here');
      });
    }
  });
});
