// What the workspace agrees on is changed by those who may, and every bad choice gets a sentence.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeFunction, listFunction, unlistFunction } from '../../src/people/save-functions.ts';
import { addSegment, changeSegment, removeSegment } from '../../src/people/save-segments.ts';
import { chooseSettings, defineBestCustomers } from '../../src/people/save-settings.ts';
import * as settings from '../../src/people/settings-store.ts';
import { saveConversation } from '../../src/people/store.ts';
import { requireTimeZone, zonesLike } from '../../src/people/zones.ts';
import type { Database } from '../../src/platform/database.ts';
import { newDatabase } from '../stories/scene.ts';
import {
  acme,
  ana,
  ben,
  board,
  bot,
  chloe,
  conversation,
  dmitri,
  eve,
  gus,
  leaves,
  monday,
  refusalOf,
  town,
  wile,
} from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const chosen = {
  sponsorId: dmitri,
  timeZone: 'Asia/Tokyo',
  digestWeekday: 5,
  digestTime: '07:30',
  digestTimeZone: null,
  digestChannelId: null,
};

describe('settings', () => {
  test('are kept as they were chosen', () => {
    chooseSettings(db, monday, chloe, chosen);
    expect(settings.findSettings(db)).toEqual(chosen);
    expect(db.all('SELECT person_id, did, subject FROM audit')).toEqual([
      { person_id: chloe, did: 'changed', subject: 'settings' },
    ]);
  });

  test.each([
    ['nobody', null],
    ['a guest', gus],
    ['a customer', wile],
    ['a bot', bot],
    ['somebody unknown', 'UNOBODY'],
    ['somebody who has left', ben],
  ])('refuse %s as sponsor', (_who, sponsorId) => {
    leaves(db, ben);
    const refusal = refusalOf(() => chooseSettings(db, monday, eve, { ...chosen, sponsorId }));
    expect(refusal.field).toBe('sponsor');
    expect(settings.findSettings(db).sponsorId).toBe(chloe);
  });

  test('tell the digest to a channel as well, in a zone of its own', () => {
    const wished = { ...chosen, digestTimeZone: 'Europe/Paris', digestChannelId: board };
    chooseSettings(db, monday, chloe, wished);
    expect(settings.findSettings(db)).toEqual(wished);
    chooseSettings(db, monday, dmitri, chosen);
    expect(settings.findSettings(db)).toEqual(chosen);
  });

  test.each([
    ['the bot is not in', 'CELSEWHERE', 'I am not in this channel'],
    ['another organization sits in', acme, 'shared with another organization'],
    ['is archived', 'COLD', 'archived'],
  ])('refuse to tell the digest to a channel that %s', (_what, digestChannelId, sentence) => {
    saveConversation(db, conversation('COLD', { isArchived: true }));
    saveConversation(db, conversation('CELSEWHERE', { hasBot: false }));
    const refusal = refusalOf(() => chooseSettings(db, monday, chloe, { ...chosen, digestChannelId }));
    expect(refusal).toEqual({ sentence: expect.stringContaining(sentence), field: 'digest_channel' });
    expect(settings.findSettings(db).digestChannelId).toBeNull();
  });

  test('of the environment, as of the last start, hold until somebody chooses', () => {
    const fresh = newDatabase();
    const digest = { digestWeekday: 1, digestTime: '09:00', digestTimeZone: null, digestChannelId: null };
    expect(settings.findSettings(fresh)).toEqual({ sponsorId: null, timeZone: 'UTC', ...digest });
    settings.suggestSettings(fresh, { sponsorId: ana, timeZone: 'Europe/Berlin' });
    expect(settings.findSettings(fresh)).toEqual({ sponsorId: ana, timeZone: 'Europe/Berlin', ...digest });
    settings.suggestSettings(fresh, { sponsorId: undefined, timeZone: 'Asia/Tokyo' });
    expect(settings.findSettings(fresh)).toEqual({ sponsorId: null, timeZone: 'Asia/Tokyo', ...digest });
    settings.saveSettings(fresh, chosen);
    settings.suggestSettings(fresh, { sponsorId: ben, timeZone: 'UTC' });
    expect(settings.findSettings(fresh)).toEqual(chosen);
    fresh.close();
  });
});

describe('the best customers', () => {
  test('have a new version for every new definition, and the old ones stay', () => {
    expect(settings.findBestCustomers(db)).toBeUndefined();
    defineBestCustomers(db, monday, chloe, ' Teams who renewed twice. ');
    defineBestCustomers(db, monday, eve, 'Teams who send us others.');
    defineBestCustomers(db, monday, eve, 'Teams who send us others.');
    expect(settings.findBestCustomers(db)).toEqual({ version: 2, words: 'Teams who send us others.' });
    expect(settings.findBestCustomers(db, 1)).toEqual({ version: 1, words: 'Teams who renewed twice.' });
  });

  test('can be read in every version, the newest first, some at a time', () => {
    for (const words of ['One', 'Two', 'Three']) defineBestCustomers(db, monday, chloe, words);
    const said = { setBy: chloe, setAt: monday };
    expect(settings.listBestCustomers(db, 0, 2)).toEqual([
      { version: 3, words: 'Three', ...said },
      { version: 2, words: 'Two', ...said },
    ]);
    expect(settings.listBestCustomers(db, 2, 2)).toEqual([{ version: 1, words: 'One', ...said }]);
  });

  test.each([
    ['', 'Say in a sentence who your best customers are.'],
    ['   ', 'Say in a sentence who your best customers are.'],
    ['x'.repeat(501), 'Keep it under 500 characters: it stands under every question.'],
  ])('are not %j', (words, sentence) => {
    const refusal = refusalOf(() => defineBestCustomers(db, monday, chloe, words));
    expect(refusal).toEqual({ sentence, field: 'best_customers' });
  });
});

describe('functions', () => {
  test('are listed by name, and come back under the same number', () => {
    listFunction(db, monday, chloe, 'Product', ana);
    listFunction(db, monday, chloe, ' Finance ', null);
    const [finance, product] = settings.listFunctions(db);
    expect([finance?.name, product?.name, product?.leadId]).toEqual(['Finance', 'Product', ana]);
    unlistFunction(db, monday, chloe, finance?.id ?? 0);
    expect(settings.listFunctions(db).map(({ name }) => name)).toEqual(['Product']);
    expect(settings.findFunction(db, finance?.id ?? 0)?.name).toBe('Finance');
    listFunction(db, monday, chloe, 'FINANCE', dmitri);
    expect(settings.listFunctions(db)[0]).toEqual({ id: finance?.id, name: 'FINANCE', leadId: dmitri });
  });

  test('take another name and lead, but not the name of another one', () => {
    listFunction(db, monday, chloe, 'Product', ana);
    listFunction(db, monday, chloe, 'Finance', null);
    const [finance, product] = settings.listFunctions(db);
    const id = finance?.id ?? 0;
    changeFunction(db, monday, eve, { id, name: ' Money ', leadId: ben });
    expect(settings.findFunction(db, id)).toEqual({ id, name: 'Money', leadId: ben });
    changeFunction(db, monday, eve, { id, name: 'MONEY', leadId: null });
    expect(settings.findFunction(db, id)).toEqual({ id, name: 'MONEY', leadId: null });
    const refusal = refusalOf(() => changeFunction(db, monday, eve, { id, name: 'product', leadId: null }));
    expect(refusal.field).toBe('function_name');
    unlistFunction(db, monday, chloe, product?.id ?? 0);
    const gone = { id: product?.id ?? 0, name: 'Anything', leadId: null };
    expect(refusalOf(() => changeFunction(db, monday, eve, gone)).sentence).toContain('removed');
  });

  test('need a name, and a lead who is here', () => {
    leaves(db, ben);
    const refused = (name: string, lead: string | null) =>
      refusalOf(() => listFunction(db, monday, chloe, name, lead)).field;
    expect([
      refused(' ', null),
      refused('x'.repeat(61), null),
      refused('Legal', ben),
      refused('Legal', bot),
    ]).toEqual(['function_name', 'function_name', 'function_lead', 'function_lead']);
    expect(settings.listFunctions(db)).toEqual([]);
  });
});

test('nobody else changes anything', () => {
  const attempts = [
    () => chooseSettings(db, monday, ana, chosen),
    () => defineBestCustomers(db, monday, ana, 'us'),
    () => listFunction(db, monday, ana, 'Legal', null),
    () => unlistFunction(db, monday, ana, 1),
    () => changeFunction(db, monday, ana, { id: 1, name: 'Legal', leadId: null }),
    () => addSegment(db, monday, ana, { label: 'Enterprise', name: '', customers: '', revenue: '' }),
    () => changeSegment(db, monday, ana, 'mid', { label: 'Middle', name: '', customers: '', revenue: '' }),
    () => removeSegment(db, monday, ana, 'mid'),
  ];
  for (const attempt of attempts)
    expect(refusalOf(attempt).sentence).toContain('Only the sponsor and workspace admins');
  expect(db.all('SELECT id FROM audit')).toEqual([]);
});

describe('zones', () => {
  test('are found by a city, a part of it, or with spaces', () => {
    expect(zonesLike('berl')[0]).toBe('Europe/Berlin');
    expect(zonesLike('new york')).toEqual(['America/New_York']);
    expect(zonesLike('atlantis')).toEqual([]);
    expect(zonesLike('')).toHaveLength(20);
    expect(zonesLike('utc')[0]).toBe('UTC');
  });

  test('are taken when this Node knows them, and refused beside their field', () => {
    expect(requireTimeZone('Europe/Berlin', 'zone')).toBe('Europe/Berlin');
    expect(requireTimeZone('Etc/UTC', 'zone')).toBe('Etc/UTC');
    expect(refusalOf(() => requireTimeZone('Mars/Olympus', 'zone')).field).toBe('zone');
    expect(refusalOf(() => requireTimeZone('', 'zone')).field).toBe('zone');
  });
});
