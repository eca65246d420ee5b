// Makes the pictures of the README from the company with a past: npm run pictures.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { bundlePage } from './page-server/bundle.ts';
import { Floor } from './page-server/floor.ts';
import { type PageServer, servePage } from './page-server/server.ts';
import { Hands } from './past/hands.ts';
import { livePast } from './past.ts';
import { functions, type Name } from './people.ts';
import { withPalette } from './png.ts';
import { prepare, Stage } from './stage.ts';
import type { Message } from './world.ts';

const folder = join(import.meta.dirname, '../docs/pictures');
const mostBytes = 300_000;
const channel = 'product-weekly';

interface Picture {
  readonly name: string;
  /** Where the page looks, as in its address. */
  readonly at: string;
  readonly width: number;
  readonly height: number;
  /** Only the newest message with these words. */
  readonly only?: RegExp;
}

const answers: readonly (readonly [name: Name, verdict: string, why: string])[] = [
  ['grace', 'They’d dislike it', 'Globex moves over in June, not before.'],
  ['hiro', 'They’d dislike it', ''],
  ['ana', 'They’d be fine with it', 'Nine of ten use the new one already.'],
  ['ben', 'They’d love it', ''],
];

/** The meeting ends, a decision is recorded, and four people answer. */
async function decide(stage: Stage): Promise<void> {
  const at = stage.nextOf('meeting');
  if (!at) throw new Error('The past ends before a meeting');
  await stage.travelTo(at);
  await stage.workspace.as('@ben').types('/decided Turn the old importer off on Friday', { in: channel });
  await stage.settle();
  const hands = new Hands(stage);
  for (const [name, verdict, why] of answers) {
    await hands.presses(name, newestRoot(stage), 'answer.form');
    await hands.fills(name, { verdict, ...(why ? { why } : {}) });
    await hands.submits(name);
  }
  await stage.settle();
}

/** The window ends, and the answers are shown. */
async function reveal(stage: Stage): Promise<void> {
  const at = stage.nextOf('close');
  if (at) await stage.travelTo(at);
  const next = stage.nextOf('close');
  if (next && stage.workspace.thread(newestRoot(stage)).length === 1) await stage.travelTo(next);
}

function newestRoot(stage: Stage): Message {
  const root = stage.workspace.messages(channel).findLast((it) => it.isFromBot);
  if (!root) throw new Error('Nothing was asked');
  return root;
}

async function photograph(browser: Browser, page: PageServer, picture: Picture): Promise<number> {
  const { width, height } = picture;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  await tab.goto(`${page.address}${picture.at}`);
  await tab.getByRole('article').first().waitFor();
  // Nobody's focus belongs in a picture.
  await tab.evaluate('document.activeElement?.blur()');
  const message = tab.getByRole('article').filter({ hasText: picture.only ?? '' });
  const shown = picture.only ? message.last() : tab;
  const png = withPalette(await shown.screenshot({ animations: 'disabled' }));
  await writeFile(join(folder, `${picture.name}.png`), png);
  await context.close();
  return png.length;
}

const stage = new Stage(await prepare({}));
await stage.start();
await livePast(stage, () => undefined);
const floor = new Floor(stage, functions);
const page = await servePage(floor, bundlePage(), 0);
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-lcd-text',
];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
await mkdir(folder, { recursive: true });

const take = (picture: Picture) => {
  floor.marks.readAllBefore(stage.clock.now());
  stage.workspace.openAnew();
  return photograph(browser, page, picture);
};
let bytes = await take({ name: 'digest', at: '#/chloe/app', width: 980, height: 2200, only: /week to/i });
await decide(stage);
bytes += await take({ name: 'asked', at: `#/chloe/${channel}`, width: 1100, height: 540 });
await reveal(stage);
const thread = `#/ben/${channel}/${newestRoot(stage).ts}`;
bytes += await take({ name: 'revealed', at: thread, width: 1100, height: 690 });
await browser.close();
await page.close();
await stage.close();
process.stdout.write(`3 pictures in docs/pictures, ${Math.round(bytes / 1000)} kB together\n`);
if (bytes > mostBytes) throw new Error(`The pictures together may have ${mostBytes} bytes, not ${bytes}`);
