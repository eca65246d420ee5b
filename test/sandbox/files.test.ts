// Files in the stand-in with a real Bolt app: picked in a form within its limits, and submitted as Slack does.
import type { ModalView } from '@slack/types';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Actor } from '../../sandbox/acting/actor.ts';
import { type Stage, stage } from './small-bot.ts';

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const form: ModalView = {
  type: 'modal',
  callback_id: 'form',
  title: text('Hand in'),
  submit: text('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'proof',
      label: text('Proof'),
      element: { type: 'file_input', action_id: 'files', filetypes: ['csv', 'txt'], max_files: 2 },
    },
  ],
};
const spot = { blockId: 'proof', actionId: 'files' };

let on: Stage;
let ana: Actor;
let ben: Actor;
let submitted: unknown[];

beforeEach(async () => {
  on = await stage('socket');
  submitted = [];
  const { workspace } = on;
  const people = ['Ana', 'Ben'].map((name) => workspace.addPerson({ name }));
  [ana, ben] = people.map((it) => workspace.as(it)) as [Actor, Actor];
  const product = workspace.addChannel({ name: 'product', members: people });
  await on.bot((app) => {
    app.command('/ask', async ({ ack, body, client }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: form });
      await ack();
    });
    app.view('form', async ({ ack, view }) => {
      submitted.push(view.state.values.proof?.files);
      await ack();
    });
  });
  await ana.types('/ask', { in: product });
});
afterEach(() => on.end());

const picks = (...names: string[]) =>
  names.map((fileName) => ana.picks({ fileName, bytes: Buffer.from('words') }));
const holds = (files: unknown[]) => ana.fillsAt(spot, { type: 'file_input', files }, { on: 'modal' });

it('brings the files that were picked, as Slack tells of them', async () => {
  const files = picks('one.csv', 'TWO.TXT');
  holds(files.map(({ id }) => ({ id, name: 'what the page says', size: 0 })));
  expect((await ana.submits()).errors).toEqual({});
  expect(submitted).toEqual([{ type: 'file_input', files }]);
  expect(files).toEqual([
    expect.objectContaining({ name: 'one.csv', filetype: 'csv', size: 5, user: ana.person.id }),
    expect.objectContaining({ name: 'TWO.TXT', filetype: 'txt', mimetype: 'text/plain' }),
  ]);
});

it('takes no more files than the form does, and none of another kind', async () => {
  expect((await ana.submits()).errors).toEqual({ Proof: 'Please complete this required field.' });
  holds(picks('one.csv', 'two.csv', 'three.csv'));
  expect((await ana.submits()).errors).toEqual({ Proof: 'Please choose at most 2 files.' });
  holds(picks('book.xlsx'));
  expect((await ana.submits()).errors).toEqual({ Proof: '“book.xlsx” is not one of: csv, txt.' });
  expect(submitted).toEqual([]);
});

it('takes nobody else’s file, and none that is not there', () => {
  expect(() => holds([ben.picks({ fileName: 'one.csv', bytes: Buffer.from('words') })])).toThrow(
    'choose it again',
  );
  expect(() => holds([{ id: 'F0NOWHERE' }])).toThrow('choose it again');
});

it('shows by name what is in a message', async () => {
  const { workspace } = on;
  const message = workspace.postAs(ana.person, '#product', 'See this', { files: ['plan.pdf'] });
  expect(workspace.readable(message)).toBe('See this\n📎 plan.pdf');
});
