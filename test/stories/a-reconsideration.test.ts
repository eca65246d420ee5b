// A decision customers would dislike cannot quietly stand: its owner keeps, changes or reverses it, and is reminded.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.record('ben', 'productWeekly', 'Drop phone support on the free plan');
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;

  /** One of three opinions is enough at one third. */
  async function customersWouldDislikeIt() {
    await scene.answer('ben', 'productWeekly', 'They’d love it');
    await scene.answer('ana', 'productWeekly', 'They’d be fine with it');
    await scene.answer('grace', 'productWeekly', 'They’d dislike it');
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
  }

  const reveal = () =>
    scene.workspace.thread(scene.root('productWeekly')).at(-1) ?? scene.root('productWeekly');

  test('a third of the opinions against it sends it back to its one owner, with a date', async () => {
    await customersWouldDislikeIt();
    expect(scene.readThread('productWeekly')).toContain(
      '@Ben, please reconsider it, because customers would dislike it, by Mar 9, 2026.',
    );
  });

  test('only its owner and the sponsor can settle it', async () => {
    await customersWouldDislikeIt();
    await scene.as('grace').clicks('Reverse it', { on: reveal() });
    expect(scene.lastPrivateText('grace')).toContain(
      'Only @Ben, who owns decision 1, and the sponsor can do this.',
    );
    await scene.as('chloe').clicks('Reverse it', { on: reveal() });
    await scene.as('chloe').fills({ 'Why reverse it?': 'Too many small shops depend on it' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain(
      'Reversed* by @Chloe: Too many small shops depend on it',
    );
  });

  test('its owner keeps it and says why', async () => {
    await customersWouldDislikeIt();
    await scene.as('ben').clicks('Keep it, because…', { on: reveal() });
    const without = await scene.as('ben').submits();
    expect(Object.keys(without.errors)).toHaveLength(1);
    await scene.as('ben').fills({
      'Why keep it, although customers would dislike it?':
        'We cannot staff it, and chat answers in two minutes',
    });
    await scene.as('ben').submits();
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('Kept* by @Ben: We cannot staff it');
    expect(scene.readThread('productWeekly')).not.toContain('Reverse it');
    expect(scene.readRoot('productWeekly')).toContain('Kept* by @Ben');
  });

  test('a second ending finds the first', async () => {
    await customersWouldDislikeIt();
    const before = reveal();
    const staleBlocks = structuredClone(before);
    await scene.as('ben').clicks('Reverse it', { on: before });
    await scene.as('ben').fills({ 'Why reverse it?': 'It was a mistake' });
    await scene.as('chloe').clicks('Keep it, because…', { on: staleBlocks });
    await scene.as('chloe').fills({ 'Why keep it, although customers would dislike it?': 'It pays' });
    await scene.as('ben').submits();
    await scene.as('chloe').submits();
    await scene.settle();
    expect(scene.read(scene.topForm('chloe'))).toContain('This was settled already: reversed by @Ben.');
    expect(scene.readThread('productWeekly')).toContain('Reversed* by @Ben');
  });

  test('its owner changes it, and the team is asked about what it says now', async () => {
    await customersWouldDislikeIt();
    await scene.as('ben').clicks('Change it', { on: reveal() });
    await scene.as('ben').fills({ 'Why change it?': 'Shops need a voice at the end of the month' });
    const same = await scene.as('ben').submits();
    expect(Object.values(same.errors)).toEqual([expect.stringContaining('says the same as before')]);
    await scene.as('ben').fills({
      'What you decide now': 'Keep phone support for payroll week',
      'Ask again?': ['Ask the team what customers would think of this'],
    });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain(
      'Keep phone support for payroll week · owner @Ben · changes decision 1',
    );
    const story = await scene.as('ana').types('/decided show 1', { in: product() });
    expect(story.text).toContain('Decision 2 took its place.');
  });

  test('an owner who is not in the channel is told in person, and can change it from there', async () => {
    await scene.as('ana').types('/decided', { in: product() });
    await scene.as('ana').fills({ 'What was decided': 'Bill yearly only', 'Its owner': '@dmitri' });
    await scene.as('ana').submits();
    await scene.settle();
    for (const name of ['ana', 'ben', 'grace'] as const) {
      await scene
        .as(name)
        .clicks('They’d dislike it', { on: scene.root('productWeekly'), near: 'Bill yearly' });
    }
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    expect(scene.notes('dmitri').at(-1)).toContain('You own decision 2, made in #product-weekly.');
    const note = scene.workspace.directMessages(scene.people.dmitri).at(-1);
    if (!note) throw new Error('Dmitri was told nothing');
    await scene.as('dmitri').clicks('Change it', { on: note });
    await scene.as('dmitri').fills({
      'What you decide now': 'Bill yearly, or monthly for a little more',
      'Why change it?': 'Small shops live from month to month',
      'Ask again?': ['Ask the team what customers would think of this'],
    });
    expect((await scene.as('dmitri').submits()).errors).toEqual({});
    expect(scene.read(scene.topForm('dmitri'))).toContain(
      'Decision 3 takes its place, and the team is asked about it now.',
    );
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Bill yearly, or monthly');
  });

  test('too few opinions leave the judgement to the owner', async () => {
    await scene.answer('grace', 'productWeekly', 'They’d dislike it');
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('@Ben, please read the answers and judge');
    await scene.as('ben').clicks('Reconsider it', { on: reveal() });
    await scene.as('ben').fills({ 'What should be reconsidered?': 'Whether chat can replace it' });
    await scene.as('ben').submits();
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('@Ben, please reconsider it, as @Ben judged');
  });

  test('where half do not know, its owner goes and asks customers', async () => {
    await scene.answer('grace', 'productWeekly', 'We don’t know');
    await scene.answer('ana', 'productWeekly', 'We don’t know');
    await scene.answer('ben', 'productWeekly', 'They’d love it');
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('please ask customers');
    await scene.as('ben').clicks('I asked them', { on: reveal() });
    await scene.as('ben').fills({ 'What did customers say?': 'Three of five would miss it' });
    await scene.as('ben').submits();
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain(
      'Customers were asked* by @Ben: Three of five would miss it',
    );
  });

  test('its owner is reminded on the working day before, after its date, and then weekly, never twice a day', async () => {
    await customersWouldDislikeIt();
    // Due Monday 9 March; Ben is in London, so Friday at nine is 09:00 UTC.
    await scene.travelTo('2026-03-06T08:59:00Z');
    expect(scene.notes('ben')).toEqual([]);
    await scene.travelTo('2026-03-06T09:01:00Z');
    expect(scene.notes('ben')).toHaveLength(1);
    expect(scene.notes('ben').at(-1)).toContain('1 decision waits for you.');
    // On the Mondays of the digest it stands in his list of the week besides.
    await scene.travelTo('2026-03-09T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(2);
    await scene.travelTo('2026-03-10T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(3);
    expect(scene.notes('ben').at(-1)).toContain('1 day overdue');
    await scene.travelTo('2026-03-15T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(3);
    await scene.travelTo('2026-03-17T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(5);

    const note = scene.workspace.directMessages(scene.people.ben).at(-1);
    if (!note) throw new Error('Ben has no note');
    await scene.as('ben').clicks('Keep it, because…', { on: note });
    await scene
      .as('ben')
      .fills({ 'Why keep it, although customers would dislike it?': 'Chat answers faster' });
    await scene.as('ben').submits();
    await scene.travelTo('2026-04-10T17:00:00Z');
    expect(scene.notes('ben')).toHaveLength(5);
  });

  test('an owner who left while the bot was away is replaced by the facilitator, who is told', async () => {
    await customersWouldDislikeIt();
    await scene.stop();
    scene.workspace.deactivate(scene.people.ben);
    await scene.start();
    expect(scene.notes('ana').at(-1)).toContain('The owner of a decision has left, so it is yours now.');
    expect(scene.readThread('productWeekly')).toContain('@Ana, please reconsider it');
    expect(scene.notes('ben')).toEqual([]);
  });

  test('when owner and facilitator leave, matters and ritual come to the sponsor', async () => {
    await customersWouldDislikeIt();
    scene.workspace.deactivate(scene.people.ana);
    scene.workspace.deactivate(scene.people.ben);
    await scene.settle();
    const notes = scene.notes('chloe').join('\n');
    expect(notes).toContain('The owner of a decision has left');
    expect(notes).toContain('The facilitator of a ritual has left');
  });
});
