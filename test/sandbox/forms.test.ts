// The stand-in with a real Bolt app over real sockets: forms, type-aheads, App Home and shortcuts.
import type { KnownBlock, ModalView } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { type Mode, type Stage, stage } from './small-bot.ts';

let on: Stage;
afterEach(() => on.end());

const text = (words: string) => ({ type: 'plain_text' as const, text: words });

const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  private_metadata: 'kept',
  title: text('Record'),
  submit: text('Save'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'what',
      label: text('What'),
      element: { type: 'plain_text_input', action_id: 'a' },
    },
    {
      type: 'input',
      block_id: 'who',
      optional: true,
      label: text('Owner'),
      element: { type: 'users_select', action_id: 'a' },
    },
    {
      type: 'input',
      block_id: 'when',
      label: text('When'),
      element: { type: 'datepicker', action_id: 'a', initial_date: '2026-02-16' },
    },
    {
      type: 'input',
      block_id: 'proof',
      optional: true,
      label: text('Evidence'),
      element: { type: 'multi_external_select', action_id: 'voices', min_query_length: 1 },
    },
  ],
};

async function begin(mode: Mode) {
  on = await stage(mode);
  const { workspace } = on;
  const ana = workspace.addPerson({ name: 'Ana', timeZone: 'Europe/Berlin' });
  const ben = workspace.addPerson({ name: 'Ben' });
  const product = workspace.addChannel({ name: 'product', members: [ana, ben] });
  return { workspace, ana, ben, product };
}

function fail(): never {
  throw new Error('nothing is there');
}

describe.each<Mode>(['socket', 'http'])('over %s', (mode) => {
  it('opens, checks, refuses, updates and closes a form', async () => {
    const { workspace, ana, ben, product } = await begin(mode);
    const closed: boolean[] = [];
    const states: unknown[] = [];
    await on.bot((app) => {
      app.command('/ask', async ({ ack, body, client }) => {
        await client.views.open({ trigger_id: body.trigger_id, view: form });
        await ack();
      });
      app.options('voices', async ({ ack, options }) => {
        const found = ['Export is slow', 'Export fails'].filter((it) =>
          it.toLowerCase().includes(options.value),
        );
        await ack({ options: found.map((it, index) => ({ text: text(it), value: String(index) })) });
      });
      app.view('form', async ({ ack, view }) => {
        states.push(view.state.values);
        const what = view.state.values.what?.a?.value;
        if (what === 'bad') await ack({ response_action: 'errors', errors: { what: 'Say more' } });
        else if (what === 'wrong') await ack({ response_action: 'errors', errors: { nowhere: 'Say more' } });
        else if (what === 'next')
          await ack({ response_action: 'update', view: { ...form, title: text('Again') } });
        else await ack();
      });
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        if (body.type === 'view_closed') closed.push(body.is_cleared);
        await ack();
      });
    });
    const actor = workspace.as(ana);
    const opened = await actor.types('/ask', { in: product });
    expect(opened.modal?.fields.callback_id).toBe('form');
    expect(workspace.readable(opened.modal ?? fail())).toContain('Owner (optional): [ … ▾ ]');
    expect((await actor.submits()).errors).toEqual({ What: 'Please complete this required field.' });
    expect(states).toEqual([]);

    expect((await actor.looksFor('exp', { in: 'Evidence' })).options).toEqual([
      'Export is slow',
      'Export fails',
    ]);
    await actor.fills({ What: 'bad', Owner: '@ben', Evidence: ['fails'] });
    const refused = await actor.submits();
    expect(refused.errors).toEqual({ What: 'Say more' });
    expect(states[0]).toEqual({
      what: { a: { type: 'plain_text_input', value: 'bad' } },
      who: { a: { type: 'users_select', selected_user: ben.id } },
      when: { a: { type: 'datepicker', selected_date: '2026-02-16' } },
      proof: {
        voices: {
          type: 'multi_external_select',
          selected_options: [{ text: { type: 'plain_text', text: 'Export fails' }, value: '0' }],
        },
      },
    });

    await actor.fills({ What: 'wrong' });
    expect((await actor.submits()).failure).toContain('We had some trouble connecting');
    expect(workspace.warnings.at(-1)?.text).toContain('nowhere');

    await actor.fills({ What: 'next' });
    const updated = await actor.submits();
    expect(workspace.readable(updated.modal ?? fail())).toContain('= Again =');
    expect(workspace.readable(updated.modal ?? fail())).toContain('What: [ next ]');

    await actor.fills({ What: 'good' });
    expect((await actor.submits()).modal).toBeUndefined();

    await actor.types('/ask', { in: product });
    expect((await actor.closes()).modal).toBeUndefined();
    expect(closed).toEqual([false]);
  });

  it('publishes a home, and offers shortcuts on messages and anywhere', async () => {
    const { workspace, ana, product } = await begin(mode);
    await on.bot((app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks: KnownBlock[] = [
          {
            type: 'section',
            text: { type: 'mrkdwn', text: `Seen before: ${'view' in event && event.view ? 'yes' : 'no'}` },
            accessory: {
              type: 'overflow',
              action_id: 'more',
              options: [{ text: text('Mute'), value: 'mute' }],
            },
          },
        ];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
      app.action('more', async ({ ack, body, client, action }) => {
        await ack();
        const chosen = action.type === 'overflow' ? action.selected_option.value : '';
        const blocks: KnownBlock[] = [{ type: 'section', text: text(`chose ${chosen}`) }];
        await client.views.publish({ user_id: body.user.id, view: { type: 'home', blocks } });
      });
      app.shortcut('keep', async ({ ack, shortcut, respond }) => {
        await ack();
        if (shortcut.type === 'message_action') await respond(`kept: ${shortcut.message.text}`);
      });
      app.shortcut('anywhere', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: form });
      });
    });
    const actor = workspace.as(ana);
    await actor.opensHome();
    expect(workspace.readable(workspace.home(ana) ?? fail())).toBe('Seen before: no\n[ … Mute ]');
    await actor.opensHome();
    expect(workspace.readable(workspace.home(ana) ?? fail())).toContain('Seen before: yes');
    await actor.selects('Mute', { on: 'home' });
    expect(workspace.readable(workspace.home(ana) ?? fail())).toBe('chose mute');

    const message = workspace.postAs(ana, product, 'The export fails');
    expect((await actor.usesShortcut('Keep this', { on: message })).text).toBe('kept: The export fails');
    expect((await actor.usesShortcut('anywhere')).modal?.fields.callback_id).toBe('form');
    await expect(actor.usesShortcut('keep')).rejects.toThrow('no global shortcut');
  });
});
