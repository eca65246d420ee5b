// The main job as people live it: a meeting ends, the team answers blind, a disliked decision is reconsidered.
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

  async function setUp(weekdays: string[] = ['Tuesday'], at = '10:30') {
    const { productWeekly } = scene.channels;
    await scene.as('ana').types('/ritual setup', { in: productWeekly });
    await scene.as('ana').fills({ 'Name of the meeting': 'Product weekly', 'It ends on': weekdays, at });
    return scene.as('ana').submits();
  }

  test('a round from its meeting’s end to its reveal', async () => {
    const saved = await setUp();
    expect(saved.ackMs).toBeLessThan(3000);
    console.log(scene.read(scene.workspace.modal(scene.people.ana) as never));
    await scene.travelTo('2026-03-03T09:31:00Z');
    const root = scene.root('productWeekly');
    console.log(scene.read(root));
    await scene.as('ana').types('/decided Drop phone support on the free plan', { in: scene.channels.productWeekly });
    await scene.settle();
    console.log(scene.read(scene.root('productWeekly')));
    for (const name of ['ana', 'ben', 'grace'] as const) {
      const seen = await scene.as(name).clicks('They’d dislike it', { on: scene.root('productWeekly') });
      console.log(seen.text, seen.failure);
    }
    await scene.settle();
    console.log(scene.read(scene.root('productWeekly')));
    await scene.travelTo('2026-03-05T09:31:00Z');
    console.log(scene.read(scene.root('productWeekly')));
    console.log(scene.workspace.thread(scene.root('productWeekly')).map((m) => scene.read(m)).join('\n---\n'));
    console.log(scene.log.join(''));
  });
});
