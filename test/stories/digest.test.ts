// The sponsor's week: what needs an owner, who keeps the ritual, what customers said; and the settings that steer it.
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

  test('a week without anything says what to do about it, and invents nothing', async () => {
    // Chloe is in Paris: nine o'clock on Monday is 08:00 UTC.
    await scene.travelTo('2026-03-09T07:59:00Z');
    expect(scene.notes('chloe')).toEqual([]);
    await scene.travelTo('2026-03-09T08:01:00Z');
    const digest = scene.notes('chloe').at(-1);
    expect(digest).toContain('The week to March 9');
    expect(digest).toContain('No channel has a ritual yet. Type `/ritual setup`');
    expect(digest).toContain('Nobody saved a customer’s words this week.');
    expect(digest).not.toMatch(/\d %/);
  });

  test('a week tells what needs an owner first, then decisions, teams and voices', async () => {
    await scene.as('chloe').opensHome();
    await scene.as('chloe').clicks('Add a function', { on: 'home' });
    await scene.as('chloe').fills({ Function: 'Legal', 'Its lead': '@farid' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Drop phone support on the free plan');
    for (const name of ['ana', 'ben', 'grace'] as const)
      await scene.answer(name, 'productWeekly', 'They’d dislike it');
    await scene.as('grace').types('/voc The export takes twenty minutes -- Acme #export nps:6 segment:mid', {
      in: scene.channels.productWeekly,
    });
    await scene.travelTo('2026-03-09T08:01:00Z');
    const digest = scene.notes('chloe').at(-1) ?? '';
    expect(digest).toContain(
      '@Ben: decision 1, “Drop phone support on the free plan” · reconsideration, due Mar 11',
    );
    expect(digest).toContain('3 of 3 think they’d dislike it · reconsideration: @Ben by Mar 11');
    expect(digest).toContain('No ritual: Legal (@Farid)');
    expect(digest).toContain('Product weekly: kept 1 of 1 meeting, 100 % · 50 % answered');
    expect(digest).toContain('Mid value: 1 voice');
    expect(digest).toContain('High value: nobody');
    expect(digest).toContain('#export 1');
    expect(digest.indexOf('Needs an owner today')).toBeLessThan(digest.indexOf('Blind spots'));
    expect(digest).not.toMatch(/@Ana|@Grace/);

    await scene.travelTo('2026-03-16T08:01:00Z');
    expect(scene.notes('chloe').filter((note) => note.includes('The week to'))).toHaveLength(2);
    expect(scene.notes('chloe').at(-1)).toContain('🔴 @Ben: decision 1');
  });

  test('a digest that fell due while the bot was down is told within two days, and only named after them', async () => {
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-11T07:00:00Z'));
    await scene.start();
    expect(scene.notes('chloe').at(-1)).toContain('The week to March 9');
    await scene.stop();
    scene.clock.moveTo(new Date('2026-03-18T09:00:00Z'));
    await scene.start();
    expect(scene.notes('chloe')).toHaveLength(1);
    await scene.travelTo('2026-03-23T08:01:00Z');
    expect(scene.notes('chloe').at(-1)).toContain('when it fell due: the week to March 16');
  });

  test('a digest whose reply was lost is told once', async () => {
    scene.workspace.failNext('chat.postMessage', { losesReply: true });
    await scene.travelTo('2026-03-09T09:00:00Z');
    expect(scene.notes('chloe')).toHaveLength(1);
  });

  test('the sponsor chooses another hour, day and sponsor, and says who the best customers are', async () => {
    await scene.as('chloe').opensHome();
    await scene.as('chloe').clicks('Change', { on: 'home', near: 'Weekly digest' });
    await scene.as('chloe').looksFor('new york', { in: 'Time zone of channels without a ritual' });
    await scene.as('chloe').fills({
      Sponsor: '@grace',
      'Digest day': 'Friday',
      'Digest time': '16:00',
      'Time zone of channels without a ritual': 'America/New_York',
    });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    // Grace is in New York: four in the afternoon on Friday is 21:00 UTC.
    await scene.travelTo('2026-03-06T20:59:00Z');
    expect(scene.notes('grace')).toEqual([expect.stringContaining('@Chloe made you the sponsor')]);
    await scene.travelTo('2026-03-06T21:01:00Z');
    expect(scene.notes('grace').at(-1)).toContain('The week to March 6');

    await scene.as('grace').opensHome();
    await scene.as('grace').clicks('Change', { on: 'home', near: 'Best customers' });
    await scene.as('grace').fills({ 'Who are your best customers?': 'Teams who renewed twice' });
    await scene.as('grace').submits();
    expect(scene.read(scene.homeOf('grace'))).toContain('Best customers: Teams who renewed twice');
    await scene.record('ana', 'productWeekly', 'Ship it');
    expect(scene.readRoot('productWeekly')).toContain('Best customers: Teams who renewed twice');
  });

  test('home shows what waits for me, and what I settle there is gone', async () => {
    await scene.record('ben', 'productWeekly', 'Drop phone support');
    await scene.as('ana').opensHome();
    expect(scene.read(scene.homeOf('ana'))).toContain('Waiting for my answer');
    await scene.as('ana').clicks('Answer', { on: 'home' });
    await scene.as('ana').fills({ 'What would our best customers think?': '👎 They’d dislike it' });
    await scene.as('ana').submits();
    expect(scene.read(scene.homeOf('ana'))).not.toContain('Waiting for my answer');
    await scene.travelTo('2026-03-04T09:00:00Z');
    await scene.as('ben').opensHome();
    expect(scene.read(scene.homeOf('ben'))).toContain('please read the answers and judge');
    await scene.as('ben').clicks('It stands', { on: 'home' });
    await scene.as('ben').fills({ 'Why does it stand?': 'One voice is not enough' });
    await scene.as('ben').submits();
    expect(scene.read(scene.homeOf('ben'))).toContain('Nothing is waiting for you.');
  });
});
