// Slack stacks three views: whatever is clicked in the last of them leads on, and what is said there is seen.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { elementsOf } from '../../sandbox/block-kit/walk.ts';
import { Scene } from './scene.ts';

describe('views over views', () => {
  let scene: Scene;

  /** Customers would dislike what Ben and Chloe decided, and the digest of the week is told. */
  beforeEach(async () => {
    scene = await Scene.open();
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Drop phone support');
    await scene.record('chloe', 'productWeekly', 'Bill yearly only');
    for (const name of ['ana', 'ben', 'grace'] as const) {
      for (const near of ['Drop phone support', 'Bill yearly only'])
        await scene.as(name).clicks('They’d dislike it', { on: scene.root('productWeekly'), near });
    }
    await scene.travelTo('2026-03-09T08:01:00Z');
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const chloe = () => scene.as('chloe');
  const stack = () => scene.workspace.modals(scene.people.chloe);
  const top = () => scene.read(scene.topForm('chloe'));
  const digest = () => {
    const found = scene.workspace
      .directMessages(scene.people.chloe)
      .findLast((message) => scene.read(message).includes('The week to'));
    if (!found) throw new Error('Chloe was told no digest');
    return found;
  };
  const refusedViews = () =>
    scene.workspace.calls.filter(({ method, ok }) => method.startsWith('views.') && !ok);

  test('past digests lead to the last page and back', async () => {
    await chloe().clicks('Past digests', { on: digest() });
    await chloe().clicks('Read');
    expect(top()).toContain('Figures as they were told.');
    await chloe().clicks('Show', { near: 'Customers would dislike' });
    await chloe().clicks('Story', { nth: 1 });
    expect(top()).toContain('= Decision 1 =');
    await chloe().clicks('What customers said');
    expect(top()).toContain('No voice that you can read is about this.');
    expect(stack()).toHaveLength(3);
    await chloe().closes();
    await chloe().clicks('Story', { nth: 1 });
    expect(top()).toContain('= Decision 1 =');
    await chloe().closes();
    await chloe().closes();
    await chloe().clicks('Past digests');
    expect(top()).toContain('= Past digests =');
    expect(stack()).toHaveLength(1);
    expect(refusedViews()).toEqual([]);
  });

  /** A button on top: its words, and which of several with the same words. */
  type Step = readonly [words: string, nth: number];

  const steps = (): Step[] => {
    const elements = scene.topForm('chloe').fields.blocks.flatMap(elementsOf);
    const words = elements.flatMap((one) => (one.type === 'button' ? [one.text.text] : []));
    return words.map((one, at): Step => [one, words.slice(0, at + 1).filter((it) => it === one).length]);
  };

  async function follow(path: readonly Step[]): Promise<void> {
    if (stack().length > 0) await chloe().closes({ all: true });
    await chloe().clicks('Past digests', { on: digest() });
    for (const [words, nth] of path) await chloe().clicks(words, { nth });
  }

  test('every click behind a digest shows something, however deep it is', async () => {
    const paths: Step[][] = [[['Read', 1]]];
    const walked = new Map<string, number>();
    for (const path of paths) {
      await follow(path);
      const title = top().split('\n', 1)[0];
      for (const step of steps()) {
        await follow(path);
        const [before, depth] = [top(), stack().length];
        const way = `${title}, ${step.join(' ')}, of ${depth}`;
        if (walked.has(way) || !steps().some((one) => one.join() === step.join())) continue;
        walked.set(way, depth);
        await chloe().clicks(step[0], { nth: step[1] });
        expect(top(), way).not.toBe(before);
        expect(refusedViews(), way).toEqual([]);
        paths.push([...path, step]);
      }
    }
    expect(walked.size).toBeGreaterThan(20);
    expect(Math.max(...walked.values())).toBe(3);
  });

  test('a refusal is read on the third view, too', async () => {
    await follow([['Read', 1]]);
    await chloe().clicks('Show', { near: 'Customers would dislike' });
    await chloe().clicks('Story', { nth: 1 });
    expect(stack()).toHaveLength(3);
    const shown = await scene.as('ben').types('/decided show 1', { in: scene.channels.productWeekly });
    await scene.as('ben').clicks('Withdraw it', { on: shown.notices.at(-1) ?? 'modal' });
    await scene.as('ben').fills({ 'Why is it withdrawn?': 'Asked twice' });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await chloe().clicks('Withdraw it');
    expect(top()).toContain('= Not saved =');
    expect(refusedViews()).toEqual([]);
  });

  test('a nudge says what becomes of it, where the owner has turned reminders off as well', async () => {
    await scene.as('ben').opensHome();
    await scene.as('ben').selects('None at all', { on: 'home', of: 'Fewer reminders' });
    await chloe().clicks('Show', { on: digest(), near: 'Needs an owner today' });
    await chloe().clicks('Nudge');
    expect(top()).toContain(
      'Nudged Mar 9, 2026. @Ben has turned reminders off, so decision 1 stands in their App Home only.',
    );
  });

  test('a nudge in a past digest is answered over it', async () => {
    await follow([['Read', 1]]);
    await chloe().clicks('Nudge');
    expect(top()).toContain('Nudged: @Ben reads of decision 1 in their next note');
  });
});
