// Two people have the same form of the settings open: only what each touched is saved, and no change is lost unseen.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openedFunction, openedSegment, openedSettings } from '../../src/home/opened-forms.ts';
import * as save from '../../src/home/save-touched.ts';
import { listFunction, unlistFunction } from '../../src/people/save-functions.ts';
import { requireSegment, typedOf } from '../../src/people/save-segments.ts';
import { defineBestCustomers } from '../../src/people/save-settings.ts';
import { findBestCustomers, findSettings, listFunctions } from '../../src/people/settings-store.ts';
import type { CompanyFunction } from '../../src/people/workspace.ts';
import type { Database } from '../../src/platform/database.ts';
import { ana, ben, board, chloe, dmitri, eve, monday, refusalOf, town } from '../people/town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const meanwhile = (what: string, field: string) => ({
  sentence: `Somebody else changed this to ${what} meanwhile. Open the form again to see it.`,
  field,
});

describe('the settings', () => {
  test('keep what each of two people touched', () => {
    const shown = findSettings(db);
    const eves = { ...shown, digestTime: '11:00', digestChannelId: board };
    save.saveTouchedSettings(db, monday, eve, { shown, chosen: eves });
    save.saveTouchedSettings(db, monday, chloe, { shown, chosen: { ...shown, digestWeekday: 2 } });
    expect(findSettings(db)).toEqual({ ...eves, digestWeekday: 2 });
  });

  test.each([
    ['sponsor', { sponsorId: dmitri }, { sponsorId: ana }, 'Dmitri'],
    ['digest_weekday', { digestWeekday: 3 }, { digestWeekday: 4 }, 'Wednesday'],
    ['digest_time', { digestTime: '11:00' }, { digestTime: '12:00' }, '11:00'],
    ['digest_time_zone', { digestTimeZone: 'Asia/Tokyo' }, { digestTimeZone: 'UTC' }, 'Asia/Tokyo'],
    ['time_zone', { timeZone: 'Asia/Tokyo' }, { timeZone: 'UTC' }, 'Asia/Tokyo'],
    ['digest_channel', { digestChannelId: board }, { digestChannelId: 'CPRODUCT' }, '#board'],
  ])('say what %s is now, when both touched it', (field, theirs, mine, what) => {
    const shown = findSettings(db);
    save.saveTouchedSettings(db, monday, eve, { shown, chosen: { ...shown, ...theirs } });
    const after = findSettings(db);
    const attempt = () => save.saveTouchedSettings(db, monday, eve, { shown, chosen: { ...shown, ...mine } });
    expect(refusalOf(attempt)).toEqual(meanwhile(what, field));
    expect(findSettings(db)).toEqual(after);
  });

  test('take the same choice of both', () => {
    const shown = findSettings(db);
    const chosen = { ...shown, digestTime: '11:00' };
    save.saveTouchedSettings(db, monday, eve, { shown, chosen });
    save.saveTouchedSettings(db, monday, chloe, { shown, chosen });
    expect(findSettings(db)).toEqual(chosen);
  });
});

test('the best customers are not defined over another definition unseen', () => {
  defineBestCustomers(db, monday, chloe, 'Teams who renewed twice.');
  save.saveTouchedBestCustomers(db, monday, eve, { shown: 1, chosen: 'Teams who send us others.' });
  const attempt = () => save.saveTouchedBestCustomers(db, monday, chloe, { shown: 1, chosen: 'Banks.' });
  expect(refusalOf(attempt)).toEqual(meanwhile('“Teams who send us others.”', 'best_customers'));
  // Saved as it was opened, it changes nothing.
  save.saveTouchedBestCustomers(db, monday, chloe, { shown: 1, chosen: 'Teams who renewed twice. ' });
  expect(findBestCustomers(db)).toEqual({ version: 2, words: 'Teams who send us others.' });
  expect(
    refusalOf(() => save.saveTouchedBestCustomers(db, monday, chloe, { shown: 0, chosen: 'Us' })),
  ).toEqual(meanwhile('“Teams who send us others.”', 'best_customers'));
});

describe('a function', () => {
  let finance: CompanyFunction;
  beforeEach(() => {
    listFunction(db, monday, chloe, 'Finance', null);
    const [listed] = listFunctions(db);
    if (!listed) throw new Error('nothing was listed');
    finance = listed;
  });
  const changes = (id: string, change: Partial<CompanyFunction>) =>
    save.saveTouchedFunction(db, monday, id, { shown: finance, chosen: { ...finance, ...change } });

  test('keeps the lead that one gave it under the name that the other did', () => {
    changes(eve, { leadId: ana });
    changes(chloe, { name: 'Money' });
    expect(listFunctions(db)).toEqual([{ id: finance.id, name: 'Money', leadId: ana }]);
  });

  test('does not lose its lead unseen', () => {
    changes(eve, { leadId: ana });
    expect(refusalOf(() => changes(chloe, { leadId: ben }))).toEqual(meanwhile('Ana', 'function_lead'));
    changes(eve, { name: 'Money' });
    expect(refusalOf(() => changes(chloe, { name: 'Purse' }))).toEqual(meanwhile('Money', 'function_name'));
    unlistFunction(db, monday, eve, finance.id);
    expect(refusalOf(() => changes(chloe, { leadId: ben })).sentence).toContain('removed this function');
  });

  test('that is listed is not listed again with another lead', () => {
    changes(eve, { leadId: ana });
    const refusal = refusalOf(() => listFunction(db, monday, chloe, ' finance ', null));
    expect(refusal).toEqual({
      sentence: 'Finance is listed already. Change it under “Change functions”.',
      field: 'function_name',
    });
    expect(listFunctions(db)).toEqual([{ ...finance, leadId: ana }]);
  });
});

describe('a segment', () => {
  const mid = () => typedOf(requireSegment(db, 'mid'));

  test('keeps the name that one gave it beside the share that the other did', () => {
    const shown = mid();
    save.saveTouchedSegment(db, monday, eve, {
      shown,
      chosen: { ...shown, label: 'Enterprise', revenue: '61' },
    });
    save.saveTouchedSegment(db, monday, chloe, { shown, chosen: { ...shown, customers: '8.5' } });
    expect(mid()).toEqual({ name: 'mid', label: 'Enterprise', customers: '8.5', revenue: '61' });
    const both = () =>
      save.saveTouchedSegment(db, monday, chloe, { shown, chosen: { ...shown, revenue: '50' } });
    expect(refusalOf(both)).toEqual(meanwhile('61 %', 'segment_revenue'));
    const emptied = mid();
    save.saveTouchedSegment(db, monday, eve, { shown: emptied, chosen: { ...emptied, customers: '' } });
    const late = () =>
      save.saveTouchedSegment(db, monday, chloe, { shown: emptied, chosen: { ...emptied, customers: '9' } });
    expect(refusalOf(late)).toEqual(meanwhile('nothing', 'segment_customers'));
  });
});

test('strangers learn nothing of what others changed', () => {
  const shown = findSettings(db);
  listFunction(db, monday, chloe, 'Finance', null);
  const [finance] = listFunctions(db);
  if (!finance) throw new Error('nothing was listed');
  const segment = typedOf(requireSegment(db, 'mid'));
  const attempts = [
    () => save.saveTouchedSettings(db, monday, ana, { shown: { ...shown, digestTime: '1' }, chosen: shown }),
    () => save.saveTouchedBestCustomers(db, monday, ana, { shown: 7, chosen: 'us' }),
    () => save.saveTouchedFunction(db, monday, ana, { shown: { ...finance, name: 'x' }, chosen: finance }),
    () => save.saveTouchedSegment(db, monday, ana, { shown: { ...segment, label: 'x' }, chosen: segment }),
  ];
  for (const attempt of attempts) expect(refusalOf(attempt).sentence).toContain('Only the sponsor');
});

test('what comes back with the forms is refused when it is none of ours', () => {
  const shown = findSettings(db);
  expect(openedSettings(JSON.stringify(shown))).toEqual(shown);
  for (const read of [openedSettings, openedFunction, openedSegment]) {
    for (const forged of ['', '7', '{"id":"x"}'])
      expect(refusalOf(() => read(forged)).sentence).toContain('Open it again');
  }
});
