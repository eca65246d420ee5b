// The terminal with string streams: somebody types, and reads what the fake workspace shows.
import { Readable, Writable } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { moveIn } from '../../sandbox/people.ts';
import { runTerminal } from '../../sandbox/terminal.ts';
import { type Stage, stage } from './small-bot.ts';

let on: Stage;
afterEach(() => on.end());

const plain = (text: string) => ({ type: 'plain_text' as const, text });

async function typed(lines: string[], hasColours = false): Promise<string> {
  let written = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const { workspace, clock } = on;
  const travel = async (to: Date | 'next') =>
    clock.moveTo(to === 'next' ? new Date('2026-01-06T09:00:00Z') : to);
  const input = Readable.from(lines.map((it) => `${it}\n`));
  await runTerminal({ workspace, clock, travel, input, output, hasColours });
  return written;
}

const why = {
  type: 'modal' as const,
  callback_id: 'why',
  title: plain('Why'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'r',
      label: plain('Reason'),
      element: { type: 'plain_text_input' as const, action_id: 'r' },
    },
  ],
};

async function begin() {
  on = await stage('socket', { ackWithinMs: 200 });
  const company = moveIn(on.workspace);
  await on.bot((app) => {
    app.command('/ask', async ({ ack, body, client }) => {
      await ack('Asked');
      const button = { type: 'button' as const, action_id: 'why', text: plain('Why?') };
      await client.chat.postMessage({
        channel: body.channel_id,
        text: 'Question',
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: `*${body.text}*` } },
          { type: 'actions', elements: [button] },
        ],
      });
    });
    app.action('why', async ({ ack, body, client }) => {
      await ack();
      if (body.type !== 'block_actions') return;
      await client.views.open({
        trigger_id: body.trigger_id,
        view: why,
      });
    });
    app.view('why', async ({ ack, body, view, client }) => {
      await ack();
      await client.chat.postMessage({
        channel: body.user.id,
        text: `You said: ${view.state.values.r?.r?.value}`,
      });
    });
  });
  return company;
}

it('lets somebody ask, answer in a form, and travel', async () => {
  const { people } = await begin();
  const written = await typed([
    'as ben',
    'in #product-weekly',
    '/ask Drop phone support',
    'click Why?',
    'submit',
    'fill Reason = They call us',
    'submit',
    'dms',
    'travel next',
    'travel 1h',
    'quit',
    'never read',
  ]);
  expect(written).toContain('ben in #product-weekly 2026-01-05 09:00 > ');
  expect(written).toContain('Asked');
  expect(written).toContain('*Drop phone support*');
  expect(written).toContain('  [ Why? ]');
  expect(written).toContain('! Please complete this required field.');
  expect(written).toContain('Reason: [ They call us ]');
  expect(written).toContain('You said: They call us');
  expect(written).toContain('It is 2026-01-06T09:00:00.000Z');
  expect(written).toContain('It is 2026-01-06T10:00:00.000Z');
  expect(written).not.toContain('\u001b');
  expect(on.workspace.directMessages(people.ben)).toHaveLength(1);
});

it('says what went wrong instead of ending', async () => {
  await begin();
  const written = await typed([
    'dance',
    'as nobody',
    'as ana',
    'in #board-room',
    'click Nothing',
    'travel soon',
    'help',
  ]);
  expect(written).toContain('Nobody knows “dance” here');
  expect(written).toContain('Nobody here is called @nobody');
  expect(written).toContain('Ana is not a member of #board-room');
  expect(written).toContain('Nothing in front of Ana reads “Nothing”');
  expect(written).toContain('Travel by 30m');
  expect(written).toContain('travel 1h | 1d | next');
});

it('lists who and what there is, with colours where they are wanted', async () => {
  const { people } = await begin();
  const written = await typed(['people', 'channels', 'say hello @ben', 'home', 'shortcut keep on 1'], true);
  expect(written).toContain('Iris, Europe/Brussels (deactivated)');
  expect(written).toContain('#board-room private');
  expect(written).toContain('#acme-empty shared');
  expect(written).toContain('hello @Ben');
  expect(written).toContain('There is nothing here yet');
  expect(written).toContain('\u001b[2m');
  expect(people.iris.isDeactivated).toBe(true);
});
