// Digests of earlier weeks: they say what is gone of what they counted, when the running one comes, and lead back.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listPage } from '../../src/digest/list-view.ts';
import { loadList, readPlace } from '../../src/digest/load-list.ts';
import { loadPast, loadPastPage, weekOfDay } from '../../src/digest/load-past.ts';
import { pastDigestMessage, pastPage } from '../../src/digest/past-view.ts';
import { theSponsor } from '../../src/digest/reader.ts';
import { listSegments } from '../../src/people/segments-store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { forgetVoice } from '../../src/voc/forget-voice.ts';
import { readDraft } from '../../src/voc/grammar.ts';
import { joinVoice } from '../../src/voc/join-voice.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { ana, chloe, monday, product, refusalOf, town } from '../people/town.ts';
import { tellWeek } from './told.ts';
import { readableMessage } from './weeks.ts';

const due = later(monday, 7 * dayMs);
const weekOf = '2026-03-09';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const says = (line: string) =>
  keepVoice(
    db,
    later(monday, dayMs),
    ana,
    { conversationId: product, messageTs: null },
    readDraft(line, () => listSegments(db)),
  ).voice.id;
const list = (section: string, page = 0) =>
  JSON.stringify(
    listPage(
      loadList(db, due, chloe, {
        ...readPlace(`${weekOf} ${theSponsor} ${section} ${page}`),
        workspaceUrl: '',
      }),
    ).blocks,
  );
const past = () =>
  readableMessage(pastDigestMessage(loadPast(db, chloe, { weekOf, reader: theSponsor, workspaceUrl: '' })));

test('voices that were forgotten since are told of in the digest and its lists', () => {
  const ids = ['The export fails -- Acme', 'Invoices are wrong -- Globex', 'Login is slow -- Initech'].map(
    says,
  );
  tellWeek(db, due);
  expect(past()).toContain('nothing of it has changed');
  for (const section of ['said', 'balance']) expect(list(section)).not.toContain('gone');
  for (const id of ids.slice(1)) forgetVoice(db, due, chloe, id);
  expect(past()).toContain('Since then 2 of its voices are gone.');
  for (const section of ['said', 'balance'])
    expect(list(section)).toContain('2 voices of that week are gone: forgotten, or taken back.');
  forgetVoice(db, due, chloe, ids[0] ?? 0);
  expect(past()).toContain('Since then 3 of its voices are gone.');
});

test('voices that were joined since are still there', () => {
  const [first, second] = [says('The export fails -- Acme'), says('The export fails often -- Acme')];
  tellWeek(db, due);
  joinVoice(db, due, ana, second, first);
  expect(past()).toContain('nothing of it has changed');
});

test('the lists name segments as people read them', () => {
  says('The export fails -- Acme segment:high');
  tellWeek(db, due);
  for (const section of ['said', 'balance']) expect(list(section)).toContain('Acme · High value · said');
});

test('the week that runs says when its digest comes, and any other that none was told', () => {
  tellWeek(db, due);
  const week = (day: string, reader: string = theSponsor) => weekOfDay(db, due, reader, day);
  expect(week('2026-03-09')).toBe(weekOf);
  for (const day of ['2026-03-10', '2026-03-16']) {
    const { sentence } = refusalOf(() => week(day));
    expect(sentence).toContain('That week is not over: its digest comes <!date^1773648000^');
    expect(sentence).toContain('`/ritual digest` alone shows it so far.');
  }
  expect(refusalOf(() => week('2026-03-11', product)).sentence).not.toContain('`/ritual digest`');
  for (const day of ['2026-03-02', '2026-03-17'])
    expect(refusalOf(() => week(day)).sentence).toContain('No digest told of the week with');
});

test('the list of past digests leads on, and back to the newest', () => {
  for (let week = 1; week <= 21; week += 1) tellWeek(db, later(monday, 7 * week * dayMs));
  const page = (before: string) => loadPastPage(db, chloe, theSponsor, before);
  const buttons = (before: string) => JSON.stringify(pastPage(page(before)).blocks.at(-1));
  expect(buttons('')).toContain('Earlier ones');
  expect(buttons('')).not.toContain('The newest ones');
  const last = page('').digests.at(-1)?.weekOf ?? '';
  expect(buttons(last)).toContain('The newest ones');
  expect(buttons(last)).not.toContain('Earlier ones');
});
