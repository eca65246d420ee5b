// Who may: every button and every form of the App Home, asked of everybody there is.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as oversight from '../../src/home/oversight-listeners.ts';
import * as finding from '../../src/home/search-listeners.ts';
import * as settings from '../../src/home/settings-listeners.ts';
import { savePerson } from '../../src/people/store.ts';
import type { Database } from '../../src/platform/database.ts';
import { ana, bot, chloe, dmitri, eve, gus, monday, person, refusalOf, town, wile } from '../people/town.ts';
import { BareDoors, fieldsOf } from './doors.ts';

let db: Database;
let doors: BareDoors;
beforeEach(() => {
  db = town();
  savePerson(db, person('UADMIN', { rank: 'admin' }));
  savePerson(db, person('UGONE', { rank: 'owner', leftAt: monday.toISOString() }));
  savePerson(db, person('UGUESTADMIN', { kind: 'outsider', rank: 'admin' }));
  doors = new BareDoors(db, monday);
  settings.listen({ db, doors });
  oversight.listen({ db, doors });
  finding.listen({ db, doors });
});
afterEach(() => db.close());

const allowed = [
  ['the sponsor', chloe],
  ['the primary owner', eve],
  ['an admin', 'UADMIN'],
] as const;
const refused = [
  ['a member', ana],
  ['a member of private channels', dmitri],
  ['a guest', gus],
  ['a customer', wile],
  ['a customer who is an admin elsewhere', 'UGUESTADMIN'],
  ['an owner who has left', 'UGONE'],
  ['a bot', bot],
  ['somebody unknown', 'UNOBODY'],
] as const;

/** What everybody may do. What is not named here, now or one day, is for the sponsor and admins. */
const forEverybody = { clicks: ['search.form'], forms: ['search'] };

const notTheirs = /^Only the sponsor and workspace admins can/;
const values = ['', '0', '1', 'mid', 'new', '-1', 'x'.repeat(100)];
const filled = fieldsOf({
  sponsor: { selected_user: ana },
  time_zone: { selected_option: { text: { type: 'plain_text', text: 'UTC' }, value: 'UTC' } },
  best_customers: { value: 'Us' },
  function_name: { value: 'Us' },
  segment_label: { value: 'Us' },
  search_words: { value: 'export' },
});

function tries(personId: string): { door: string; sentence: string }[] {
  const clicks = [...doors.clicks].filter(([name]) => !forEverybody.clicks.includes(name));
  const forms = [...doors.forms].filter(([name]) => !forEverybody.forms.includes(name));
  return values.flatMap((value) => [
    ...clicks.map(([door, run]) => ({
      door,
      sentence: refusalOf(() => run({ now: monday, personId, value })).sentence,
    })),
    ...forms.map(([door, run]) => ({
      door,
      sentence: refusalOf(() => run({ now: monday, personId, fields: filled, metadata: value })).sentence,
    })),
  ]);
}

/** Everything there is in the database. */
function everything(): unknown {
  const tables = db.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
  );
  return tables
    .map(({ name }) => [name, db.all(`SELECT count(*) FROM "${name}"`)])
    .concat(
      ['setting', 'segment', 'function', 'best_customers'].map((name) => [
        name,
        db.all(`SELECT * FROM "${name}"`),
      ]),
    );
}

describe('settings and oversight', () => {
  test.each(refused)('are closed to %s, and nothing is changed', (_who, personId) => {
    const before = everything();
    const tried = tries(personId);
    expect(tried.length).toBeGreaterThan(7 * 15);
    expect(tried.filter(({ sentence }) => !notTheirs.test(sentence))).toEqual([]);
    expect(everything()).toEqual(before);
  });

  test.each(allowed)('are open to %s', (_who, personId) => {
    // The form of settings could choose another sponsor on the way.
    doors.forms.delete('settings');
    expect(tries(personId).filter(({ sentence }) => notTheirs.test(sentence))).toEqual([]);
  });

  test('close on an admin who is none any more, whatever their page still shows', () => {
    savePerson(db, person('UADMIN', { rank: 'none' }));
    expect(tries('UADMIN').filter(({ sentence }) => !notTheirs.test(sentence))).toEqual([]);
  });
});

test('search is open to everybody, and finds what they may read', () => {
  expect([...doors.clicks.keys()]).toEqual(expect.arrayContaining(forEverybody.clicks));
  for (const [, personId] of [...allowed, ...refused]) {
    const reply = doors.forms.get('search')?.({ now: monday, personId, fields: filled, metadata: '' });
    expect(JSON.stringify(reply?.replace)).toContain('No voice that you can see matches');
  }
});
