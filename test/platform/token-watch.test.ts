// A token that Slack refuses: nothing is lost, and Slack is not called for each message that waits.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PostOffice } from './post-office.ts';
import { levels } from './quiet-log.ts';

let office: PostOffice;
beforeEach(async () => {
  office = await PostOffice.open();
});
afterEach(() => office.close());

const posts = () => office.callsOf('chat.postMessage');
const subjects = Array.from({ length: 20 }, (_, n) => `round ${n}`);

function oweAll(): void {
  for (const [n, subject] of subjects.entries()) office.owe(subject, n % 2 ? office.product : office.support);
}

test('is tried once by whoever was under way, and then for all of them ever less often', async () => {
  oweAll();
  office.workspace.revokeToken(office.workspace.botToken);
  await office.drain();
  // One for each of the two channels, side by side.
  expect(posts()).toBe(2);
  expect(office.sender.token.problem).toBe('token_revoked');
  for (let seconds = 0; seconds < 3600; seconds += 10) await office.after(10);
  expect(posts()).toBeGreaterThan(12);
  expect(posts()).toBeLessThan(60);
});

test('brings everything out, once each, as soon as Slack takes it again', async () => {
  oweAll();
  office.workspace.revokeToken(office.workspace.botToken);
  await office.drain();
  await office.after(60);
  office.workspace.reinstate(office.workspace.botToken);
  for (let minutes = 0; minutes < 5; minutes += 1) await office.after(60);
  expect(office.sender.token.problem).toBeNull();
  expect([...office.texts(office.product), ...office.texts(office.support)].sort()).toEqual(
    [...subjects].sort(),
  );
  const told = office.log.lines().filter(({ level }) => level === levels.error);
  expect(told.map(({ msg }) => msg)).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')]);
  expect(office.log.lines().at(-1)?.msg).toBe('Slack takes the bot’s token again');
});

test('is another thing than a scope that is missing: everything else goes on', async () => {
  office.owe('round 1');
  office.owe('round 2', office.support);
  office.workspace.failNext('chat.postMessage', { error: 'missing_scope' });
  await office.drain();
  expect(office.sender.token.problem).toBeNull();
  expect([...office.texts(office.product), ...office.texts(office.support)]).toHaveLength(1);
});
