// The scorecard’s lines and values: who may change them, what they can be, and what a week comes to.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as change from '../../src/digest/change-scorecard.ts';
import { loadLineWeeks, loadScored, runningWeek } from '../../src/digest/load-scorecard.ts';
import { chosenLineWeeks, scorecardWeek } from '../../src/digest/score-week.ts';
import { kindNamed, kinds, type LineWishes } from '../../src/digest/scorecard.ts';
import { linesPage, valuesForm } from '../../src/digest/scorecard-form-views.ts';
import { findLine, findValue, listLines, retiredLines } from '../../src/digest/scorecard-store.ts';
import { lineWeeksBlocks, scorecardLines, scorecardPart } from '../../src/digest/scorecard-view.ts';
import { setWeekValues } from '../../src/digest/set-values.ts';
import { weekBefore, weekUntil } from '../../src/digest/week.ts';
import { conversationViewer, type Viewer } from '../../src/people/person.ts';
import { findSettings, saveSettings } from '../../src/people/settings-store.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { addVoice } from '../../src/voc/store.ts';
import type { Scale } from '../../src/voc/voice.ts';
import { ana, board, chloe, dmitri, eve, gus, monday, product, refusalOf, town } from '../people/town.ts';

const zone = 'Europe/Berlin';
const thisWeek = '2026-03-09';
const wednesday = later(monday, 2 * dayMs);

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

function wishes(kind: string, more: Partial<LineWishes> = {}): LineWishes {
  const known = kindNamed(kind);
  if (!known) throw new Error(`no kind ${kind}`);
  const currency = known.unit === 'money' ? 'EUR' : null;
  return { ...known, kind, name: known.label, currency, target: null, ...more };
}
const adds = (kind: string, more: Partial<LineWishes> = {}) =>
  change.addLine(db, monday, chloe, wishes(kind, more));
const types = (lineId: number, typed: string, { shown = null as number | null, weekOf = thisWeek } = {}) =>
  db.transaction(() => setWeekValues(db, wednesday, chloe, weekOf, [{ lineId, shown, typed }]));
const week = (until: Date, viewer: Viewer = viewerOf(db, chloe)) => {
  const one = weekUntil(until, zone, null);
  return scorecardWeek(db, one, weekBefore(one, zone), viewer);
};
const scored = (scale: Scale, value: number, at: Date, where: string = product) =>
  addVoice(db, {
    conversationId: where,
    audience: where === product ? 'workspace' : where,
    words: 'words',
    customer: null,
    segment: null,
    source: null,
    stage: null,
    score: { scale, value },
    themes: [],
    messageTs: null,
    saidAt: at,
    capturedBy: dmitri,
    capturedAt: at,
  });

describe('lines', () => {
  test('are added as every kind, each with what it is measured in', () => {
    for (const { name, label } of kinds) adds(name, { name: label });
    expect(listLines(db).map(({ name, unit, better }) => `${name}: ${unit}, ${better}`)).toEqual([
      'NPS: points, higher',
      'CSAT: %, higher',
      'CES: points, higher',
      'CSI: points, higher',
      'Churn: %, lower',
      'Retention: %, higher',
      'Lifetime value: money, higher',
      'Onboarding success: %, higher',
      'Cost to serve: money, lower',
      'One of our own: number, higher',
    ]);
  });

  test.each<[string, string, Partial<LineWishes>, string, string]>([
    ['no name', 'churn', { name: '  ' }, 'line_name', 'Give the line a name'],
    ['a long name', 'churn', { name: 'x'.repeat(61) }, 'line_name', 'under 60 characters'],
    ['a name that is taken', 'churn', { name: ' nps ' }, 'line_name', 'There is a line called “nps” already'],
    ['money of no country', 'cost to serve', { currency: 'XQQ' }, 'line_currency', 'three letters'],
    ['money without a currency', 'cost to serve', { currency: null }, 'line_currency', 'three letters'],
    ['a target that cannot be', 'churn', { target: 101 }, 'line_target', 'between −100 % and 100 %'],
    ['voices in another unit', 'csat', { unit: 'points' }, 'line_unit', 'CSAT of voices is computed in %'],
  ])('are refused beside their field: %s', (_name, kind, more, field, sentence) => {
    adds('nps');
    const refusal = refusalOf(() => adds(kind, more));
    expect(refusal.field).toBe(field);
    expect(refusal.sentence).toContain(sentence);
    expect(listLines(db)).toHaveLength(1);
  });

  test('are twenty at the most, retired ones not counted', () => {
    const ids = Array.from({ length: 20 }, (_, index) => adds('own', { name: `Line ${index}` }));
    expect(refusalOf(() => adds('churn')).sentence).toContain('20 lines are as many');
    change.retireLine(db, monday, chloe, ids[0] ?? 0);
    adds('churn');
    expect(refusalOf(() => change.bringLineBack(db, monday, chloe, ids[0] ?? 0)).sentence).toContain(
      '20 lines',
    );
  });

  test('a retired one keeps its values, takes no more, and comes back unless its name is taken', () => {
    const id = adds('churn');
    types(id, '2');
    change.retireLine(db, monday, chloe, id);
    expect(refusalOf(() => types(id, '3', { shown: 2 }))).toEqual({
      sentence: 'This line takes no more typed values. Open the form again.',
      field: `value_${id}`,
    });
    expect(refusalOf(() => change.chooseLine(db, monday, chloe, id)).sentence).toContain('has been retired');
    expect([listLines(db), retiredLines(db, 9).map((line) => line.id), week(wednesday)]).toEqual([
      [],
      [id],
      [],
    ]);
    adds('churn');
    expect(refusalOf(() => change.bringLineBack(db, monday, chloe, id)).field).toBe('line_name');
    change.retireLine(db, monday, chloe, listLines(db)[0]?.id ?? 0);
    change.bringLineBack(db, monday, chloe, id);
    expect(findValue(db, id, thisWeek)).toBe(2);
    expect(refusalOf(() => change.bringLineBack(db, monday, chloe, id)).sentence).toContain('in use already');
  });

  test('what its values are measured in stays as long as there are any', () => {
    const id = adds('cost to serve');
    const changes = (more: Partial<LineWishes>) =>
      refusalOf(() => change.changeLine(db, monday, chloe, id, wishes('cost to serve', more)));
    expect(changes({ currency: 'usd' }).sentence).toBe('');
    types(id, '12');
    expect(changes({ currency: 'EUR' })).toMatchObject({ field: 'line_currency' });
    expect(changes({ unit: 'days', currency: 'USD' })).toMatchObject({ field: 'line_unit' });
    expect(changes({ currency: 'USD', name: 'Cost', target: 10, better: 'higher' }).sentence).toBe('');
    expect(findLine(db, id)).toMatchObject({ name: 'Cost', target: 10, better: 'higher', currency: 'USD' });
    const typed = adds('nps', { scale: null });
    types(typed, '31');
    expect(refusalOf(() => change.changeLine(db, monday, chloe, typed, wishes('nps'))).field).toBe(
      'line_source',
    );
  });

  test('move up among those of their side', () => {
    const [churn, cost, nps] = [adds('churn'), adds('cost to serve'), adds('nps')];
    change.moveLineUp(db, monday, chloe, nps);
    expect(listLines(db).map(({ id }) => id)).toEqual([nps, cost, churn]);
    change.moveLineUp(db, monday, chloe, nps);
    change.moveLineUp(db, monday, chloe, cost);
    expect(listLines(db).map(({ id }) => id)).toEqual([nps, cost, churn]);
  });

  test('one at the most is in the picture', () => {
    const [churn, nps] = [adds('churn'), adds('nps')];
    const chosen = () => listLines(db).filter(({ isChosen }) => isChosen);
    change.chooseLine(db, monday, chloe, churn);
    change.chooseLine(db, monday, chloe, nps);
    expect(chosen().map(({ id }) => id)).toEqual([nps]);
    change.chooseLine(db, monday, chloe, nps);
    expect(chosen()).toEqual([]);
  });
});

describe('who may', () => {
  const actions = (id: number, personId: string) => [
    () => change.addLine(db, monday, personId, wishes('nps')),
    () => change.changeLine(db, monday, personId, id, wishes('churn', { name: 'Loss' })),
    () => change.moveLineUp(db, monday, personId, id),
    () => change.chooseLine(db, monday, personId, id),
    () => setWeekValues(db, wednesday, personId, thisWeek, [{ lineId: id, shown: null, typed: '1' }]),
    () => change.retireLine(db, monday, personId, id),
    () => change.bringLineBack(db, monday, personId, id),
  ];

  test.each([ana, gus, dmitri, 'UNOBODY'])('not %s', (personId) => {
    const id = adds('churn');
    const before = db.all('SELECT * FROM audit');
    for (const action of actions(id, personId)) {
      expect(refusalOf(action).sentence).toContain('Only the sponsor and workspace admins');
    }
    expect(db.all('SELECT * FROM audit')).toEqual(before);
  });

  test('the sponsor and the workspace’s owners, and each of their changes leaves a trace', () => {
    const id = adds('churn');
    for (const action of actions(id, eve)) action();
    types(id, '2', { shown: 1 });
    types(id, '', { shown: 2 });
    expect(db.all('SELECT person_id AS who, did, subject FROM audit ORDER BY id')).toEqual([
      { who: chloe, did: 'added', subject: 'scorecard line 1' },
      { who: eve, did: 'added', subject: 'scorecard line 2' },
      { who: eve, did: 'changed', subject: 'scorecard line 1' },
      { who: eve, did: 'put into the picture', subject: 'scorecard line 1' },
      { who: eve, did: 'set 1 for', subject: 'scorecard line 1, week to 2026-03-09' },
      { who: eve, did: 'retired', subject: 'scorecard line 1' },
      { who: eve, did: 'brought back', subject: 'scorecard line 1' },
      { who: chloe, did: 'changed 1 to 2 for', subject: 'scorecard line 1, week to 2026-03-09' },
      { who: chloe, did: 'cleared 2 of', subject: 'scorecard line 1, week to 2026-03-09' },
    ]);
  });
});

describe('a week’s values', () => {
  test('are all of the form’s, or none', () => {
    const [churn, retention] = [adds('churn'), adds('retention')];
    const form = (typed: string) =>
      db.transaction(() =>
        setWeekValues(db, wednesday, chloe, thisWeek, [
          { lineId: churn, shown: null, typed: '2,5' },
          { lineId: retention, shown: null, typed },
        ]),
      );
    expect(refusalOf(() => form('many')).field).toBe(`value_${retention}`);
    expect(db.all('SELECT * FROM scorecard_value')).toEqual([]);
    form('90');
    expect([findValue(db, churn, thisWeek), findValue(db, retention, thisWeek)]).toEqual([2.5, 90]);
  });

  test('that nobody touched stay as somebody else left them', () => {
    const id = adds('churn');
    types(id, '2');
    types(id, '');
    expect(findValue(db, id, thisWeek)).toBe(2);
    expect(refusalOf(() => types(id, '3')).sentence).toContain('Somebody else changed this to 2 meanwhile');
    types(id, '3', { shown: 2 });
    expect(refusalOf(() => types(id, '', { shown: 2 })).field).toBe(`value_${id}`);
    types(id, '', { shown: 3 });
    expect(findValue(db, id, thisWeek)).toBeNull();
  });

  test.each(['2026-03-16', '2026-03-08'])(
    'are not those of a week that is none of the digest’s yet: %s',
    (weekOf) => {
      const id = adds('churn');
      expect(refusalOf(() => types(id, '2', { weekOf })).sentence).toContain('The weeks have changed');
    },
  );

  test('nought is a value, and nothing is none', () => {
    const id = adds('churn');
    types(id, '0');
    expect(week(later(monday, 7 * dayMs))[0]).toMatchObject({ value: 0, before: null });
  });

  test('stand beside those of the week before, while it runs and once it has ended', () => {
    const id = adds('churn', { target: 2 });
    types(id, '3', { weekOf: '2026-03-02' });
    types(id, '2');
    const figure = { lineId: id, isChosen: false, value: 2, before: 3, target: 2, n: null };
    expect(week(wednesday)).toEqual([figure]);
    expect(week(later(monday, 7 * dayMs))).toEqual([figure]);
    expect(week(later(monday, 14 * dayMs))).toEqual([{ ...figure, value: null, before: 2 }]);
  });

  test('keep their weeks when the digest moves to another day', () => {
    const id = adds('churn');
    types(id, '3', { weekOf: '2026-03-02' });
    types(id, '2');
    saveSettings(db, { ...findSettings(db), digestWeekday: 5 });
    const friday = later(monday, 4 * dayMs);
    expect(week(friday)).toMatchObject([{ value: 3, before: null }]);
    expect(week(later(friday, 7 * dayMs))).toMatchObject([{ value: 2, before: 3 }]);
    expect(refusalOf(() => types(id, '4', { weekOf: '2026-03-06' })).sentence).toContain('changed this to 3');
    types(id, '4', { weekOf: '2026-03-06', shown: 3 });
    expect(week(friday)).toMatchObject([{ value: 4 }]);
    types(id, '', { weekOf: '2026-03-06', shown: 4 });
    expect(week(friday)).toMatchObject([{ value: null }]);
  });

  test('are named by the same day before and after the clocks change', () => {
    const id = adds('churn');
    // The clocks of Berlin go forward on 29 March 2026, and the sponsor’s digest stays at nine.
    const before = new Date('2026-03-30T06:59:00.000Z');
    const after = new Date('2026-03-30T07:00:00.000Z');
    expect([runningWeek(db, before), runningWeek(db, after)]).toEqual(['2026-03-30', '2026-04-06']);
    db.transaction(() =>
      setWeekValues(db, before, chloe, '2026-03-30', [{ lineId: id, shown: null, typed: '2' }]),
    );
    expect(week(after)).toMatchObject([{ value: 2 }]);
    const weeks = loadLineWeeks(db, '2026-03-30', viewerOf(db, chloe))[0]?.weeks ?? [];
    expect(weeks.map(({ weekOf }) => weekOf)).toEqual([
      '2026-01-12',
      '2026-01-19',
      '2026-01-26',
      '2026-02-02',
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
      '2026-03-30',
    ]);
    expect(weeks.at(-1)?.value).toBe(2);
  });
});

describe('a computed line', () => {
  const nextMonday = later(monday, 7 * dayMs);

  test('counts what customers said from one digest to the next, and tells of how many', () => {
    for (const kind of ['nps', 'csat', 'ces', 'csi']) adds(kind);
    scored('nps', 0, later(monday, -1));
    scored('nps', 10, monday);
    scored('nps', 9, later(nextMonday, -1));
    scored('nps', 8, wednesday);
    scored('nps', 6, nextMonday);
    for (const value of [5, 4, 3]) scored('csat', value, wednesday);
    for (const value of [7, 2]) scored('ces', value, wednesday);
    const [nps, csat, ces, csi] = week(nextMonday);
    expect(nps).toMatchObject({ value: 200 / 3, before: -100, n: 3 });
    expect(csat?.value).toBeCloseTo(66.67, 2);
    expect(ces).toMatchObject({ value: 4.5, n: 2 });
    expect(csi).toMatchObject({ value: null, before: null, n: 0 });
  });

  test('tells a channel of no more than its members may read', () => {
    adds('nps');
    scored('nps', 10, wednesday);
    scored('nps', 0, wednesday, board);
    expect(week(nextMonday, viewerOf(db, chloe))[0]).toMatchObject({ value: 0, n: 2 });
    expect(week(nextMonday, conversationViewer(product))[0]).toMatchObject({ value: 100, n: 1 });
    expect(week(nextMonday, conversationViewer(board))[0]).toMatchObject({ value: 0, n: 2 });
  });

  test('takes no typed value', () => {
    expect(refusalOf(() => types(adds('nps'), '31')).sentence).toContain('takes no more typed values');
  });

  test('is drawn week by week where it is chosen', () => {
    const weeks = [weekBefore(weekUntil(nextMonday, zone, null), zone), weekUntil(nextMonday, zone, null)];
    const drawn = () => chosenLineWeeks(db, weeks, viewerOf(db, chloe));
    const id = adds('nps');
    scored('nps', 10, wednesday);
    expect(drawn()).toEqual([null, null]);
    change.chooseLine(db, monday, chloe, id);
    expect(drawn()).toEqual([null, 100]);
  });

  test('is counted from the index alone', () => {
    const plan = db.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT v.score, count(*) FROM voice v WHERE v.score_scale = 'nps' AND v.said_at >= 'a'
         AND v.said_at < 'b' AND v.joined_to IS NULL AND v.import_id IS NULL AND v.captured_by = 'x'
         AND v.audience = 'workspace' AND v.conversation_id = 'C' GROUP BY v.score`,
    );
    expect(plan[0]?.detail).toContain('USING COVERING INDEX voice_scored');
  });
});

describe('as it is shown', () => {
  const shown = (
    kind: string,
    value: number | null,
    before: number | null,
    more: Partial<LineWishes> = {},
  ) => {
    const id = adds(kind, more);
    const figure = { lineId: id, isChosen: false, value, before, target: more.target ?? null, n: null };
    return scorecardLines(loadScored(db, [figure])).join(' ');
  };

  test.each([
    ['churn', 2.5, 2, '*Churn* 2.5 %, +0.5 since last week, worse'],
    ['retention', 90, 92, '*Retention* 90 %, −2 since last week, worse'],
    ['nps', -12, -20, '*NPS* −12 points, +8 since last week, better'],
    ['cost to serve', 4300.5, 4299, '*Cost to serve* EUR 4,300.50, +1.50 since last week, worse'],
    ['cost to serve', 250_000.5, null, '*Cost to serve* EUR 250,001'],
    ['cost to serve', 0.125, null, '*Cost to serve* EUR 0.125'],
    ['cost to serve', 12, 12, '*Cost to serve* EUR 12, as last week'],
    ['lifetime value', 1204.5, null, '*Lifetime value* EUR 1,204.50'],
    ['churn', null, 2, '*Churn* no value this week'],
  ])('%s of %s after %s', (kind, value, before, told) => {
    expect(shown(kind, value, before)).toMatch(new RegExp(`• ${told.replace(/[*+.]/g, '\\$&')}$`));
  });

  test('has a target, and names that are escaped', () => {
    expect(shown('own', 0.1, null, { name: '<b>&', unit: 'days', target: 3 })).toContain(
      '*&lt;b&gt;&amp;* 0.1 days · target 3 days',
    );
  });

  test('fits into Slack’s limits with twenty long lines, and never says why', () => {
    for (let index = 0; index < 20; index += 1) {
      const id = adds('lifetime value', { name: `${index} ${'&'.repeat(57)}`, target: 999_999_999_999.99 });
      types(id, '-999999999999.99');
    }
    const figures = week(wednesday);
    const home = scorecardPart({
      weekOf: thisWeek,
      scored: loadScored(db, figures),
      earlierWeeks: Array.from({ length: 52 }, () => thisWeek),
    });
    const weeks = lineWeeksBlocks(loadLineWeeks(db, thisWeek, viewerOf(db, chloe)));
    const lines = linesPage({ lines: listLines(db), retired: listLines(db) }).blocks;
    const form = valuesForm({
      weekOf: thisWeek,
      typed: listLines(db).map((line) => ({ line, value: -999_999_999_999.99 })),
      computed: [],
    });
    for (const blocks of [home, weeks, lines, form.blocks]) {
      expect(blocks.length).toBeLessThanOrEqual(100);
      // Two lines side by side: what they show is not why.
      expect(JSON.stringify(blocks)).not.toMatch(/because|due to|caus|correlat|thanks to|led to/i);
      for (const block of blocks) {
        const text = 'text' in block && typeof block.text === 'object' ? block.text.text : '';
        expect(text.length).toBeLessThanOrEqual(3000);
      }
    }
    expect(form.private_metadata?.length).toBeLessThanOrEqual(3000);
  });
});
