// A meeting ends, the team answers blind, and the answers are revealed: the main job as people live it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Mode, modes, Scene } from './scene.ts';

describe.each(modes)('over %s', (mode: Mode) => {
  let scene: Scene;

  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const product = () => scene.channels.productWeekly;

  test('a meeting ends on schedule, on both sides of a clock change', async () => {
    const saved = await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Thursday'], at: '10:30' });
    expect(saved.ackMs).toBeLessThan(3000);

    await scene.travelTo('2026-03-26T09:29:59Z');
    expect(scene.workspace.messages(product())).toHaveLength(3);
    await scene.travelTo('2026-03-26T09:30:00Z');
    expect(scene.readRoot('productWeekly')).toContain('Product weekly* has ended');
    // Berlin turned its clocks forward on 29 March: half past ten is an hour earlier in UTC.
    await scene.travelTo('2026-04-02T08:29:59Z');
    expect(scene.workspace.messages(product())).toHaveLength(4);
    await scene.travelTo('2026-04-02T08:30:00Z');
    expect(scene.workspace.messages(product())).toHaveLength(5);
  });

  test('three people answer blind, and at the reveal dissent speaks first', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ana', 'productWeekly', 'Drop phone support on the free plan');

    const receipt = await scene.answer('ben', 'productWeekly', 'They’d dislike it');
    expect(receipt.text).toContain('Saved: they’d dislike it.');
    await scene.as('ben').clicks('Add why', { on: scene.lastPrivate('ben') });
    await scene
      .as('ben')
      .fills({ 'Why do you think so?': 'Small shops call us <!channel> when payroll fails' });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.answer('ana', 'productWeekly', 'They’d be fine with it');
    await scene.answer('grace', 'productWeekly', 'They’d love it');

    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('3 of 6 answered');
    expect(scene.readRoot('productWeekly')).not.toMatch(/payroll|█/);
    const peek = await scene.as('farid').types('/decided show 1', { in: product() });
    expect(peek.text).toContain('3 answered; the answers are hidden');
    expect(peek.text).not.toMatch(/payroll|dislike it:/);

    await scene.travelTo('2026-03-04T09:31:00Z');
    const reveal = scene.readThread('productWeekly');
    expect(reveal).toContain('1 of 3 thinks they’d dislike it, because…');
    expect(reveal).toContain('Small shops call us <!channel> when payroll fails');
    expect(reveal.indexOf('They’d dislike it: @Ben')).toBeLessThan(reveal.indexOf('They’d love it: @Grace'));
    expect(scene.readRoot('productWeekly')).toContain('the answers are in');
  });

  test('a verdict can be changed until the reveal, not after it', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price of the starter plan');
    await scene.answer('ben', 'productWeekly', 'They’d love it');
    await scene.answer('ben', 'productWeekly', 'They’d dislike it');
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('1 of 1 thinks they’d dislike it.');

    await scene.as('ben').clicks('Answer late', { on: scene.root('productWeekly') });
    expect(scene.lastPrivateText('ben')).toContain('everyone has seen the answers, so yours stays as it is');
  });

  test('whoever did not answer in time can answer late, marked, without changing the result', async () => {
    await scene.record('ana', 'productWeekly', 'Raise the price of the starter plan');
    for (const name of ['ana', 'ben', 'grace'] as const)
      await scene.answer(name, 'productWeekly', 'They’d be fine with it');
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    await scene.as('hiro').clicks('Answer late', { on: scene.root('productWeekly') });
    await scene.as('hiro').fills({
      'What would our best customers think?': '👎 They’d dislike it',
      'Why do you think so?': 'It doubled',
    });
    await scene.as('hiro').submits();
    await scene.settle();
    expect(scene.readThread('productWeekly')).toContain('Late: 👎 They’d dislike it: @Hiro');
    expect(scene.readThread('productWeekly')).toContain('Nobody thinks they’d dislike it (3 opinions).');

    await scene.travelTo('2026-03-09T08:10:00Z');
    await scene.as('farid').clicks('Answer late', { on: scene.root('productWeekly') });
    expect(scene.lastPrivateText('farid')).toContain('more than seven days ago');
  });

  test('a round closes fifteen minutes after everybody has answered everything', async () => {
    await scene.record('ana', 'productWeekly', 'Merge the two billing pages');
    for (const name of ['ana', 'ben', 'chloe', 'farid', 'grace', 'hiro'] as const) {
      await scene.answer(name, 'productWeekly', 'They’d love it');
    }
    await scene.settle();
    const answeredAt = scene.clock.now();
    await scene.travelTo(new Date(answeredAt.getTime() + 14 * 60_000));
    expect(scene.readRoot('productWeekly')).toContain('6 of 6 answered');
    await scene.travelTo(new Date(answeredAt.getTime() + 16 * 60_000));
    expect(scene.readRoot('productWeekly')).toContain('the answers are in');
    expect(scene.readThread('productWeekly')).toContain('It stands.');
  });

  test('a meeting that decided nothing says so, and whoever said it or runs the ritual can take that back', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.as('ben').clicks('No decision this time', { on: scene.root('productWeekly') });
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('decided nothing this time');
    await scene.as('grace').clicks('Take that back', { on: scene.root('productWeekly') });
    expect(scene.lastPrivateText('grace')).toContain('Only the facilitator @Ana and the sponsor can do this');
    await scene.as('ben').clicks('Take that back', { on: scene.root('productWeekly') });
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Record a decision');
    await scene.as('ben').clicks('No decision this time', { on: scene.root('productWeekly') });
    await scene.settle();
    await scene.as('ana').clicks('Take that back', { on: scene.root('productWeekly') });
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Record a decision');
  });

  test('a round that nobody touched lapses', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-05T12:00:00Z');
    expect(scene.readRoot('productWeekly')).toContain('nobody recorded a decision');
    expect(scene.readThread('productWeekly')).toBe('');
  });

  test('the form records a decision with its owner, and a ninth finds the round full', async () => {
    await scene.as('ana').types('/ritual ask', { in: product() });
    await scene.settle();
    await scene.as('ana').clicks('Record a decision', { on: scene.root('productWeekly') });
    await scene.as('ana').fills({
      'What was decided': 'Retire the old importer',
      'Its owner': '@ben',
      'Customers it touches': ['Low value'],
    });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Retire the old importer · owner @Ben');
    for (let n = 2; n <= 8; n += 1)
      await scene.record('ana', 'productWeekly', `Decision number ${n}. ${'Long words. '.repeat(60)}`);
    const ninth = await scene.as('ana').types('/decided One more', { in: product() });
    expect(ninth.text).toContain('holds eight decisions already');
    await scene.settle();
    await scene.as('ana').clicks('Record a decision', { on: scene.root('productWeekly') });
    expect(scene.read(scene.topForm('ana'))).toContain('holds eight decisions already');
    await scene.as('ana').closes();
    await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly'), nth: 2 });
    expect(scene.read(scene.topForm('ben'))).toContain('Long words.');
  });

  test('eight long decisions with long whys fit one message each, before and after the reveal', async () => {
    for (let n = 1; n <= 8; n += 1)
      await scene.record('ana', 'productWeekly', `${n} ${'& < > “quoted” '.repeat(190)}`);
    for (let n = 1; n <= 8; n += 1) {
      await scene.as('ben').clicks('Why / change', { on: scene.root('productWeekly'), nth: n });
      await scene.as('ben').fills({
        'What would our best customers think?': '👎 They’d dislike it',
        'Why do you think so?': '& <why> '.repeat(240),
      });
      expect((await scene.as('ben').submits()).errors).toEqual({});
    }
    await scene.as('ana').types('/ritual close', { in: product() });
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('the answers are in');
    expect(scene.readThread('productWeekly')).toContain('1 of 1 thinks they’d dislike it, because…');
    expect(scene.workspace.calls.filter((call) => call.error)).toEqual([]);
  });
});
