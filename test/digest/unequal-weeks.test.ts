// A week that is not over, or was cut short, is told without changes since last week.
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as change from '../../src/digest/change-scorecard.ts';
import type { Figures } from '../../src/digest/figures.ts';
import { loadDigest } from '../../src/digest/load-digest.ts';
import { previewDigest } from '../../src/digest/preview-digest.ts';
import { readerOf, theSponsor } from '../../src/digest/reader.ts';
import { kindNamed } from '../../src/digest/scorecard.ts';
import { setWeekValues } from '../../src/digest/set-values.ts';
import { addDigest } from '../../src/digest/store.ts';
import { previewMessage } from '../../src/digest/views.ts';
import { isAsLong, type Week, weekUntil } from '../../src/digest/week.ts';
import { viewerOf } from '../../src/people/store.ts';
import { dayMs, hourMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { setUpRitual } from '../../src/ritual/set-up-ritual.ts';
import { addVoice } from '../../src/voc/store.ts';
import { answers, closes, records } from '../decision/team.ts';
import { ana, ben, chloe, monday, product, town } from '../people/town.ts';
import { computeFigures } from './figures-of.ts';
import { readableMessage } from './weeks.ts';

const zone = 'Europe/Berlin';
const at = (days: number) => later(monday, days * dayMs);

let db: Database;
let churn: number;
beforeEach(() => {
  db = town();
  const [typed, computed] = [kindNamed('churn'), kindNamed('nps')];
  if (!typed || !computed) throw new Error('no such kinds');
  const more = { currency: null, target: null };
  churn = change.addLine(db, monday, chloe, { ...typed, kind: 'churn', name: 'Churn', ...more });
  change.addLine(db, monday, chloe, { ...computed, kind: 'nps', name: 'NPS', ...more });
  const wishes = { name: 'Weekly', functionId: null, question: '', timeZone: zone, schedule: null };
  setUpRitual(db, at(-7), ana, product, { ...wishes, personIds: [] });
  for (const day of [1, 2, 8]) happens(day);
  types('2026-03-09', '3');
  types('2026-03-16', '2');
  tells(weekUntil(at(7), zone, null));
});
afterEach(() => db.close());

/** The same in every week: a decision that all three love, and a customer’s words. */
function happens(day: number): void {
  const decision = records(db, {}, { at: at(day) });
  answers(db, decision, { [ana]: 'love', [ben]: 'love' }, at(day));
  closes(db, decision, at(day));
  addVoice(db, {
    conversationId: product,
    audience: 'workspace',
    words: `words of day ${day}`,
    customer: null,
    segment: null,
    source: null,
    stage: null,
    score: { scale: 'nps', value: 9 + (day % 2) },
    themes: ['export'],
    messageTs: null,
    saidAt: at(day),
    capturedBy: ana,
    capturedAt: at(day),
  });
}
const types = (weekOf: string, typed: string) =>
  setWeekValues(db, at(8), chloe, weekOf, [{ lineId: churn, shown: null, typed }]);
const tells = (week: Week) => addDigest(db, week.until, { week, reader: theSponsor, toldTo: chloe }, 'due');
const figuresUntil = (until: Date) =>
  computeFigures(db, weekUntil(until, zone, at(7)), zone, viewerOf(db, chloe));

const before = ({ teams, functions, voices, themes, scorecard }: Figures) => [
  teams[0]?.before?.held ?? null,
  functions[0]?.before?.held ?? null,
  voices.before,
  themes[0]?.before,
  ...scorecard.map((figure) => figure.before),
];

test('whole weeks stand beside each other', () => {
  expect(before(figuresUntil(at(14)))).toEqual([2, 2, 2, 2, 3, 100]);
});

test('a week that was cut short stands beside nothing but what was typed for the one before it', () => {
  const friday = figuresUntil(at(11));
  expect(friday.teams[0]?.now.held).toBe(1);
  expect([friday.voices.count, friday.themes[0]?.count]).toEqual([1, 1]);
  expect(before(friday)).toEqual([null, null, null, null, 3, null]);
});

test('nor does the whole week that follows it', () => {
  tells({ weekOf: '2026-03-13', from: at(7), until: at(11) });
  const next = computeFigures(db, weekUntil(at(18), zone, at(11)), zone, viewerOf(db, chloe));
  expect(before(next).slice(0, 3)).toEqual([null, null, null]);
});

test('a preview says nothing of last week’s figures', async () => {
  const figures = await previewDigest(db, at(8.5), chloe)();
  const message = previewMessage(loadDigest(db, figures, readerOf(db, theSponsor, ''), false));
  const shown = readableMessage(message);
  expect(shown).toContain('Kept in 1 of 1 meeting, 100 %');
  expect(shown).not.toMatch(/points\)|than last week|#export 1 \(/);
});

test('a change of the clocks does not make two weeks unlike', () => {
  const spring = weekUntil(new Date('2026-03-30T07:00:00.000Z'), zone, null);
  const earlier = weekUntil(spring.from, zone, null);
  expect(spring.until.getTime() - spring.from.getTime()).toBe(7 * dayMs - hourMs);
  expect(isAsLong(spring, earlier)).toBe(true);
  expect(isAsLong({ ...spring, until: later(spring.until, -3 * hourMs) }, earlier)).toBe(false);
});
