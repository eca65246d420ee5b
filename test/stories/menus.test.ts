// In Slack a menu keeps its choice, and the same choice cannot be made twice: each drawing begins a menu anew.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Scene } from './scene.ts';

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open();
  await scene.as('chloe').opensHome();
});
afterEach(async () => {
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
});

const chloe = () => scene.as('chloe');
const top = () => scene.read(scene.topForm('chloe'));
const addsLine = async (kind: string) => {
  await chloe().selects(kind, { of: 'Add a line' });
  await scene.settle();
};

test('the same kind of line is added twice, whether the first form was sent or left', async () => {
  await chloe().clicks('Lines', { on: 'home' });
  await addsLine('Churn');
  await chloe().closes();
  await addsLine('Churn');
  expect(top()).toContain('= Add a line =');
  await chloe().fills({ Name: 'Churn of the small' });
  await chloe().submits();
  await addsLine('Churn');
  await chloe().submits();
  expect(top()).toMatch(/Churn of the small[\s\S]*Churn/);
});

test('the same earlier week is opened twice from the App Home', async () => {
  await chloe().clicks('Lines', { on: 'home' });
  await addsLine('Churn');
  await chloe().submits();
  await chloe().closes({ all: true });
  for (const _ of ['first', 'second']) {
    await chloe().selects('The week to March 2', { on: 'home', of: 'An earlier week' });
    expect(top()).toContain('The week to March 2');
    await chloe().closes();
    await scene.settle();
  }
});

test('one meeting’s reminders are turned off, on and off again', async () => {
  await scene.setUpRitual('ana', 'productWeekly');
  await chloe().opensHome();
  for (const _ of ['first', 'second']) {
    await chloe().selects('Not for Product weekly', { on: 'home', of: 'Fewer reminders' });
    await scene.settle();
    await chloe().selects('Product weekly', { on: 'home', of: 'Remind me again' });
    await scene.settle();
    expect(scene.read(scene.homeOf('chloe'))).not.toContain('Remind me again');
  }
});

test('a choice that is still there tells the bot nothing', async () => {
  await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '12:00' });
  await scene.travelTo('2026-03-03T11:01:00Z');
  await scene.record('ben', 'productWeekly', 'Bill yearly only');
  await scene.travelTo('2026-03-04T08:01:00Z');
  const [note] = scene.workspace.directMessages(scene.people.chloe);
  if (!note) throw new Error('Chloe was not reminded');
  await chloe().selects('None at all', { on: note });
  await expect(chloe().selects('None at all', { on: note })).rejects.toThrow('is chosen there already');
});
