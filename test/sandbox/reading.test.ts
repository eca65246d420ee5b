// What people read, what they type and when: plain lines, escaped mentions, stacked modals and huddles.
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { type Stage, stage } from './small-bot.ts';

let on: Stage | undefined;
afterEach(async () => {
  await on?.end();
  on = undefined;
});

async function begin() {
  on = await stage('socket');
  const { workspace, client } = on;
  const ana = workspace.addPerson({ name: 'Ana', timeZone: 'Europe/Berlin' });
  const ben = workspace.addPerson({ name: 'Ben', timeZone: 'Asia/Tokyo' });
  const product = workspace.addChannel({ name: 'product', members: [ana, ben] });
  return { on, workspace, client, ana, ben, product };
}

const plain = (text: string) => ({ type: 'plain_text' as const, text });

describe('readable', () => {
  it('shows names, links, dates in the zone of the reader, and every kind of block', async () => {
    const { workspace, client, ana, ben, product } = await begin();
    const blocks: KnownBlock[] = [
      { type: 'header', text: plain('Digest') },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: `<@${ana.id}> in <#${product.id}> &lt;now&gt; <https://x.test|here>, <!date^1767603600^{date_num} {time}|x>`,
        },
      },
      { type: 'divider' },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: '3 of 7' },
          { type: 'plain_text', text: 'hidden' },
        ],
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: ben.id }] }],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'It fails' }] },
        ],
      },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'Team' },
            { type: 'raw_number', value: 3, text: '3' },
          ],
        ],
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'a', text: plain('Show') },
          {
            type: 'static_select',
            action_id: 'b',
            placeholder: plain('Pick one'),
            options: [{ text: plain('One'), value: '1' }],
          },
        ],
      },
    ];
    await client.chat.postMessage({ channel: product.id, text: 'fallback', blocks });
    const [message] = workspace.messages(product);
    if (!message) throw new Error('nothing was posted');
    expect(workspace.readable(message, { as: ben }).split('\n')).toEqual([
      'Digest',
      '@Ana in #product <now> here, 2026-01-05 6:00 PM',
      '———',
      '3 of 7  hidden',
      '• @Ben',
      '> It fails',
      'Team | 3',
      '[ Show ] [ Pick one ▾ ]',
    ]);
    expect(workspace.readable(message, { as: ana })).toContain('10:00 AM');
  });

  it('escapes what people type, and leaves alone what names nobody', async () => {
    const { workspace, ana, ben, product } = await begin();
    const message = workspace.postAs(ana, product, 'Ask @ben (@nobody) in #product, mail a@ben.test & <go>');
    expect(message.text).toBe(
      `Ask <@${ben.id}> (@nobody) in <#${product.id}|product>, mail a@ben.test &amp; &lt;go&gt;`,
    );
    expect(workspace.readable(message)).toBe('Ask @Ben (@nobody) in #product, mail a@ben.test & <go>');
  });
});

describe('modals', () => {
  const view = (title: string): ModalView => ({
    type: 'modal',
    callback_id: title,
    title: plain(title),
    submit: plain('OK'),
    blocks: [
      { type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }] },
      {
        type: 'input',
        block_id: 'colour',
        label: plain('Colour'),
        dispatch_action: true,
        element: {
          type: 'radio_buttons',
          action_id: 'pick',
          options: ['Red', 'Green'].map((it) => ({ text: plain(it), value: it })),
        },
      },
    ],
  });

  it('stack up to three, and tell the bot what is picked while they are open', async () => {
    const { on: here, workspace, ana, product } = await begin();
    const heard: unknown[] = [];
    await here.bot((app) => {
      app.command('/ask', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: view('First') });
      });
      app.action('deeper', async ({ ack, body, client }) => {
        await ack();
        if (body.type !== 'block_actions') return;
        const pushed = client.views.push({ trigger_id: body.trigger_id, view: view('Next') });
        await pushed.catch((error: Error) => heard.push(error.message));
      });
      app.action('pick', async ({ ack, body }) => {
        await ack();
        if (body.type === 'block_actions')
          heard.push(body.view?.state.values.colour?.pick?.selected_option?.value);
      });
      app.view('Next', async ({ ack }) => ack({ response_action: 'clear' }));
    });
    const actor = workspace.as(ana);
    await actor.types('/ask', { in: product });
    await actor.clicks('Deeper');
    await actor.fills({ Colour: 'Green' });
    expect(heard).toEqual(['Green']);
    expect(workspace.readable(workspace.modal(ana) ?? never())).toContain('( ) Red  (x) Green');
    await actor.clicks('Deeper');
    expect(workspace.modals(ana).map((it) => it.fields.callback_id)).toEqual(['First', 'Next', 'Next']);
    await actor.clicks('Deeper');
    expect(heard.at(-1)).toContain('push_limit_reached');
    await actor.closes();
    expect(workspace.modals(ana)).toHaveLength(2);
    expect((await actor.submits()).modal).toBeUndefined();
    expect(workspace.warnings).toEqual([]);
  });
});

function never(): never {
  throw new Error('nothing is there');
}

it('tells the end of a huddle as a changed message, with who was there', async () => {
  const { on: here, workspace, ana, ben, product } = await begin();
  const rooms: unknown[] = [];
  await here.bot((app) =>
    app.event('message', async ({ event }) => {
      if (event.subtype === 'message_changed' && 'room' in event.message) rooms.push(event.message.room);
    }),
  );
  const huddle = workspace.startHuddle(ana, product);
  here.clock.advanceMs(60_000);
  workspace.endHuddle(huddle, [ana, ben]);
  await workspace.settled();
  expect(rooms).toMatchObject([
    { has_ended: true, participant_history: [ana.id, ben.id], date_end: 1767603660 },
  ]);
});
