// The workspace's own kinds of customers: told apart as people type them, and what is kept of them stays.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answersTo } from '../../src/decision/answer-store.ts';
import { ballotsOf } from '../../src/decision/ballot-store.ts';
import {
  addSegment,
  changeSegment,
  removeSegment,
  type TypedSegment,
} from '../../src/people/save-segments.ts';
import { segmentNamed } from '../../src/people/segment.ts';
import { knownSegments, listSegments } from '../../src/people/segments-store.ts';
import { viewerOf } from '../../src/people/store.ts';
import { Database } from '../../src/platform/database.ts';
import { migrate, readMigrations } from '../../src/platform/migrations.ts';
import * as grammar from '../../src/voc/grammar.ts';
import { keepVoice } from '../../src/voc/keep-voice.ts';
import { readSearch } from '../../src/voc/search.ts';
import { searchVoices } from '../../src/voc/search-store.ts';
import { findVoice } from '../../src/voc/store.ts';
import { ana, chloe, monday, product, refusalOf, town } from './town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

const typed = (change: Partial<TypedSegment>): TypedSegment => ({
  label: 'Enterprise',
  name: '',
  customers: '',
  revenue: '',
  ...change,
});
const add = (change: Partial<TypedSegment>) => addSegment(db, monday, chloe, typed(change));
const names = () => listSegments(db).map(({ name }) => name);

describe('segments', () => {
  test('are high, mid and low value to begin with, without shares', () => {
    expect(listSegments(db)).toEqual(
      ['High', 'Mid', 'Low'].map((kind) => ({
        name: kind.toLowerCase(),
        label: `${kind} value`,
        customersShare: null,
        revenueShare: null,
      })),
    );
  });

  test('take new ones at the end, named after their label', () => {
    add({ label: ' Small  & medium ', customers: '12.5', revenue: '7,5' });
    expect(listSegments(db)[3]).toEqual({
      name: 'small-medium',
      label: 'Small & medium',
      customersShare: 0.125,
      revenueShare: 0.075,
    });
    add({ label: 'Gouvernement', name: 'Gov' });
    expect(names()).toEqual(['high', 'mid', 'low', 'small-medium', 'gov']);
    expect(db.all('SELECT did, subject FROM audit ORDER BY id')).toEqual([
      { did: 'listed', subject: 'segment small-medium' },
      { did: 'listed', subject: 'segment gov' },
    ]);
  });

  test.each<[string, Partial<TypedSegment>, string]>([
    ['no name', { label: ' ' }, 'segment_label'],
    ['a name without letters', { label: '&&&' }, 'segment_label'],
    ['a long name', { label: 'x'.repeat(61) }, 'segment_label'],
    ['a name that is taken', { label: 'Mid value' }, 'segment_label'],
    ['what would be mistaken for another one', { label: 'Medium' }, 'segment_label'],
    ['a long word to type', { name: 'x'.repeat(31) }, 'segment_name'],
    ['a word to type that is taken', { name: 'HIGH' }, 'segment_name'],
    ['a share above all', { customers: '101' }, 'segment_customers'],
    ['a share below none', { revenue: '-1' }, 'segment_revenue'],
    ['a share that is no number', { revenue: 'half' }, 'segment_revenue'],
    ['a share with two decimals', { customers: '1.25' }, 'segment_customers'],
  ])('refuse %s, beside its field', (_what, change, field) => {
    expect(refusalOf(() => add(change)).field).toBe(field);
    expect(names()).toEqual(['high', 'mid', 'low']);
  });

  test('share at most a hundred per cent of customers, and of revenue', () => {
    add({ label: 'Enterprise', customers: '60', revenue: '99.9' });
    const refusal = refusalOf(() => add({ label: 'Startup', customers: '40', revenue: '0.2' }));
    expect(refusal).toEqual({
      sentence: 'With the other segments that makes 100.1 %. Together they are 100 % at most.',
      field: 'segment_revenue',
    });
    add({ label: 'Startup', customers: '40', revenue: '0.1' });
    // Its own share before does not count against it.
    changeSegment(db, monday, chloe, 'enterprise', typed({ label: 'Big', customers: '60', revenue: '99.9' }));
    removeSegment(db, monday, chloe, 'enterprise');
    changeSegment(
      db,
      monday,
      chloe,
      'startup',
      typed({ label: 'Startup', customers: '100', revenue: '100' }),
    );
    expect(listSegments(db).at(-1)).toMatchObject({ name: 'startup', customersShare: 1, revenueShare: 1 });
  });

  test('are twenty at most, and one at least', () => {
    for (let n = 4; n <= 20; n += 1) add({ label: `Kind ${n}` });
    expect(refusalOf(() => add({ label: 'One more' })).sentence).toContain('Twenty segments');
    for (const name of names().slice(1)) removeSegment(db, monday, chloe, name);
    expect(refusalOf(() => removeSegment(db, monday, chloe, 'high')).field).toBe('segment_remove');
    expect(names()).toEqual(['high']);
  });

  test('that somebody has removed meanwhile are neither changed nor removed again', () => {
    removeSegment(db, monday, chloe, 'mid');
    expect(refusalOf(() => removeSegment(db, monday, chloe, 'mid')).sentence).toContain('meanwhile');
    expect(refusalOf(() => changeSegment(db, monday, chloe, 'mid', typed({}))).sentence).toContain(
      'meanwhile',
    );
  });
});

describe('a removed segment', () => {
  const keep = (words: string) =>
    keepVoice(
      db,
      monday,
      ana,
      { conversationId: product, messageTs: null },
      grammar.readDraft(words, () => listSegments(db)),
    );

  test('stays with the voices that have it, under its label, and is found by it', () => {
    const { voice } = keep('Slow -- Acme segment:mid');
    removeSegment(db, monday, chloe, 'mid');
    const viewer = viewerOf(db, ana);
    expect(findVoice(db, voice.id, viewer)).toMatchObject({ segment: 'mid', segmentLabel: 'Mid value' });
    const search = readSearch('segment:mid', String, '2026-03-02', knownSegments(db));
    const found = searchVoices(db, search, { viewer, now: monday, zone: 'UTC', from: 0, limit: 5 });
    expect(found.voices.map(({ id }) => id)).toEqual([voice.id]);
    expect(refusalOf(() => keep('Slower -- Acme segment:mid')).sentence).toContain('high, low');
  });

  test('is offered to nothing but what has it', () => {
    removeSegment(db, monday, chloe, 'mid');
    expect(names()).toEqual(['high', 'low']);
    expect(listSegments(db, 'mid').map(({ name }) => name)).toEqual(['high', 'mid', 'low']);
  });

  test('comes back where it was when it is listed again', () => {
    removeSegment(db, monday, chloe, 'mid');
    add({ label: 'Mid value', name: 'mid', customers: '30' });
    expect(listSegments(db)[1]).toMatchObject({ name: 'mid', label: 'Mid value', customersShare: 0.3 });
  });
});

describe('what people type', () => {
  test.each([
    ['mid', 'mid'],
    ['MID', 'mid'],
    ['Mid value', 'mid'],
    ['mid-value', 'mid'],
    ['mid_value ', 'mid'],
    ['medium', 'mid'],
    ['middle value', 'mid'],
    ['Small & Medium', 'smb'],
    ['small & medium', 'smb'],
    ['SMB', 'smb'],
    ['value', undefined],
    ['', undefined],
    ['huge', undefined],
  ])('%j is %j', (words, name) => {
    const smb = { name: 'smb', label: 'Small & medium', customersShare: null, revenueShare: null };
    expect(segmentNamed([...listSegments(db), smb], words)?.name).toBe(name);
  });

  test('is every name and every label of those that can be listed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { maxLength: 8 }),
        (labels) => {
          const fresh = town();
          for (const label of labels) refusalOf(() => addSegment(fresh, monday, chloe, typed({ label })));
          const listed = listSegments(fresh);
          for (const { name, label } of listed) {
            expect(segmentNamed(listed, name)?.name).toBe(name);
            expect(segmentNamed(listed, label)?.name).toBe(name);
            expect(grammar.readDraft(`Slow -- Acme segment:${name}`, () => listed).segment).toBe(name);
          }
          fresh.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('voices and answers from before the workspace had segments of its own keep theirs', () => {
  const folder = join(import.meta.dirname, '../../src/migrations');
  const all = readMigrations(folder);
  expect(readdirSync(folder)).toContain('0004-voices-in-full.sql');
  const old = new Database(':memory:');
  migrate(old, all.slice(0, 4));
  old.run(
    `INSERT INTO voice (conversation_id, audience, words, segment, said_at, captured_by, captured_at)
     VALUES ('C1', 'workspace', 'Slow', 'low', @at, 'U1', @at), ('C1', 'workspace', 'Fine', NULL, @at, 'U1', @at)`,
    { at: monday.toISOString() },
  );
  old.run(
    `INSERT INTO round (conversation_id, audience, name, question, reconsider_numerator, reconsider_denominator,
       roster_known, facilitator_id, trigger, state, opened_at, window_ends_at, closes_at)
     VALUES ('C1', 'workspace', 'Team', 'What?', 1, 3, 1, 'U1', 'hand', 'closed', @at, @at, @at)`,
    { at: monday.toISOString() },
  );
  old.run(
    `INSERT INTO decision (round_id, conversation_id, audience, statement, owner_id, segments, review_on, recorded_by,
       recorded_at) VALUES (1, 'C1', 'workspace', 'Drop it', 'U1', 'high,low', '2026-04-01', 'U1', @at)`,
    { at: monday.toISOString() },
  );
  old.run(
    `INSERT INTO answer (decision_id, person_id, verdict, why, answered_at, late, segment)
     VALUES (1, 'U1', 'love', 'Because', @at, 1, 'high')`,
    { at: monday.toISOString() },
  );
  old.run(
    "INSERT INTO ballot (decision_id, id, verdict, segment, voice_ids) VALUES (1, 'b', 'unsure', 'mid', '[1]')",
  );
  migrate(old, all);
  expect(old.all('SELECT words, segment FROM voice ORDER BY id')).toEqual([
    { words: 'Slow', segment: 'low' },
    { words: 'Fine', segment: null },
  ]);
  expect(answersTo(old, 1)).toMatchObject([{ personId: 'U1', why: 'Because', late: true, segment: 'high' }]);
  expect(ballotsOf(old, 1)).toEqual([
    { id: 'b', verdict: 'unsure', why: null, segment: 'mid', segmentLabel: 'Mid value', voiceIds: [1] },
  ]);
  expect(old.all('SELECT verdict, late FROM verdict_cast ORDER BY verdict')).toEqual([
    { verdict: 'love', late: 1 },
    { verdict: 'unsure', late: 0 },
  ]);
  for (const table of ['voice', 'answer', 'ballot']) old.run(`UPDATE ${table} SET segment = 'enterprise'`);
  old.close();
});
