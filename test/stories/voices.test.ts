// Customers' own words: kept from a command, a form or a message, found again by those who may, forgotten on request.
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

  const product = () => scene.channels.productWeekly;
  const voc = (name: Parameters<Scene['as']>[0], text: string) =>
    scene.as(name).types(`/voc ${text}`, { in: product() });

  test('words typed in one line are kept with all that was said about them', async () => {
    const seen = await voc(
      'grace',
      'The export takes twenty minutes and then fails -- Acme  #export nps:6 segment:mid source:support stage:use',
    );
    expect(seen.text).toContain('Acme');
    const shown = await voc('ana', 'show 1');
    for (const part of [
      'The export takes twenty minutes and then fails',
      'Acme',
      'export',
      '6',
      'support',
      'use',
    ]) {
      expect(shown.text).toContain(part);
    }
  });

  test('each filter narrows a search, alone and with words', async () => {
    await voc('grace', 'The export is slow -- Acme #export nps:6 segment:mid source:support stage:use');
    await voc('ana', 'Billing was a breeze -- Globex #billing csat:5 segment:high source:survey stage:renew');
    await scene.travelTo('2026-03-05T08:00:00Z');
    await voc('ana', 'The export is slow again -- Initech #export segment:low source:call stage:use');
    const found = async (query: string) => (await voc('ben', `search ${query}`)).text;
    expect(await found('export slow segment:mid')).toMatch(/Acme(?![\s\S]*Initech)/);
    expect(await found('segment:high')).toMatch(/Globex(?![\s\S]*Acme)/);
    expect(await found('source:survey')).toContain('Globex');
    expect(await found('stage:use #export')).toMatch(/Initech[\s\S]*Acme|Acme[\s\S]*Initech/);
    expect(await found('customer:globex')).toContain('Billing was a breeze');
    expect(await found('#billing')).toContain('Globex');
    expect(await found('by:@ana export')).toMatch(/Initech(?![\s\S]*Acme)/);
    expect(await found('since:2026-03-04')).toMatch(/Initech(?![\s\S]*Acme)/);
    expect(await found('colour:red')).toMatch(/segment/);
    expect(await found('nothingofthesort')).toMatch(/no|nothing/i);
  });

  test('a channel link typed as a tag is the theme', async () => {
    await voc('grace', 'Slow as ever -- Acme #support-leads');
    expect((await voc('ana', 'list')).text).toContain('support-leads');
  });

  test('a voice of a private channel is found by its members and the sponsor only', async () => {
    await scene
      .as('dmitri')
      .types('/voc We will not renew at that price -- Acme #price', { in: scene.channels.boardRoom });
    expect((await voc('ana', 'search renew')).text).not.toContain('Acme');
    expect((await voc('ana', 'show 1')).text).toContain('no voice 1');
    expect((await voc('chloe', 'search renew')).text).toContain('Acme');
    expect(
      (await scene.as('eve').types('/voc search renew', { in: scene.channels.boardRoom })).text,
    ).toContain('Acme');
  });

  test('addresses and numbers of people are masked before anything is written', async () => {
    await voc('grace', 'Call Jane at +49 30 901820 or jane.doe@acme.example -- Acme');
    const written = JSON.stringify(scene.db.all('SELECT * FROM voice'));
    expect(written).not.toMatch(/901820|jane\.doe/);
    expect((await voc('grace', 'show 1')).text).not.toMatch(/901820|jane\.doe/);
  });

  test('the form keeps a voice, with what is wrong said beside the field', async () => {
    await voc('grace', '');
    expect(scene.read(scene.topForm('grace'))).toMatch(/words/i);
  });

  test('a message is kept with its link, and a second time it is known', async () => {
    const said = scene.workspace.postAs(
      scene.people.hiro,
      product(),
      'Globex told me: “we love the new importer”',
    );
    await scene.as('grace').usesShortcut('Save as customer voice', { on: said });
    expect((await scene.as('grace').submits()).errors).toEqual({});
    await scene.settle();
    expect((await voc('ana', 'search importer')).text).toContain('importer');
    await scene.as('grace').closes({ all: true });
    await scene.as('ben').usesShortcut('Save as customer voice', { on: said });
    expect(scene.db.all('SELECT * FROM voice')).toHaveLength(1);
    const row = scene.db.one<{ permalink: string | null }>('SELECT permalink FROM voice');
    expect(row?.permalink).toMatch(/^https:/);
  });

  test('only its capturer and the sponsor can have it forgotten, and then it is gone', async () => {
    await voc('grace', 'The zebra colour scheme hurts -- Acme');
    expect((await voc('ben', 'forget 1')).text).toMatch(/Only|only/);
    expect((await voc('grace', 'forget 1')).text).toMatch(/forgotten|gone/i);
    expect((await voc('grace', 'search zebra')).text).not.toContain('Acme');
    expect(scene.db.all('SELECT * FROM voice')).toEqual([]);
  });

  test('words with markup, a call to everyone and ten thousand characters', async () => {
    expect((await voc('grace', 'x'.repeat(10_000))).text).toMatch(/10,000/);
    await voc('grace', '<!channel> & “a < b” *bold* -- Acme');
    expect((await voc('grace', 'show 1')).text).toContain('& “a < b”');
    const sent = JSON.stringify(scene.workspace.deliveries.at(-1)?.response ?? '');
    expect(sent).not.toContain('<!channel>');
  });
});
