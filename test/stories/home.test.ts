// The App Home: everybody finds their own matters in one place, and the sponsor settles what the workspace agrees on.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Scene } from './scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

type Name = Parameters<Scene['as']>[0];
const home = (name: Name) => scene.read(scene.homeOf(name));
const form = (name: Name) => scene.read(scene.topForm(name));
const says = (name: Name, typed: string) =>
  scene.as(name).types(`/voc ${typed}`, { in: scene.channels.productWeekly });

describe('everybody', () => {
  test('finds out what this is on the first day', async () => {
    await scene.as('grace').opensHome();
    expect(home('grace')).toContain('Nothing is waiting for you.');
    expect(home('grace')).toContain('`/ritual setup`');
    expect(home('grace')).toContain('`/voc`');
    expect(home('grace')).not.toContain('Settings');
    expect(home('grace')).not.toContain('Audit log');
  });

  test('records a decision from here, in a channel that they choose', async () => {
    await scene.as('ben').opensHome();
    await scene.as('ben').clicks('Record a decision', { on: 'home' });
    await scene.as('ben').fills({
      'What was decided': 'Drop phone support',
      'The channel of the team that decided it': '#product-weekly',
    });
    expect((await scene.as('ben').submits()).errors).toEqual({});
    await scene.settle();
    expect(scene.readRoot('productWeekly')).toContain('Drop phone support');
  });

  test('turns the pages of the latest voices, and stays on one when something changes', async () => {
    for (let n = 1; n <= 12; n += 1) await says('ana', `Voice number ${n} is about exports -- Customer ${n}`);
    await scene.as('grace').opensHome();
    expect(home('grace')).toContain('Voice number 12');
    expect(home('grace')).not.toContain('Voice number 7 ');
    await scene.as('grace').clicks('Older', { on: 'home' });
    expect(home('grace')).toContain('Voice number 7 ');
    expect(home('grace')).not.toContain('Voice number 12');
    await scene.as('grace').clicks('Older', { on: 'home' });
    expect(home('grace')).toContain('Voice number 1 ');
    expect(home('grace')).not.toContain('Older');

    await scene.as('grace').clicks('Save a voice', { on: 'home' });
    await scene.as('grace').fills({ 'What they said': 'One more' });
    expect((await scene.as('grace').submits()).errors).toEqual({});
    await scene.as('grace').closes({ all: true });
    expect(home('grace')).toContain('Voice number 3 ');
    expect(home('grace')).not.toContain('One more');
    await scene.as('grace').clicks('Newer', { on: 'home' });
    expect(home('grace')).toContain('Voice number 8 ');
    await scene.as('grace').opensHome();
    expect(home('grace')).toContain('One more');
  });

  test('searches what customers said, page by page, and what teams decided', async () => {
    for (let n = 1; n <= 12; n += 1)
      await says('ana', `The export <fails> & hangs, case ${n} -- Customer ${n}`);
    await scene.record('ben', 'productWeekly', 'Rewrite the export');
    await scene.as('grace').opensHome();
    await scene.as('grace').clicks('Search', { on: 'home' });
    await scene.as('grace').fills({ 'What to look for': 'segment:huge' });
    expect((await scene.as('grace').submits()).errors).toEqual({
      'What to look for': 'I don’t know that segment. Use one of these: high, mid, low.',
    });
    await scene.as('grace').fills({ 'What to look for': 'export <fails> &' });
    await scene.as('grace').submits();
    expect(form('grace')).toContain('12 voices; the best 10:');
    await scene.as('grace').clicks('More');
    expect(form('grace')).toContain('12 voices; 11 to 12:');
    await scene.as('grace').closes({ all: true });

    await scene.as('grace').clicks('Search', { on: 'home' });
    await scene.as('grace').fills({ 'What to look for': 'export', Where: 'What teams decided' });
    await scene.as('grace').submits();
    expect(form('grace')).toContain('*Decision 1* · Rewrite the export');
  });

  test('sees nothing of private channels, neither here nor in what they search', async () => {
    await scene.as('dmitri').types('/voc The price is a secret -- Acme', { in: scene.channels.boardRoom });
    await scene.as('grace').opensHome();
    expect(home('grace')).not.toContain('secret');
    await scene.as('grace').clicks('Search', { on: 'home' });
    await scene.as('grace').fills({ 'What to look for': 'secret' });
    await scene.as('grace').submits();
    expect(form('grace')).toContain('No voice that you can see matches');
  });
});

describe('the sponsor', () => {
  beforeEach(async () => {
    await scene.as('eve').opensHome();
    await scene.as('eve').clicks('Change', { on: 'home', near: 'Weekly digest' });
    await scene.as('eve').fills({ Sponsor: '@chloe' });
    await scene.as('eve').submits();
    await scene.as('chloe').opensHome();
  });

  test('divides customers as the workspace does, with shares that cannot pass a hundred per cent', async () => {
    await scene.as('chloe').clicks('Change', { on: 'home', near: 'Segments' });
    await scene.as('chloe').clicks('Add a segment');
    await scene
      .as('chloe')
      .fills({ Name: 'Enterprise', 'Share of customers, in %': '5', 'Share of revenue, in %': '70' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    expect(form('chloe')).toContain('Enterprise (5 % of customers, 70 % of revenue)');
    await scene.as('chloe').clicks('Change', { near: 'Mid value' });
    await scene.as('chloe').fills({ 'Share of revenue, in %': '30.1' });
    expect((await scene.as('chloe').submits()).errors).toEqual({
      'Share of revenue, in %':
        'With the other segments that makes 100.1 %. Together they are 100 % at most.',
    });
    await scene.as('chloe').closes({ all: true });
    expect(home('chloe')).toContain('Enterprise (5 % of customers, 70 % of revenue)');

    const kept = await says('ana', 'The audit trail is missing -- Globex segment:enterprise');
    expect(kept.text).toContain('Enterprise');
    await scene.as('ana').types('/voc', { in: scene.channels.productWeekly });
    await scene.as('ana').fills({ 'What they said': 'No invoices', Segment: 'Enterprise' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    expect(form('ana')).toContain('Enterprise');
  });

  test('removes a segment, and its voices keep it, through an edit as well', async () => {
    await says('ana', 'The export is slow -- Acme segment:mid');
    await scene.as('chloe').clicks('Change', { on: 'home', near: 'Segments' });
    await scene.as('chloe').clicks('Change', { near: 'Mid value' });
    await scene.as('chloe').fills({ Remove: ['Remove it from the list'] });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    expect(form('chloe')).not.toContain('Mid value');
    expect((await says('ana', 'Slow again -- Bolt segment:mid')).text).toContain(
      'Use one of these: high, low',
    );
    await scene.as('ana').types('/voc edit 1', { in: scene.channels.productWeekly });
    await scene.as('ana').fills({ Customer: 'Acme Corp' });
    expect((await scene.as('ana').submits()).errors).toEqual({});
    expect((await scene.as('ana').types('/voc show 1', { in: scene.channels.productWeekly })).text).toContain(
      'Mid value',
    );
  });

  test('lists functions, gives one another name and lead, and removes it', async () => {
    await scene.as('chloe').clicks('Add a function', { on: 'home' });
    await scene.as('chloe').fills({ Function: 'Legal', 'Its lead': '@farid' });
    await scene.as('chloe').submits();
    await scene.as('chloe').clicks('Change functions', { on: 'home' });
    await scene.as('chloe').clicks('Change', { near: 'Legal' });
    await scene.as('chloe').fills({ Function: 'Law', 'Its lead': '@dmitri' });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    expect(form('chloe')).toContain('Law, lead @Dmitri');
    await scene.as('chloe').clicks('Change', { near: 'Law' });
    await scene.as('chloe').fills({ Remove: ['Remove it from the list'] });
    await scene.as('chloe').submits();
    expect(form('chloe')).toContain('No function is listed.');
    expect(home('chloe')).toContain('None listed yet.');
  });

  test('has the digest told to a channel in a zone of its own, but to none that customers sit in', async () => {
    await scene.as('chloe').clicks('Change', { on: 'home', near: 'Weekly digest' });
    await scene.as('chloe').looksFor('new york', { in: 'Time zone of the digest' });
    await scene.as('chloe').fills({
      'Time zone of the digest': 'America/New_York',
      'Channel that is told the digest, too': '#finance-close',
    });
    expect((await scene.as('chloe').submits()).errors).toEqual({});
    expect(home('chloe')).toContain(
      'Monday at 09:00, America/New_York, to the sponsor, and in #finance-close',
    );
  });

  test('reads what the best customers were before', async () => {
    for (const words of ['Teams who renewed', 'Teams who renewed twice']) {
      await scene.as('chloe').clicks('Change', { on: 'home', near: 'Best customers' });
      await scene.as('chloe').fills({ 'Who are your best customers?': words });
      await scene.as('chloe').submits();
    }
    await scene.as('chloe').clicks('Earlier best customers', { on: 'home' });
    expect(form('chloe')).toMatch(
      /Teams who renewed twice[\s\S]*Version 2[\s\S]*Teams who renewed\n[\s\S]*Version 1/,
    );
  });

  test('sees how every ritual is doing, the longest silent first', async () => {
    await scene.setUpRitual('ana', 'productWeekly', { weekdays: ['Tuesday'], at: '10:30' });
    await scene.travelTo('2026-03-03T09:31:00Z');
    await scene.record('ben', 'productWeekly', 'Ship it');
    await scene.answer('ana', 'productWeekly', 'They’d love it');
    await scene.travelTo('2026-03-31T12:00:00Z');
    await scene.setUpRitual('grace', 'supportLeads', { weekdays: ['Friday'], at: '16:00' });
    await scene.as('grace').types('/ritual pause', { in: scene.channels.supportLeads });
    await scene.as('chloe').clicks('All rituals', { on: 'home' });
    const page = form('chloe');
    expect(page).toContain('2 rituals');
    expect(page).toContain('in #product-weekly · facilitator @Ana');
    expect(page).toMatch(/Kept 1 of 4 meetings · 1 of 6 answered, 17 %/);
    expect(page).toContain('🔇 No decision for 4 weeks');
    expect(page).toContain('⏸ Paused, because');
    expect(page.indexOf('#product-weekly')).toBeLessThan(page.indexOf('#support-leads'));
  });

  test('reads in the audit log who did what and when, page by page, and never words', async () => {
    for (let n = 1; n <= 21; n += 1) await says('ana', `Secret words number ${n} -- Customer ${n}`);
    await scene.as('chloe').clicks('Audit log', { on: 'home' });
    expect(form('chloe')).toContain('@Ana: captured, voice 21');
    expect(form('chloe')).not.toContain('captured, voice 1\n');
    await scene.as('chloe').clicks('Older');
    expect(form('chloe')).toContain('@Ana: captured, voice 1\n');
    expect(form('chloe')).toContain('@Eve: changed, settings');
    expect(form('chloe')).not.toMatch(/Secret|Customer/);
    expect(form('chloe')).not.toContain('Older');
    await scene.as('chloe').clicks('Newer');
    expect(form('chloe')).toContain('captured, voice 21');
  });
});
