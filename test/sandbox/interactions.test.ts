// The stand-in with a real Bolt app over real sockets: commands, clicks and events.
import type { KnownBlock } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { type Mode, type Stage, stage } from './small-bot.ts';

let on: Stage;
afterEach(() => on.end());

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const verdicts: KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Drop phone support, says <@U0THEBOT>' } },
  {
    type: 'actions',
    block_id: 'one',
    elements: [
      { type: 'button', action_id: 'love', text: text("💚 They'd love it"), value: '12' },
      { type: 'button', action_id: 'dislike', text: text("👎 They'd dislike it"), value: '12' },
    ],
  },
  { type: 'section', text: { type: 'mrkdwn', text: 'Raise prices' } },
  {
    type: 'actions',
    block_id: 'two',
    elements: [{ type: 'button', action_id: 'dislike', text: text("👎 They'd dislike it"), value: '13' }],
  },
];

async function begin(mode: Mode) {
  on = await stage(mode);
  const { workspace } = on;
  const ana = workspace.addPerson({ name: 'Ana', timeZone: 'Europe/Berlin' });
  const ben = workspace.addPerson({ name: 'Ben' });
  const product = workspace.addChannel({ name: 'product', members: [ana, ben] });
  return { workspace, ana, ben, product };
}

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  it('answers a command with the words of the ack, seen by one person', async () => {
    const { workspace, ana, ben, product } = await begin(mode);
    let heard: Record<string, unknown> = {};
    await on.bot((app) =>
      app.command('/ask', async ({ ack, command }) => {
        heard = command;
        await ack(`asked: ${command.text}`);
      }),
    );
    const seen = await workspace.as(ana).types('/ask @ben about #product & <b>', { in: product });
    expect(seen.text).toBe('asked: @Ben about #product & <b>');
    expect(heard).toMatchObject({
      text: `<@${ben.id}|ben> about <#${product.id}|product> &amp; &lt;b&gt;`,
      user_id: ana.id,
      channel_name: 'product',
      is_enterprise_install: 'false',
    });
    expect(seen.ackMs).toBeGreaterThan(0);
    expect(workspace.ephemerals(ana)).toHaveLength(1);
    expect(workspace.ephemerals(ben)).toHaveLength(0);
    expect((await workspace.as(ana).types('/nope', { in: product })).failure).toBe(
      '/nope is not a valid command.',
    );
  });

  it('says so when nobody acknowledges in time', async () => {
    const { workspace, ana, product } = await begin(mode);
    await on.end();
    on = await stage(mode, { ackWithinMs: 30 });
    const eve = on.workspace.addPerson({ name: 'Eve' });
    const room = on.workspace.addChannel({ name: 'room', members: [eve] });
    await on.bot((app) =>
      app.command('/ask', async ({ ack }) => {
        await new Promise((resolve) => setTimeout(resolve, 80));
        await ack('too late').catch(() => {});
      }),
    );
    const seen = await on.workspace.as(eve).types('/ask', { in: room });
    expect(seen.failure).toBe('/ask failed with the error "operation_timeout"');
    expect(seen.notices).toEqual([]);
    expect([ana.name, product.name, workspace.calls.length]).toEqual(['Ana', 'product', 0]);
  });

  it('finds the button that is meant, and shows the receipt to who clicked', async () => {
    const { workspace, ana, ben, product } = await begin(mode);
    await on.bot((app) =>
      app.action('dislike', async ({ ack, body, action, client }) => {
        await ack();
        const value = 'value' in action ? action.value : '';
        const words = `Saved ${value}`;
        await client.chat.postEphemeral({ channel: body.channel?.id ?? '', user: body.user.id, text: words });
      }),
    );
    await on.client.chat.postMessage({ channel: product.id, text: 'Decided', blocks: verdicts });
    const [root] = workspace.messages(product, { as: ana });
    if (!root) throw new Error('nothing was posted');
    expect(workspace.readable(root)).toContain("[ 💚 They'd love it ] [ 👎 They'd dislike it ]");
    expect(workspace.readable(root)).toContain('says @Small Bot');
    await expect(workspace.as(ana).clicks("They'd dislike it", { on: root })).rejects.toThrow(
      '2 buttons read',
    );
    expect((await workspace.as(ana).clicks("They'd dislike it", { on: root, near: 'Raise' })).text).toBe(
      'Saved 13',
    );
    expect((await workspace.as(ana).clicks('They’d dislike it', { on: root, nth: 1 })).text).toBe('Saved 12');
    const receipt = workspace.ephemerals(ana).at(-1);
    if (!receipt) throw new Error('no receipt');
    await expect(workspace.as(ben).clicks('Saved', { on: receipt })).rejects.toThrow(
      'does not see that message',
    );
    expect(workspace.warnings).toEqual([]);
  });

  it('tells the bot what is said in its channels, and nothing of the others', async () => {
    const { workspace, ana, product } = await begin(mode);
    const elsewhere = workspace.addChannel({ name: 'elsewhere', members: [ana], botIsMember: false });
    const heard: string[] = [];
    await on.bot((app) => {
      app.event('message', async ({ event }) => void heard.push(`${event.subtype ?? 'new'}`));
      app.event('app_mention', async ({ event }) => void heard.push(`mention ${event.text}`));
      app.event('member_joined_channel', async ({ event }) => void heard.push(`joined ${event.user}`));
    });
    const message = workspace.postAs(ana, product, 'hello');
    workspace.postAs(ana, elsewhere, 'psst');
    await workspace.settled();
    workspace.editMessage(message, 'hello all');
    workspace.deleteMessage(message);
    await workspace.settled();
    workspace.inviteBot(elsewhere);
    await workspace.settled();
    expect(heard).toEqual(['new', 'message_changed', 'message_deleted', `joined ${workspace.botUserId}`]);
    expect(workspace.deliveries.every((it) => it.outcome === 'acked')).toBe(true);
  });
});

describe('private places', () => {
  it('keeps strangers out and does not exist for a bot outside', async () => {
    const { workspace, ana, ben } = await begin('http');
    const board = workspace.addChannel({
      name: 'board',
      isPrivate: true,
      members: [ana],
      botIsMember: false,
    });
    await expect(workspace.as(ben).types('/ask', { in: board })).rejects.toThrow(
      'Ben is not a member of #board',
    );
    expect(() => workspace.messages(board, { as: ben })).toThrow('cannot see it');
    await expect(on.client.conversations.info({ channel: board.id })).rejects.toThrow('channel_not_found');
    await expect(on.client.chat.postMessage({ channel: board.id, text: 'hi' })).rejects.toThrow(
      'channel_not_found',
    );
    workspace.deactivate(ben);
    await expect(workspace.as(ben).opensHome()).rejects.toThrow('Ben is deactivated');
  });
});
