// What a drawing asks of Slack before it is posted: when that fails nothing was posted, and the message waits.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMessage, owe, redraw } from '../../src/platform/outbox.ts';
import { section } from '../../src/platform/view-parts.ts';
import { PostOffice } from './post-office.ts';

let office: PostOffice;
let asked: string[];
/** What Slack said of the person last; the message is drawn from it. */
let name: string | undefined;

beforeEach(async () => {
  office = await PostOffice.open();
  asked = [];
  name = undefined;
  office.sender.on('greeting', {
    before: async (subject) => {
      asked.push(subject);
      const { user } = await office.slack.users.info({ user: office.ana.id });
      name = user?.profile?.display_name;
    },
    draw: (subject) =>
      name === 'Nobody' ? null : { text: `${subject} ${name}`, blocks: [section(`${subject} ${name}`)] },
  });
});
afterEach(async () => {
  expect(office.workspace.warnings).toEqual([]);
  await office.close();
});

function greet(subject: string, address = office.ana.id) {
  owe(office.db, office.clock.now(), { drawing: 'greeting', subject, address });
}

const stateOf = (subject: string) => findMessage(office.db, 'greeting', subject, office.ana.id)?.state;

describe('a message whose drawing asks before', () => {
  test('is drawn from the answer', async () => {
    greet('Good morning,');
    await office.drain();
    expect(office.notes()).toEqual(['Good morning, Ana']);
  });

  test('is not posted when the answer leaves nothing to say', async () => {
    office.workspace.changePerson(office.ana, { name: 'Nobody' }, { unsaid: true });
    greet('Good morning,');
    await office.drain();
    expect(office.notes()).toEqual([]);
    expect(stateOf('Good morning,')).toBe('dropped');
  });

  test('asks again once it is owed anew after that', async () => {
    office.workspace.changePerson(office.ana, { name: 'Nobody' }, { unsaid: true });
    greet('Good morning,');
    await office.drain();
    office.workspace.changePerson(office.ana, { name: 'Ana' }, { unsaid: true });
    greet('Good morning,');
    redraw(office.db, office.clock.now(), 'greeting', 'Good morning,');
    await office.drain();
    expect(office.notes()).toEqual(['Good morning, Ana']);
    await office.after(60);
    expect(asked).toHaveLength(2);
    expect(stateOf('Good morning,')).toBe('sent');
  });

  test.each([
    ['an error of Slack’s own', { status: 503 }],
    ['a lost reply', { losesReply: true }],
    ['a lost request', { losesRequest: true }],
  ] as const)('waits after %s, and is posted once, without being looked for first', async (_what, fault) => {
    office.workspace.failNext('users.info', fault);
    greet('Good morning,');
    await office.drain();
    expect(office.notes()).toEqual([]);
    expect(stateOf('Good morning,')).toBe('due');
    await office.after(60);
    expect(office.notes()).toEqual(['Good morning, Ana']);
    expect(office.callsOf('conversations.history')).toBe(0);
  });

  test('asks nothing more of Slack, whoever it is for, while Slack asks to be left alone', async () => {
    const ben = office.workspace.addPerson({ name: 'Ben' });
    office.workspace.failNext('users.info', { status: 429, retryAfterSeconds: 30 });
    greet('Good morning,');
    await office.drain();
    greet('Hello,', ben.id);
    office.owe('round 1');
    await office.drain();
    expect(asked).toEqual(['Good morning,']);
    expect(office.texts()).toEqual(['round 1']);
    await office.after(31);
    expect(office.notes()).toEqual(['Good morning, Ana']);
    expect(office.notes(ben)).toEqual(['Hello, Ana']);
  });

  test('does not ask again to be edited', async () => {
    greet('Good morning,');
    await office.drain();
    redraw(office.db, office.clock.now(), 'greeting', 'Good morning,');
    await office.after(5);
    expect(asked).toEqual(['Good morning,']);
    expect(office.callsOf('chat.update')).toBe(1);
  });

  test('of somebody whom Slack does not know is given up', async () => {
    office.workspace.failNext('users.info', { error: 'user_not_found' });
    greet('Good morning,');
    await office.drain();
    expect(stateOf('Good morning,')).toBe('failed');
    expect(office.log.text()).toContain('user_not_found');
  });
});
