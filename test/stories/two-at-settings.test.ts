// The sponsor and an owner of the workspace have the same form of the settings open, and save one after the other.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open({ mode: 'http' });
});
afterEach(async () => {
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
});

type Name = 'chloe' | 'eve';
const both: Name[] = ['chloe', 'eve'];
const opens = async (name: Name, label: string) => {
  await scene.as(name).opensHome();
  await scene.as(name).clicks(label, { on: 'home' });
};
const saves = async (name: Name, values: Record<string, string>) => {
  await scene.as(name).fills(values);
  const { errors } = await scene.as(name).submits();
  await scene.settle();
  return errors;
};
const home = async () => {
  await scene.as('chloe').opensHome();
  return scene.read(scene.homeOf('chloe'));
};

test('the settings have what each of them chose', async () => {
  for (const name of both) await opens(name, 'Change the settings');
  expect(await saves('eve', { 'Digest time': '11:00' })).toEqual({});
  expect(await saves('chloe', { 'Digest day': 'Tuesday' })).toEqual({});
  expect(await home()).toContain('Weekly digest: Tuesday at 11:00');
});

test('what both touched is refused beside its field, with what it is now', async () => {
  for (const name of both) await opens(name, 'Change the settings');
  await saves('eve', { 'Digest time': '11:00' });
  expect(await saves('chloe', { 'Digest time': '12:00' })).toEqual({
    'Digest time': 'Somebody else changed this to 11:00 meanwhile. Open the form again to see it.',
  });
  expect(await home()).toContain('Weekly digest: Monday at 11:00');
});

test('a segment has the name of one and the share of the other', async () => {
  for (const name of both) {
    await opens(name, 'Change the segments and their shares');
    await scene.as(name).clicks('Change', { nth: 1 });
  }
  expect(await saves('eve', { Name: 'Enterprise' })).toEqual({});
  expect(await saves('chloe', { 'Share of customers, in %': '7' })).toEqual({});
  expect(await home()).toContain('• Enterprise (7 % of customers)');
});

test('the lead of a function and the words of the best customers are not lost', async () => {
  await opens('chloe', 'Add a function');
  await saves('chloe', { Function: 'Finance' });
  for (const name of both) {
    await opens(name, 'Change or remove a function');
    await scene.as(name).clicks('Change', { nth: 1 });
  }
  expect(await saves('eve', { 'Its lead': '@ana' })).toEqual({});
  expect(await saves('chloe', { Function: 'Money' })).toEqual({});
  for (const name of both) await scene.as(name).closes({ all: true });
  expect(await home()).toContain('• Money, lead @Ana');

  for (const name of both) await opens(name, 'Change who the best customers are');
  await saves('eve', { 'Who are your best customers?': 'Teams who renewed twice.' });
  const refused = await saves('chloe', { 'Who are your best customers?': 'Banks.' });
  expect(Object.values(refused)).toEqual([
    'Somebody else changed this to “Teams who renewed twice.” meanwhile. Open the form again to see it.',
  ]);
  expect(await home()).toContain('Best customers: Teams who renewed twice.');
});
