// What the page owes to everybody: keys, narrow screens, darkness, lost connections, and nobody else's eyes.
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { House, hasBrowser, needsBrowser, type Visitor } from './visitor.ts';

/** The browser's own bar may have the focus between the last and the first control: that is nowhere in the page. */
const whereTheFocusIs = `(() => {
  const at = document.activeElement;
  if (at?.closest('dialog')) return 'dialog';
  return at && at !== document.body ? at.outerHTML.slice(0, 200) : 'nowhere';
})()`;

describe.skipIf(!hasBrowser)(`the page, ${needsBrowser}`, () => {
  let house: House;
  let visitor: Visitor | undefined;

  beforeAll(async () => {
    house = await House.open();
  }, 30_000);
  afterEach(async () => {
    expect(visitor?.broken ?? []).toEqual([]);
    await visitor?.page.context().close();
    visitor = undefined;
  });
  afterAll(async () => {
    await house.close();
  });

  async function come(...given: Parameters<House['visit']>): Promise<Visitor> {
    visitor = await house.visit(...given);
    return visitor;
  }

  test('a command is completed from what the app offers, with keys alone', async () => {
    const { page, composer } = await come('#/ana/product-weekly');
    await composer.fill('/');
    expect(await page.getByRole('option').count()).toBeGreaterThan(2);
    await composer.press('ArrowDown');
    const wanted = await page.getByRole('option', { selected: true }).locator('strong').innerText();
    await composer.press('Tab');
    expect(await composer.inputValue()).toBe(`${wanted} `);
    await composer.fill('/nosuch thing');
    await composer.press('Enter');
    await page.getByText('/nosuch is not a valid command.').waitFor();
  });

  test('a form holds the focus, Escape closes it, and the focus is back where it was', async () => {
    const come1 = await come('#/ana/product-weekly');
    const { page, composer, dialog } = come1;
    await composer.fill('/voc');
    await composer.press('Enter');
    await dialog.waitFor();
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>(whereTheFocusIs)).toMatch(/^(dialog|nowhere)$/);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await composer.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(house.stage.workspace.modals('@ana')).toEqual([]);
  });

  test('a click shows its receipt without anything else being pressed', async () => {
    const come1 = await come('#/hiro/support-leads');
    await come1.types('/decided Answer in chat first');
    const root = come1.message('hidden until');
    await root.waitFor();
    await come1.presses(/dislike it/, root);
    await come1.message(/Saved/).waitFor();
    expect(await come1.message(/Saved/).count()).toBe(1);
  });

  test('everything is there at phone width, one thing at a time', async () => {
    const come1 = await come('#/hiro/support-leads', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const { page } = come1;
    await come1.message('Answer in chat first').waitFor();
    await come1.keepsPicture('phone');
    const overflows = await page.locator('body').evaluate((body) => body.scrollWidth > body.clientWidth);
    expect(overflows).toBe(false);
    await page.getByRole('button', { name: 'Channels' }).click();
    await come1.keepsPicture('phone, channels');
    await come1.goes(/product-weekly/);
    await page.getByRole('heading', { name: /product-weekly/ }).waitFor();
    await come1.composer.fill('Hello from a phone');
    await come1.presses('Send');
    await come1.message('Hello from a phone').waitFor();
  });

  test('at 1024 pixels a channel and its thread stand side by side, in the dark too', async () => {
    const come1 = await come('#/hiro/support-leads', {
      viewport: { width: 1024, height: 768 },
      colorScheme: 'dark',
    });
    const root = come1.message('hidden until');
    await root.hover();
    await come1.presses('Reply in thread', root);
    const thread = come1.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('combobox', { name: 'Reply in thread' }).fill('I asked two customers yesterday');
    await come1.presses('Send', thread);
    await thread.getByRole('article').filter({ hasText: 'two customers' }).waitFor();
    expect(await come1.composer.isVisible()).toBe(true);
    await come1.keepsPicture('dark, with a thread');
  });

  test('what came while somebody looked elsewhere is marked, and read once they look', async () => {
    const { page } = await come('#/ben/product-weekly');
    const channel = page.getByRole('navigation').getByRole('button', { name: /product-weekly/ });
    await page.getByRole('navigation').getByRole('button', { name: /Home/ }).click();
    house.stage.workspace.postAs('@ana', '#product-weekly', 'Ben, can you look at this? @ben');
    house.floor.tell();
    await channel.getByText('1 for you').waitFor();
    await channel.click();
    await channel.getByText('1 for you').waitFor({ state: 'detached' });
  });

  test('somebody who is no member is told so, and can join', async () => {
    const come1 = await come('#/ana/support-leads');
    await come1.page.getByText('Ana is not a member of #support-leads').waitFor();
    await come1.presses('Join #support-leads');
    await come1.composer.waitFor();
  });

  test('a lost connection says so, and comes back by itself', async () => {
    const come1 = await come('#/ana/product-weekly');
    const { page } = come1;
    await house.goAway();
    await page.getByText('The connection to the sandbox is lost').waitFor();
    await come1.keepsPicture('lost connection');
    await come1.types('Is anybody there?');
    await page.getByText('The sandbox does not answer').waitFor();
    house.stage.workspace.postAs('@grace', '#product-weekly', 'Written while the line was down');
    await house.comeBack();
    await come1.message('Written while the line was down').waitFor({ timeout: 10_000 });
    await page.getByText('The connection to the sandbox is lost').waitFor({ state: 'detached' });
    expect(await come1.composer.inputValue()).toBe('Is anybody there?');
  });

  test('another site’s page can neither act here nor read', async () => {
    const statusFor = (headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = house.server;
        const asking = request({ host: '127.0.0.1', port, path: '/api/record', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asking.on('error', reject).end();
      });
    expect(await statusFor({ origin: 'https://evil.example' })).toBe(403);
    expect(await statusFor({ host: 'evil.example' })).toBe(403);
    expect(await statusFor({})).toBe(200);
  });
});
