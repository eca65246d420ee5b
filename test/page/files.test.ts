// Files on the page: picked in a form with the browser's own picker, and kept on one's disk from a message.
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { House, hasBrowser, needsBrowser, type Visitor } from './visitor.ts';

/** As an old spreadsheet writes it: Latin-1, semicolons, line breaks and quotes in cells, markup, a formula. */
const nasty = Buffer.from(
  [
    'Kommentar;Kunde;NPS;Quelle;Datum;Ticket',
    '"Grüße!\r\nDer Export bricht ""immer"" ab; jeden Freitag";Acme <b>& Co;2;survey;01.03.2026;77',
    '=HYPERLINK("http://evil.example");Globex;9;survey;28.02.2026;78',
    '<!channel> `code` *bold* </script>;Wayne;7;survey;28.02.2026;79',
    ';Initech;3;survey;01.03.2026;80',
    'Eleven of ten;Acme;11;survey;01.03.2026;81',
    'Schreibt an jürgen@kunde.example;Umbrella;;survey;01.03.2026;82',
  ].join('\r\n'),
  'latin1',
);
const csv = (name: string, buffer = nasty) => ({ name, mimeType: 'text/csv', buffer });
const nastyName = 'Umfrage “März” & <i>.csv';

describe.skipIf(!hasBrowser)(`files, ${needsBrowser}`, () => {
  let house: House;
  let visitor: Visitor;

  beforeAll(async () => {
    house = await House.open();
    visitor = await house.visit('#/chloe/product-weekly');
  }, 30_000);
  afterEach(() => {
    expect(visitor.broken).toEqual([]);
    expect(house.stage.workspace.warnings).toEqual([]);
  });
  afterAll(async () => {
    await house.close();
  });

  const picker = () => visitor.dialog.locator('input[type="file"]');
  const count = () => house.stage.db.one<{ n: number }>('SELECT count(*) AS n FROM voice')?.n;

  test('a form asks for a file, and takes only what it asked for', async () => {
    await visitor.types('/voc import');
    await visitor.dialog.waitFor();
    expect(await picker().getAttribute('accept')).toContain('.csv');
    expect(await picker().getAttribute('multiple')).toBeNull();
    await visitor.submits();
    await visitor.dialog.getByText('required').waitFor();
    await picker().setInputFiles(csv('book.xlsx'));
    await visitor.dialog.getByText('“book.xlsx” is none of these: csv').waitFor();
    await visitor.keepsPicture('form with a file, refused');
    expect(house.stage.workspace.files.all).toEqual([]);
  });

  test('what was chosen is named, can be taken away and chosen again', async () => {
    await picker().setInputFiles(csv('first.csv'));
    await visitor.dialog.getByText('first.csv').waitFor();
    expect(await picker().count()).toBe(0);
    expect(await visitor.dialog.getByText('none of these').count()).toBe(0);
    const remove = visitor.dialog.getByRole('button', { name: 'Remove first.csv' });
    expect(await remove.evaluate((element) => element.matches(':focus'))).toBe(true);
    await visitor.page.keyboard.press('Enter');
    await picker().waitFor();
    expect(await picker().evaluate((element) => element.matches(':focus'))).toBe(true);
    await picker().setInputFiles(csv(nastyName));
    await visitor.dialog.getByText(nastyName).waitFor();
    await visitor.keepsPicture('form with a file');
  });

  test('the bot hears of the file as from Slack, reads it, and shows what it understood', async () => {
    await visitor.submits();
    await visitor.dialog.getByText('I am reading Umfrage “März” & <i>').waitFor();
    await visitor.keepsPicture('import, being read');
    await visitor.page.keyboard.press('Escape');
    const sent = house.stage.workspace.deliveries.findLast(({ kind }) => kind === 'interaction');
    expect(JSON.stringify(sent?.payload)).toMatch(/"type":"file_input","files":\[\{"id":"F0/);
    await visitor.goes(/^Empty Chair(?!.*Home)/);
    const asked = visitor.message('4 voices to import');
    await asked.waitFor();
    expect(await asked.innerText()).toMatch(/Der Export bricht "immer" ab; jeden Freitag/);
    expect(await asked.innerText()).toContain('<!channel>');
    expect(await asked.innerText()).toContain('Acme <b>& Co');
    expect(await asked.innerText()).toMatch(/2 rows are refused/);
    await visitor.keepsPicture('import, to be confirmed');
    expect(count()).toBe(0);
  });

  test('on a word it imports, and the same message says that it is done', async () => {
    await visitor.presses('Import 4 voices');
    const done = visitor.message('are imported');
    await done.waitFor();
    await visitor.keepsPicture('import, done');
    expect(count()).toBe(4);
    expect(await visitor.page.getByRole('article').count()).toBe(1);
  });

  test('what the bot sends can be kept on one’s disk, by those it was sent to', async () => {
    await visitor.goes(/product-weekly/);
    await visitor.types('/voc export');
    await visitor.goes(/^Empty Chair(?!.*Home)/);
    const here = visitor.message('Here are 4 voices');
    await here.waitFor();
    await visitor.keepsPicture('export');
    const coming = visitor.page.waitForEvent('download');
    await here.getByRole('link', { name: 'voices.csv' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('voices.csv');
    expect(await readFile(await download.path(), 'utf8')).toContain(`'=HYPERLINK(""http://evil.example"")`);
    const address = await here.getByRole('link', { name: 'voices.csv' }).getAttribute('href');
    expect(await statusOf(`${address}`)).toBe(200);
    expect(await statusOf(`${address}`.replace(house.stage.company.people.chloe.id, idOf('ana')))).toBe(404);
  });

  test('a large file tells how far it is, in the message that asked', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `Nothing is as slow as row ${index},Acme`);
    const large = csv('large.csv', Buffer.from(['words,customer', ...rows].join('\n')));
    await visitor.goes(/product-weekly/);
    await visitor.types('/voc import');
    await picker().setInputFiles(large);
    await visitor.dialog.getByText('large.csv').waitFor();
    await visitor.submits();
    await visitor.dialog.getByText('I am reading large.csv').waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.goes(/^Empty Chair(?!.*Home)/);
    await visitor.message('10,000 voices to import').waitFor({ timeout: 30_000 });
    await visitor.travels('+1 hour');
    await visitor.presses('Import 10,000 voices');
    await visitor.message('10,000 voices of large.csv are imported').waitFor({ timeout: 30_000 });
    const told = house.stage.workspace.calls.map(({ method, args }) => `${method} ${args.text}`);
    expect(told).toContainEqual(expect.stringMatching(/^chat.update Importing large.csv: [▓░]{20}/));
    expect(count()).toBe(10_004);
    expect(await visitor.page.getByRole('article').count()).toBe(3);
  }, 90_000);

  test('nobody hands in somebody else’s file', async () => {
    const { workspace } = house.stage;
    const ana = workspace.as('@ana');
    await ana.types('/voc import', { in: '#product-weekly' });
    const files = workspace.files.all.filter(({ ownerId }) => ownerId !== idOf('ana'));
    expect(files.length).toBeGreaterThan(0);
    const spot = { blockId: 'file', actionId: 'file' };
    expect(() => ana.fillsAt(spot, { type: 'file_input', files }, { on: 'modal' })).toThrow(
      'choose it again',
    );
  });

  const idOf = (name: 'ana' | 'chloe') => house.stage.company.people[name].id;
  const statusOf = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: house.server.port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asking.on('error', reject).end();
    });
});
