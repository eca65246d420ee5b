// Somebody else becomes the sponsor: they are told what comes when, once, and by whom.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { modes, Scene } from './scene.ts';

describe.each(modes)('in %s mode', (mode) => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await Scene.open({ mode });
  });
  afterEach(async () => {
    expect(scene.workspace.warnings).toEqual([]);
    await scene.close();
  });

  const chooses = async (values: Record<string, string>) => {
    await scene.as('chloe').opensHome();
    await scene.as('chloe').clicks('Change', { on: 'home', near: 'Weekly digest' });
    await scene.as('chloe').fills(values);
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    await scene.settle();
  };

  test('who is told what comes, and who chose them', async () => {
    await chooses({ Sponsor: '@grace', 'Digest time': '16:00' });
    expect(scene.notes('grace')).toEqual([
      expect.stringMatching(/^@Chloe made you the sponsor[\s\S]*Your next digest comes .*Mar 2, 2026/),
    ]);
    await scene.as('grace').opensHome();
    expect(scene.read(scene.homeOf('grace'))).toContain('Sponsor: @Grace');
    expect(scene.notes('chloe')).toEqual([]);
  });

  test('who is told nothing when other settings change', async () => {
    await chooses({ 'Digest time': '16:00' });
    expect([scene.notes('chloe'), scene.notes('grace')]).toEqual([[], []]);
  });
});
