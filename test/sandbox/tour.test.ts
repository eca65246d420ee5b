// The tour of the main job: it ends where it says, with nothing that Slack would object to on the way.
import { expect, it } from 'vitest';
import { prepare, Stage } from '../../sandbox/stage.ts';
import { tour } from '../../sandbox/tour.ts';

it('plays the main job from the set-up to the digest', async () => {
  const stage = new Stage(await prepare({}));
  await stage.start();
  const said: string[] = [];
  await tour(stage, (text) => said.push(text));
  const told = said.join('\n');
  expect(told).toContain('Saved. I ask on Tuesdays at 10:30');
  expect(told).toContain('1 of 3 thinks they’d dislike it · reversed');
  expect(told).toContain('Reversed* by @Ben: Payroll week needs a voice on the phone.');
  expect(told).toContain('The week to March 9');
  expect(said.at(-1)).toContain('That was the main job.');
  expect(stage.workspace.warnings).toEqual([]);
  await stage.close();
});
