// Care for customers' words: handed out to the sponsor alone, masked, kept for as long as agreed, forgotten on request.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newDatabase, Scene } from './scene.ts';

let scene: Scene;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  scene = await Scene.open({ mode: 'http', db: newDatabase(join(folder, 'chair.db')) });
});
afterEach(async () => {
  expect(scene.workspace.warnings).toEqual([]);
  await scene.close();
  rmSync(folder, { recursive: true });
});

const types = (name: Parameters<Scene['as']>[0], text: string) =>
  scene.as(name).types(text, { in: scene.channels.productWeekly });
const count = () => scene.db.one<{ count: number }>('SELECT count(*) AS count FROM voice')?.count;
const bytes = () =>
  readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('')
    .toLowerCase();

describe('an export', () => {
  const sent = (name: string) => {
    const file = scene.workspace.files.all.findLast((one) => one.name === name);
    return Buffer.from(file?.bytes ?? []).toString('utf8');
  };

  test('goes to the sponsor as CSV that a spreadsheet cannot be harmed by, and as JSON Lines', async () => {
    await types('grace', '/voc =HYPERLINK("http://evil") said, "quoted" -- Acme #export nps:6 segment:mid');
    await types('ana', '/voc Größe passt 🪑 -- Globex');
    expect((await types('chloe', '/voc export')).text).toContain('They come to you as a direct message');
    await scene.settle();
    expect(scene.notes('chloe').at(-1)).toContain('Here are 2 voices.');
    expect(sent('voices.csv').startsWith('\uFEFFid,said_at,words,')).toBe(true);
    const rows = parse(sent('voices.csv'), { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map(({ words }) => words)).toEqual([
      '\'=HYPERLINK("http://evil") said, "quoted"',
      'Größe passt 🪑',
    ]);
    const lines = sent('voices.jsonl').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({
        id: 1,
        words: '=HYPERLINK("http://evil") said, "quoted"',
        scale: 'nps',
        score: 6,
        themes: ['export'],
        segment: 'mid',
        audience: 'workspace',
      }),
      expect.objectContaining({ id: 2, customer: 'Globex', score: null, themes: [] }),
    ]);
    expect(scene.db.all('SELECT * FROM export')).toEqual([]);
    expect(scene.db.all("SELECT subject FROM audit WHERE did = 'exported'")).toEqual([
      { subject: '2 voices' },
    ]);
  });

  test('can be narrowed as a search is', async () => {
    await types('grace', '/voc The export is slow -- Acme segment:mid');
    await types('grace', '/voc The export is fine -- Globex segment:high');
    await types('grace', '/voc Billing is fine -- Acme segment:mid');
    await types('chloe', '/voc export export segment:mid');
    await scene.settle();
    expect(sent('voices.jsonl').match(/"words":"[^"]*"/g)).toEqual(['"words":"The export is slow"']);
    await types('chloe', '/voc export nothingofthesort');
    await scene.settle();
    expect(scene.notes('chloe').at(-1)).toContain('No voice matches your export');
  });

  test('reads back as it was when it is imported elsewhere', async () => {
    await types(
      'grace',
      '/voc -5 of ten, says Acme -- Acme #export nps:6 segment:mid source:support stage:use',
    );
    await types('chloe', '/voc export');
    await scene.settle();
    await scene.as('grace').types('/voc import', { in: scene.channels.productWeekly });
    await scene.as('grace').fills({
      'A table of customers’ words': { fileName: 'voices.csv', bytes: Buffer.from(sent('voices.csv')) },
    });
    await scene.as('grace').submits();
    await scene.settle();
    const asked = scene.notes('grace').at(-1);
    expect(asked).toContain('1 voice to import');
    expect(asked).toContain('> -5 of ten, says Acme');
    expect(asked).toContain('Acme · #export · NPS 6 · Mid value · support · use');
  });

  test('is for the sponsor alone', async () => {
    expect((await types('ana', '/voc export')).text).toContain('can export voices');
    expect((await types('chloe', '/voc export colour:red')).text).toContain('I don’t know');
    await scene.settle();
    expect(scene.workspace.files.all).toEqual([]);
  });

  test('is tried again while Slack is away, and given up with a word', async () => {
    await types('grace', '/voc Slow -- Acme');
    scene.workspace.failNext('files.getUploadURLExternal', { status: 503 });
    await types('chloe', '/voc export');
    await scene.travelTo('2026-03-02T08:03:00Z');
    expect(scene.notes('chloe').at(-1)).toContain('Here is 1 voice.');
    scene.workspace.failNext('files.completeUploadExternal', { error: 'internal_error' }, { times: 3 });
    await types('chloe', '/voc export');
    await scene.travelTo('2026-03-02T08:10:00Z');
    expect(scene.notes('chloe').at(-1)).toContain('Slack did not take them');
    expect(scene.db.all('SELECT * FROM export')).toEqual([]);
  });
});

describe('a customer who wants to be forgotten', () => {
  test('is forgotten, with no trace in the file', async () => {
    await types('grace', '/voc Xylophone repairs fail -- Quuxcorp #zebra');
    await types('ana', '/voc The walrus dashboard is slow -- quuxcorp');
    await types('ana', '/voc We came from Quuxcorp and are glad -- Acme');
    await scene.as('dmitri').types('/voc Private platypus -- QuuxCorp', { in: scene.channels.boardRoom });
    await scene.as('grace').types('/voc import', { in: scene.channels.productWeekly });
    const file = { fileName: 'quuxcorp.csv', bytes: Buffer.from('words,customer\nHungry ocelot,Quuxcorp') };
    await scene.as('grace').fills({ 'A table of customers’ words': file });
    await scene.as('grace').submits();
    await scene.settle();
    expect(scene.notes('grace').at(-1)).toContain('Hungry ocelot');
    const asked = await types('chloe', '/voc forget customer QUUXCORP');
    const form = asked.modal ? scene.read(asked.modal) : '';
    expect(form).toContain('3 voices will be deleted for good');
    expect(form).toContain('1 voice of somebody else says that name');
    const done = await scene.as('chloe').submits();
    expect(done.modal && scene.read(done.modal)).toContain('3 voices are being deleted');
    await scene.settle();
    expect(count()).toBe(1);
    expect(scene.notes('grace').at(-1)).not.toContain('ocelot');
    expect(scene.db.all("SELECT person_id, subject FROM audit WHERE did = 'forgot a customer'")).toEqual([
      { person_id: scene.people.chloe.id, subject: '3 voices' },
    ]);
    await types('chloe', '/voc forget 3');
    for (const trace of ['xylophon', 'walrus', 'platypus', 'ocelot', 'zebra', 'quuxcorp']) {
      expect(bytes(), trace).not.toContain(trace);
    }
  });

  test('is forgotten by the sponsor alone, and by a whole name', async () => {
    await types('grace', '/voc Slow -- Acme GmbH');
    expect((await types('grace', '/voc forget customer Acme GmbH')).text).toContain('can forget a customer');
    expect((await types('chloe', '/voc forget customer Acme')).text).toContain(
      'No voice names a customer like that',
    );
    expect((await types('chloe', '/voc forget customer')).text).toContain('Type the customer’s name');
    expect(count()).toBe(1);
  });

  test('whose voices are many is forgotten across a restart', async () => {
    for (let n = 0; n < 3; n += 1) await types('grace', `/voc Slow ${n} -- Acme`);
    await types('chloe', '/voc forget customer acme');
    await scene.as('chloe').submits();
    await scene.restart();
    expect(count()).toBe(0);
    expect(scene.db.all('SELECT * FROM forgetting')).toEqual([]);
  });
});

describe('the settings', () => {
  const fillsCare = async (name: Parameters<Scene['as']>[0], values: Record<string, string>) => {
    await scene.as(name).opensHome();
    await scene.as(name).clicks('Change how customers’ words are kept', { on: scene.homeOf(name) });
    await scene.as(name).fills(values);
    const seen = await scene.as(name).submits();
    await scene.settle();
    return seen;
  };

  test('allow personal details where the sponsor wants them', async () => {
    await types('grace', '/voc Mail jane@acme.example, card 4111 1111 1111 1111 -- Acme');
    await fillsCare('chloe', { 'E-mail addresses, phone and card numbers': 'Kept as they are' });
    await types('grace', '/voc Mail john@acme.example -- Acme');
    const words = scene.db
      .all<{ words: string }>('SELECT words FROM voice ORDER BY id')
      .map((row) => row.words);
    expect(words).toEqual(['Mail [e-mail], card [card]', 'Mail john@acme.example']);
    expect(scene.read(scene.homeOf('chloe'))).toContain('card numbers are kept as they are');
  });

  test('forget what is old, at once and daily', async () => {
    await types('grace', '/voc Older than the hills -- Acme said:2025-12-01');
    await types('grace', '/voc Ripe soon -- Acme said:2026-02-10');
    await types('grace', '/voc Fresh -- Acme');
    const refused = await fillsCare('chloe', { 'Forget voices after so many days': '29' });
    expect(Object.keys(refused.errors)).toEqual(['Forget voices after so many days']);
    await scene.as('chloe').fills({ 'Forget voices after so many days': '30' });
    const asked = await scene.as('chloe').submits();
    await scene.settle();
    expect(asked.modal && scene.read(asked.modal)).toMatch(
      /\*1 voice\* said before .*Jan 31, 2026.* will be deleted for good/,
    );
    // Nothing before a yes.
    expect(count()).toBe(3);
    expect(scene.read(scene.homeOf('chloe'))).toContain('voices are kept for good');
    const agreed = await scene.as('chloe').submits();
    expect(agreed.modal && scene.read(agreed.modal)).toContain('1 voice is being deleted');
    await scene.settle();
    expect(count()).toBe(2);
    expect(bytes()).not.toContain('hills');
    await scene.travelTo('2026-03-14T08:00:00Z');
    expect(count()).toBe(1);
    expect(scene.db.all("SELECT person_id, subject FROM audit WHERE did = 'forgot by age'")).toEqual([
      { person_id: null, subject: '1 voice' },
      { person_id: null, subject: '1 voice' },
    ]);
    expect(scene.read(scene.homeOf('chloe'))).toContain('voices are kept for 30 days');
  });

  test('are for the sponsor and admins', async () => {
    await scene.as('grace').opensHome();
    expect(scene.read(scene.homeOf('grace'))).not.toContain('card numbers');
  });
});
