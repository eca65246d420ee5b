// Who may what: people without the role, outside a private channel, or from another organization.
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

  const rows = (table: string) => scene.db.all(`SELECT * FROM ${table}`).length;

  test('an unknown word after a command is answered with the words there are', async () => {
    const seen = await scene.as('ana').types('/ritual dance', { in: scene.channels.productWeekly });
    expect(seen.text).toContain(
      'These I know: setup, status, ask, pause, resume, take, skip, close, digest, month, help.',
    );
  });

  test('help lists every word of each command', async () => {
    for (const command of ['/ritual', '/decided', '/voc']) {
      const seen = await scene.as('ana').types(`${command} help`, { in: scene.channels.productWeekly });
      expect(seen.text).toContain(`${command} help`);
    }
  });

  test('only facilitator and sponsor pause a ritual; a paused one asks nothing until it is resumed', async () => {
    const product = scene.channels.productWeekly;
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    expect((await scene.as('ben').types('/ritual pause', { in: product })).text).toContain(
      'Only the facilitator @Ana',
    );
    expect((await scene.as('ben').types('/ritual setup', { in: product })).text).toContain(
      'Only the facilitator @Ana',
    );
    expect((await scene.as('chloe').types('/ritual pause', { in: product })).text).toContain('Paused');
    await scene.travelTo('2026-03-04T12:00:00Z');
    expect(scene.workspace.messages(product)).toHaveLength(0);
    expect((await scene.as('ana').types('/ritual status', { in: product })).text).toContain(
      'Paused: @Chloe paused it.',
    );
    await scene.as('ana').types('/ritual resume', { in: product });
    await scene.travelTo('2026-03-10T10:00:00Z');
    expect(scene.workspace.messages(product)).toHaveLength(1);
  });

  test('a member takes a ritual over, and only then may run it', async () => {
    const product = scene.channels.productWeekly;
    await scene.setUpRitual('ana', 'productWeekly');
    expect((await scene.as('ben').types('/ritual take', { in: product })).text).toContain(
      'You are its facilitator now',
    );
    expect((await scene.as('ana').types('/ritual pause', { in: product })).text).toContain(
      'Only the facilitator @Ben',
    );
  });

  test('whoever takes a ritual over can close the round that is open', async () => {
    const product = scene.channels.productWeekly;
    await scene.setUpRitual('ana', 'productWeekly');
    await scene.record('ana', 'productWeekly', 'Ship it');
    expect((await scene.as('ben').types('/ritual close', { in: product })).text).toContain(
      'Only the facilitator',
    );
    await scene.as('ben').types('/ritual take', { in: product });
    expect((await scene.as('ben').types('/ritual close', { in: product })).text).toContain(
      'Closed. The answers',
    );
  });

  test('a round that somebody opened by hand is closed by them or the sponsor', async () => {
    const product = scene.channels.productWeekly;
    await scene.as('ana').types('/ritual ask', { in: product });
    expect((await scene.as('ben').types('/ritual close', { in: product })).text).toBe(
      'Only @Ana, who opened this round, and the sponsor can do this.',
    );
    expect((await scene.as('ana').types('/ritual close', { in: product })).text).toBe(
      'Closed. Nobody had recorded a decision.',
    );
  });

  test('a mistyped word is asked back, not published', async () => {
    const product = scene.channels.productWeekly;
    const typed = async (text: string) => (await scene.as('ana').types(text, { in: product })).text;
    expect(await typed('/voc serach export')).toContain('Did you mean `/voc search`?');
    expect(await typed('/voc The export is slow -- Acme nps:16')).toContain(
      'You typed: /voc The export is slow -- Acme nps:16',
    );
    expect([rows('decision'), rows('voice')]).toEqual([0, 0]);
  });

  test('a member of a private channel who leaves it no longer sees what waits there', async () => {
    await scene.record('dmitri', 'boardRoom', 'Sell the Berlin office');
    await scene.as('farid').opensHome();
    expect(scene.read(scene.homeOf('farid'))).toContain('Sell the Berlin office');
    scene.workspace.leave(scene.people.farid, scene.channels.boardRoom);
    await scene.settle();
    await scene.as('farid').opensHome();
    expect(scene.read(scene.homeOf('farid'))).not.toContain('Sell the Berlin office');
    expect(scene.readRoot('boardRoom')).toContain('0 of 3 answered');
    const asked = await scene.as('farid').types('/decided show 1', { in: scene.channels.financeClose });
    expect(asked.text).toBe('There is no decision 1 that you can see.');
  });

  test('a private channel’s decision is not to be had from outside it', async () => {
    await scene.record('dmitri', 'boardRoom', 'Sell the Berlin office');
    const outside = await scene.as('ana').types('/decided show 1', { in: scene.channels.productWeekly });
    expect(outside.text).toBe('There is no decision 1 that you can see.');
    expect((await scene.as('ana').types('/decided show 99', { in: scene.channels.productWeekly })).text).toBe(
      'There is no decision 99 that you can see.',
    );
    const inside = await scene.as('farid').types('/decided show 1', { in: scene.channels.financeClose });
    expect(inside.text).toContain('Sell the Berlin office');
    const owner = await scene.as('dmitri').types('/decided', { in: scene.channels.boardRoom });
    expect(owner.modal).not.toBeNull();
    await scene.as('dmitri').fills({ 'What was decided': 'Buy it back', 'Its owner': '@ana' });
    const refused = await scene.as('dmitri').submits();
    expect(Object.values(refused.errors)).toEqual([
      'The owner must be one person who is still here and can read this channel, and no bot.',
    ]);
  });

  test('a channel shared with a customer is refused', async () => {
    const seen = await scene.as('ana').types('/ritual setup', { in: scene.channels.acmeEmpty });
    expect(seen.text).toContain('shared with another organization');
    expect(
      (await scene.as('ana').types('/decided Drop it', { in: scene.channels.acmeEmpty })).text,
    ).toContain('shared');
    expect(rows('round')).toBe(0);
  });

  test('an outsider’s click is refused, and nothing is saved', async () => {
    await scene.record('ana', 'productWeekly', 'Drop phone support');
    scene.workspace.join(scene.people.wile, scene.channels.productWeekly);
    await scene.settle();
    await scene.answer('wile', 'productWeekly', 'They’d love it');
    expect(scene.lastPrivateText('wile')).toContain('Only people of this workspace can answer here.');
    expect(rows('answer')).toBe(0);
  });

  test('somebody who is not in the channel cannot answer there', async () => {
    await scene.record('ana', 'productWeekly', 'Drop phone support');
    await scene.answer('dmitri', 'productWeekly', 'They’d love it');
    expect(scene.lastPrivateText('dmitri')).toContain('Only members of this channel can do this.');
    expect(rows('answer')).toBe(0);
  });

  test('a channel without the bot says how to let it in', async () => {
    const elsewhere = scene.workspace.addChannel({
      name: 'elsewhere',
      members: [scene.people.ana],
      botIsMember: false,
    });
    const seen = await scene.as('ana').types('/ritual setup', { in: elsewhere });
    expect(seen.text).toContain('Type `/invite @Empty Chair`');
    scene.workspace.inviteBot(elsewhere);
    await scene.settle();
    expect((await scene.as('ana').types('/ritual setup', { in: elsewhere })).modal).not.toBeNull();
  });

  test('ten thousand characters and a call to the whole channel write nothing and call nobody', async () => {
    const long = await scene
      .as('ana')
      .types(`/decided ${'x'.repeat(10_000)}`, { in: scene.channels.productWeekly });
    expect(long.text).toContain('That is 10,000 characters; a decision has at most 3,000.');
    expect(rows('decision')).toBe(0);
    expect(rows('round')).toBe(0);
    await scene.record('ana', 'productWeekly', 'Tell <!channel> & <everybody> about *it*');
    const posted = JSON.stringify(scene.root('productWeekly').blocks);
    expect(posted).not.toContain('<!channel>');
    expect(posted).toContain('&lt;everybody&gt;');
  });

  test('only the sponsor sees the digest’s preview, and only sponsor and admins the settings', async () => {
    const product = scene.channels.productWeekly;
    expect((await scene.as('ana').types('/ritual digest', { in: product })).text).toBe(
      'Only the sponsor, @Chloe, can read the digest.',
    );
    expect((await scene.as('chloe').types('/ritual digest', { in: product })).text).toContain(
      'what customers would think',
    );
    await scene.as('ana').opensHome();
    expect(scene.read(scene.homeOf('ana'))).not.toContain('Settings');
    await scene.as('eve').opensHome();
    expect(scene.read(scene.homeOf('eve'))).toContain('Settings');
  });
});
