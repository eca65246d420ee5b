// The digest’s charts on the sandbox’s page: they are drawn, they have a name, and they can be seen on dark paper too.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestMessage } from '../../src/digest/views.ts';
import { ordinaryWeek } from '../digest/weeks.ts';
import { House, hasBrowser, needsBrowser } from './visitor.ts';

describe.skipIf(!hasBrowser)(needsBrowser, () => {
  let house: House;

  beforeAll(async () => {
    house = await House.open();
    const { workspace, company } = house.stage;
    const channel = workspace.channel(company.channels.productWeekly).id;
    const answer = await fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel, ...digestMessage(ordinaryWeek(), 'charts') }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }, 60_000);
  afterAll(() => house?.close());

  test.each(['light', 'dark'] as const)('on %s paper', async (colorScheme) => {
    const visitor = await house.visit('#/ana/product-weekly', { colorScheme });
    const digest = visitor.message('The week to March 9');
    await digest.getByRole('img', { name: /How the ritual is kept/ }).waitFor();
    await digest.getByRole('img', { name: /Churn/ }).waitFor();
    expect(await digest.getByText('Participation', { exact: true }).count()).toBe(1);
    const line = '[class*="data_visualization_plot"] svg path';
    const filter = await visitor.page.evaluate(`getComputedStyle(document.querySelector('${line}')).filter`);
    expect(filter).toBe(colorScheme === 'dark' ? 'brightness(1.7)' : 'none');
    await visitor.keepsPicture(`digest-${colorScheme}`);
    expect(visitor.broken).toEqual([]);
  });
});
