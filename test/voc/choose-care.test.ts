// How customers' words are kept is changed knowingly: nobody deletes voices or undoes another's change unseen.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Care, findCare } from '../../src/people/care-store.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { chooseCare } from '../../src/voc/choose-care.ts';
import { voicesAge } from '../../src/voc/forget-many.ts';
import { readDraft } from '../../src/voc/grammar.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { agreedCare, openedCare } from '../../src/voc/read-care.ts';
import { weighCare } from '../../src/voc/weigh-care.ts';
import { ana, board, chloe, dmitri, eve, monday, product, refusalOf, town } from '../people/town.ts';

let db: Database;
beforeEach(() => {
  db = town();
  const kept = { masks: true, keptDays: null };
  expect(findCare(db)).toEqual(kept);
  for (const saidOn of ['2025-12-01', '2026-01-10', '2026-02-27']) {
    keepVoice(
      db,
      monday,
      saidOn === '2026-01-10' ? dmitri : ana,
      { conversationId: saidOn === '2026-01-10' ? board : product, messageTs: null },
      readDraft(`Slow since ${saidOn} -- Acme said:${saidOn}`, () => []),
    );
  }
});
afterEach(() => db.close());

const forGood: Care = { masks: true, keptDays: null };
const days = (keptDays: number | null): Care => ({ ...forGood, keptDays });
const weighed = (shown: Care, chosen: Care) => weighCare(db, monday, chloe, { shown, chosen });

describe('a time for which voices are kept', () => {
  test('tells how many are too old for it, wherever they were saved', () => {
    expect(weighed(forGood, days(30))).toEqual({
      care: days(30),
      voices: 2,
      saidBefore: new Date('2026-01-31T08:00:00.000Z'),
    });
    expect(weighed(forGood, days(60)).voices).toBe(1);
    expect(weighed(forGood, days(365)).voices).toBe(0);
    expect(findCare(db)).toEqual(forGood);
    expect(alarmAt(db, voicesAge, '')).toBeNull();
  });

  test('asks nothing when it is longer than before, the same, or given up', () => {
    chooseCare(db, monday, chloe, { shown: forGood, chosen: days(60) });
    expect(weighed(days(60), days(90)).voices).toBe(0);
    expect(weighed(days(60), { masks: false, keptDays: 60 }).voices).toBe(0);
    expect(weighed(days(60), forGood).voices).toBe(0);
    expect(weighed(days(60), days(40)).voices).toBe(2);
  });

  test.each([29, 3_651, 45.5, Number.NaN])('is not %d', (keptDays) => {
    expect(refusalOf(() => weighed(forGood, days(keptDays))).field).toBe('kept_days');
  });
});

describe('two who change it at once', () => {
  test('keep what each of them touched', () => {
    chooseCare(db, monday, eve, { shown: forGood, chosen: { masks: false, keptDays: null } });
    chooseCare(db, monday, chloe, { shown: forGood, chosen: days(400) });
    expect(findCare(db)).toEqual({ masks: false, keptDays: 400 });
  });

  test('do not undo each other', () => {
    chooseCare(db, monday, eve, { shown: forGood, chosen: days(400) });
    const refusal = refusalOf(() => chooseCare(db, monday, chloe, { shown: forGood, chosen: days(30) }));
    expect(refusal).toEqual({
      sentence: 'Somebody else changed this to 400 days meanwhile. Open the form again to see it.',
      field: 'kept_days',
    });
    expect(findCare(db)).toEqual(days(400));
  });
});

test('strangers to the settings neither change it nor learn how many voices there are', () => {
  for (const attempt of [weighCare, chooseCare]) {
    const refusal = refusalOf(() => attempt(db, monday, ana, { shown: forGood, chosen: days(30) }));
    expect(refusal.sentence).toContain('Only the sponsor and workspace admins');
  }
});

test('what comes back with the forms is read as it was sent, and refused when it is none of ours', () => {
  expect(openedCare(JSON.stringify(days(30)))).toEqual(days(30));
  const opened = { shown: forGood, chosen: days(30) };
  expect(agreedCare(JSON.stringify(opened))).toEqual(opened);
  for (const forged of ['', '{}', '{"masks":1,"keptDays":30}']) {
    expect(refusalOf(() => openedCare(forged)).sentence).toContain('Open it again');
  }
});
