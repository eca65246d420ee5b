// What stands behind a digest: its lists, nudges, owners' own lists, the picture, and past digests.
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

  /** Ben owns a decision that customers would dislike; it is due on March 11. */
  async function disliked() {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Drop phone support on the free plan');
    for (const name of ['ana', 'ben', 'grace'] as const)
      await scene.answer(name, 'productWeekly', 'They’d dislike it');
  }

  const note = (name: 'chloe' | 'ben') => {
    const found = scene.workspace.directMessages(scene.people[name]).at(-1);
    if (!found) throw new Error(`${name} has no note`);
    return found;
  };
  const digests = () => scene.notes('chloe').filter((text) => text.includes('The week to'));
  const digest = () => {
    const found = scene.workspace
      .directMessages(scene.people.chloe)
      .findLast((message) => scene.read(message).includes('The week to'));
    if (!found) throw new Error('Chloe was told no digest');
    return found;
  };
  const form = () => scene.read(scene.topForm('chloe'));

  test('each section opens its list, and the list leads to the story', async () => {
    await disliked();
    await scene.travelTo('2026-03-09T08:01:00Z');
    await scene.as('chloe').clicks('Show', { on: digest(), near: 'Customers would dislike' });
    expect(form()).toContain(
      'decision 1, “Drop phone support on the free plan” · 3 of 3 think they’d dislike it',
    );
    await scene.as('chloe').clicks('Story');
    expect(form()).toContain('Decision 1');
    await scene.as('chloe').closes({ all: true });
    await scene.as('chloe').clicks('Show', { on: digest(), near: 'The ritual, by team' });
    expect(form()).toContain('Product weekly: kept 1 of 1 meeting, 100 % · 50 % answered');
  });

  test('nobody but the sponsor opens a list or nudges, whatever button they come by', async () => {
    await disliked();
    await scene.travelTo('2026-03-09T08:01:00Z');
    const seen = await scene
      .as('ben')
      .types('/ritual digest 2026-03-09', { in: scene.channels.productWeekly });
    expect(seen.text).toContain('Only the sponsor, @Chloe, can read the digest.');
    const past = await scene.as('ben').types('/ritual digest past', { in: scene.channels.productWeekly });
    expect(past.text).toContain('Only the sponsor');
  });

  test('a nudge goes into the owner’s next note, once', async () => {
    await disliked();
    await scene.travelTo('2026-03-09T08:01:00Z');
    const before = scene.notes('ben').length;
    await scene.as('chloe').clicks('Nudge', { on: digest() });
    expect(scene.lastPrivateText('chloe')).toContain('Nudged: @Ben reads of decision 1 in their next note');
    await scene.as('chloe').clicks('Nudge', { on: digest() });
    expect(scene.lastPrivateText('chloe')).toContain('@Ben is already nudged, on Mar 9, 2026.');
    await scene.travelTo('2026-03-09T20:00:00Z');
    expect(scene.notes('ben').length - before).toBe(1);
    expect(scene.read(note('ben'))).toContain('@Chloe asks about this one.');
    await scene.travelTo('2026-03-10T20:00:00Z');
    const again = scene
      .notes('ben')
      .slice(before)
      .filter((text) => text.includes('asks about this one'));
    expect(again).toHaveLength(1);
  });

  test('a nudge from the list marks it there', async () => {
    await disliked();
    await scene.travelTo('2026-03-09T08:01:00Z');
    await scene.as('chloe').clicks('Show', { on: digest(), near: 'Needs an owner today' });
    await scene.as('chloe').clicks('Nudge');
    expect(form()).toContain('Nudged Mar 9, 2026.');
    expect(form()).not.toContain('[ Nudge ]');
  });

  test('owners get their own short list on the same day, in one message', async () => {
    // It is due on March 18, too late for a reminder of its own, and early enough to be in the week’s list.
    await disliked();
    await scene.travelTo('2026-03-08T20:00:00Z');
    const before = scene.notes('ben').length;
    await scene.travelTo('2026-03-09T20:00:00Z');
    expect(scene.notes('ben').length - before).toBe(1);
    expect(scene.read(note('ben'))).toContain('Drop phone support on the free plan');
  });

  describe('where Slack does not take charts', () => {
    const told = (from: string, weeks: number) =>
      Array.from({ length: weeks }, (_, week) => new Date(Date.parse(from) + week * 7 * 86_400_000));

    test('the digest goes out at once with a table, once, and the next one does so from the start', async () => {
      await disliked();
      await scene.travelTo('2026-03-10T09:31:00Z');
      await scene.record('ben', 'productWeekly', 'Ship it');
      for (const name of ['ana', 'ben', 'grace'] as const)
        await scene.answer(name, 'productWeekly', 'They’d love it');
      await scene.travelTo('2026-03-16T07:59:00Z');
      scene.workspace.refuseBlocks('data_visualization');
      const [first, second] = told('2026-03-16T08:01:00Z', 2);
      await scene.travelTo(first ?? '');
      const refused = () =>
        scene.workspace.calls.filter(
          ({ method, args }) =>
            method === 'chat.postMessage' && JSON.stringify(args).includes('data_visualization'),
        ).length;
      expect(digests()).toHaveLength(2);
      expect(digests().at(-1)).toMatch(/Week to \| Ritual kept \| Participation \| Dislikes/);
      expect(refused()).toBe(1);
      await scene.travelTo(second ?? '');
      expect(digests()).toHaveLength(3);
      expect(digests().at(-1)).toMatch(/Mar 16 \| 100 %/);
      expect(refused()).toBe(1);
    });
  });

  test('a refusal whose reply was lost leads to one digest all the same', async () => {
    await disliked();
    await scene.travelTo('2026-03-10T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Ship it');
    await scene.answer('ana', 'productWeekly', 'They’d love it');
    await scene.travelTo('2026-03-16T07:59:00Z');
    scene.workspace.refuseBlocks('data_visualization');
    scene.workspace.failNext('chat.postMessage', { losesReply: true });
    await scene.travelTo('2026-03-16T08:05:00Z');
    expect(digests()).toHaveLength(2);
    expect(digests().at(-1)).toContain('Week to | Ritual kept');
  });

  test('a channel that is told the digest reads it as its members, and opens its lists', async () => {
    await disliked();
    await scene.as('chloe').opensHome();
    await scene.as('chloe').clicks('Change', { on: 'home', near: 'Weekly digest' });
    await scene.as('chloe').fills({ 'Channel that is told the digest, too': '#product-weekly' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    await scene.record('dmitri', 'boardRoom', 'Buy a rival');
    await scene.travelTo('2026-03-09T08:01:00Z');
    const told = scene.root('productWeekly');
    expect(scene.read(told)).toContain('Ben: decision 1, “Drop phone support on the free plan”');
    expect(scene.read(told)).not.toMatch(/@|Nudge|rival/);
    expect(digests()).toHaveLength(1);
    await scene.as('ana').clicks('Show', { on: told, near: 'Customers would dislike' });
    expect(scene.read(scene.topForm('ana'))).toContain('decision 1');
    const past = await scene
      .as('ana')
      .types('/ritual digest 2026-03-09', { in: scene.channels.productWeekly });
    expect(past.text).toContain('The week to March 9');
  });

  test('a facilitator reads the month of their own ritual', async () => {
    await disliked();
    await scene.travelTo('2026-03-09T08:01:00Z');
    const seen = await scene.as('ana').types('/ritual month', { in: scene.channels.productWeekly });
    expect(seen.text).toContain('Product weekly: four weeks');
    expect(seen.text).toContain(
      'kept 1 of 1 meeting, 100 % · 50 % answered · 100 % of opinions: they’d dislike it',
    );
    const other = await scene.as('ben').types('/ritual month', { in: scene.channels.productWeekly });
    expect(other.text).toContain('Only the facilitator');
  });

  test('two weeks make a picture, with a sentence that says what it shows', async () => {
    await disliked();
    await scene.travelTo('2026-03-10T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Ship it');
    await scene.answer('ana', 'productWeekly', 'They’d love it');
    await scene.travelTo('2026-03-16T08:01:00Z');
    expect(digests().at(-1)).toContain('(line) How the ritual is kept');
    expect(digests().at(-1)).toContain(
      '2 weeks since Mar 9: ritual kept 100 % → 100 %, participation 50 % → 17 %',
    );
    expect(digest().text).toContain('ritual kept 100 % → 100 %');
  });

  test('past digests keep their figures, and say what has become of them since', async () => {
    await disliked();
    await scene.travelTo('2026-03-09T08:01:00Z');
    await scene.as('ben').opensHome();
    await scene.as('ben').clicks('Keep it, because…', { on: 'home' });
    await scene
      .as('ben')
      .fills({ 'Why keep it, although customers would dislike it?': 'The law asks for it' });
    await scene.as('ben').submits();
    await scene.travelTo('2026-03-16T08:01:00Z');
    await scene.as('chloe').types('/ritual digest past', { in: scene.channels.productWeekly });
    expect(form()).toContain('The week to March 16, 2026');
    await scene.as('chloe').clicks('Read', { near: 'The week to March 9, 2026' });
    expect(form()).toContain('Figures as they were told. Since then 1 owed thing was settled.');
    expect(form()).toContain('✅ @Ben: decision 1');
    expect(form()).toContain('since then: kept');
    const seen = await scene
      .as('chloe')
      .types('/ritual digest 5 March', { in: scene.channels.productWeekly });
    expect(seen.text).toContain('The week to March 9');
    const none = await scene.as('chloe').types('/ritual digest 5 Jan', { in: scene.channels.productWeekly });
    expect(none.text).toContain('No digest told of the week with 2026-01-05.');
  });
});
