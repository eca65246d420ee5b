// A visitor of the sandbox's page: a real browser in front of the real bot, with words for what people do there.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { type Assets, bundlePage } from '../../sandbox/page-server/bundle.ts';
import { Floor } from '../../sandbox/page-server/floor.ts';
import { type PageServer, servePage } from '../../sandbox/page-server/server.ts';
import { functions, type Name } from '../../sandbox/people.ts';
import { prepare, Stage } from '../../sandbox/stage.ts';

const chromiumPath = '/usr/bin/chromium';
const artefacts = join(import.meta.dirname, 'artefacts');

export const hasBrowser = existsSync(chromiumPath);
/** Stands in the report where the browser is missing. */
export const needsBrowser = hasBrowser
  ? 'in a browser'
  : `in a browser (skipped: no ${chromiumPath}; on Debian, apt-get install chromium)`;

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export class House {
  readonly stage: Stage;
  readonly floor: Floor;
  readonly #assets: Promise<Assets>;
  readonly #browser: Browser;
  server: PageServer;

  private constructor(parts: {
    stage: Stage;
    floor: Floor;
    server: PageServer;
    browser: Browser;
    assets: Promise<Assets>;
  }) {
    this.stage = parts.stage;
    this.floor = parts.floor;
    this.server = parts.server;
    this.#browser = parts.browser;
    this.#assets = parts.assets;
  }

  static async open(): Promise<House> {
    const assets = bundlePage();
    const [stage, browser] = await Promise.all([
      prepare({}).then((parts) => new Stage(parts)),
      chromium.launch({ executablePath: chromiumPath, args: flags }),
      assets,
    ]);
    await stage.start();
    const floor = new Floor(stage, functions);
    const server = await servePage(floor, assets, 0);
    return new House({ stage, floor, server, browser, assets });
  }

  /** Comes to the page as somebody, at a channel, home or app. */
  async visit(where = '', wishes: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...wishes,
    });
    const page = await context.newPage();
    const visitor = new Visitor(page);
    await page.goto(`${this.server.address}${where}`);
    await page.getByRole('region', { name: 'Time travel' }).waitFor();
    return visitor;
  }

  /** The sandbox goes away, and later comes back at the same address. */
  async goAway(): Promise<void> {
    await this.server.close();
  }

  async comeBack(): Promise<void> {
    this.server = await servePage(this.floor, this.#assets, this.server.port);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.close();
    await this.stage.close();
  }
}

export class Visitor {
  readonly page: Page;
  /** What broke in the page itself. */
  readonly broken: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(5_000);
    page.on('pageerror', (error) => this.broken.push(error.message));
  }

  /** The channel's composer. */
  get composer(): Locator {
    return this.page.getByRole('combobox', { name: /^Message #/ });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The newest message that has this text. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('article').filter({ hasText: text }).last();
  }

  async becomes(name: Name): Promise<void> {
    const people = this.page.getByRole('combobox', { name: 'Acting as' });
    const option = people.locator('option', { hasText: new RegExp(`^${name}`, 'i') });
    await people.selectOption((await option.getAttribute('value')) ?? '');
    await this.page.locator('.person-switch .avatar', { hasText: name.charAt(0).toUpperCase() }).waitFor();
  }

  async types(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async presses(name: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await within
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  }

  /** Sends the form on top, whatever its button says. */
  async submits(): Promise<void> {
    await this.dialog.locator('button[type="submit"]').click();
  }

  async travels(name: string): Promise<void> {
    const button = this.page.getByRole('button', { name });
    const before = await this.page.locator('.clock time').getAttribute('datetime');
    await button.click();
    await this.page.locator(`.clock time:not([datetime="${before}"])`).waitFor();
    await this.page.locator('.travel:not(:disabled)').first().waitFor();
  }

  async goes(name: string | RegExp): Promise<void> {
    await this.page.getByRole('navigation').getByRole('button', { name }).click();
  }

  async keepsPicture(name: string): Promise<void> {
    mkdirSync(artefacts, { recursive: true });
    await this.page.screenshot({ path: join(artefacts, `${name}.png`) });
  }
}
