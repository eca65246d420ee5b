// A form that is refused for what it has no field for says so over itself, and a long line comes back as it was typed.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeMember } from '../../src/people/store.ts';
import { Scene } from '../stories/scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open({ mode: 'http' });
});
afterEach(async () => {
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
});

test('a change whose owner cannot own it any more is refused where the sponsor can read it', async () => {
  const { boardRoom } = scene.channels;
  await scene.record('dmitri', 'boardRoom', 'Bill yearly only');
  for (const name of ['chloe', 'eve', 'farid'] as const) {
    await scene.answer(name, 'boardRoom', 'They’d dislike it');
  }
  await scene.as('dmitri').types('/ritual close', { in: boardRoom });
  await scene.settle();
  const reveal = scene.workspace.thread(scene.root('boardRoom')).at(-1);
  if (!reveal) throw new Error('nothing was revealed');
  // What he owns has not been passed on yet.
  removeMember(scene.db, boardRoom.id, scene.people.dmitri.id);
  await scene.as('chloe').clicks('Change it', { on: reveal });
  await scene.as('chloe').fills({
    'What you decide now': 'Bill yearly, or monthly for more',
    'Why change it?': 'Small shops live from month to month',
    'Ask again?': ['Ask the team what customers would think of this'],
  });
  const refused = await scene.as('chloe').submits();
  expect(refused.errors).toEqual({});
  expect(refused.failure).toBeNull();
  expect(scene.read(scene.topForm('chloe'))).toContain('The owner must be one person who is still here');
  expect(scene.db.all('SELECT id FROM decision')).toHaveLength(1);
  expect(scene.db.all('SELECT ending FROM matter')).toEqual([{ ending: null }]);
});

test('a refusal of a field that is in the form stands beside it', async () => {
  await scene.as('ana').types('/decided', { in: scene.channels.productWeekly });
  await scene.as('ana').fills({ 'What was decided': 'Bill yearly only', 'Its owner': '@deploybot' });
  const refused = await scene.as('ana').submits();
  expect(Object.keys(refused.errors)).toEqual(['Its owner']);
});

test('a long command that is refused says what was typed', async () => {
  const typed = 'Drop phone support on the free plan & answer in chat instead';
  const seen = await scene.as('ana').types(`/decided ${typed}`, { in: scene.channels.acmeEmpty });
  expect(seen.text).toContain('shared with another organization');
  expect(seen.text).toContain(`You typed: /decided ${typed}`);
  const short = await scene.as('ana').types('/decided Drop phones', { in: scene.channels.acmeEmpty });
  expect(short.text).not.toContain('You typed');
});

test('somebody who leaves the channel is waited for no longer', async () => {
  await scene.record('grace', 'supportLeads', 'Drop phone support on the free plan');
  for (const name of ['grace', 'chloe'] as const) {
    await scene.answer(name, 'supportLeads', 'They’d love it');
  }
  await scene.settle();
  expect(scene.readRoot('supportLeads')).toContain('2 of 3 answered');
  scene.workspace.leave(scene.people.hiro, scene.channels.supportLeads);
  await scene.settle();
  const roster = scene.db.all<{ person_id: string }>('SELECT person_id FROM roster');
  expect(roster.map(({ person_id }) => person_id)).not.toContain(scene.people.hiro.id);
  expect(roster).toHaveLength(2);
});
