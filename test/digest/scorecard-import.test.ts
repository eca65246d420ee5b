// A file of values belongs to whoever gave it, is imported once, and only while they may.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addLine, changeLine, retireLine } from '../../src/digest/change-scorecard.ts';
import {
  askImport,
  cancelImport,
  failImport,
  offerImport,
  startImport,
} from '../../src/digest/decide-scorecard-import.ts';
import { readingOf } from '../../src/digest/read-import.ts';
import { kindNamed, type LineWishes } from '../../src/digest/scorecard.ts';
import { importDue, type ScorecardImport } from '../../src/digest/scorecard-import.ts';
import { findImport } from '../../src/digest/scorecard-import-store.ts';
import { findSettings, saveSettings } from '../../src/people/settings-store.ts';
import type { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { ana, chloe, dmitri, eve, monday, refusalOf, town } from '../people/town.ts';

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

function churn(more: Partial<LineWishes> = {}): LineWishes {
  const kind = kindNamed('churn');
  if (!kind) throw new Error('there is churn');
  return { ...kind, kind: 'churn', name: 'Churn', currency: null, target: null, ...more };
}

/** A file that was read, and waits for a yes. */
function given(personId: string = chloe, text = 'week,line,value\n2026-03-02,Churn,2\n'): ScorecardImport {
  askImport(db, monday, personId, { id: 'F1', name: 'values.csv', bytes: text.length });
  const id = db.one<{ id: number }>('SELECT max(id) AS id FROM scorecard_import')?.id ?? 0;
  const asked = found(id);
  offerImport(db, monday, asked, readingOf(db, monday, Buffer.from(text)));
  return found(id);
}

function found(id: number): ScorecardImport {
  const from = findImport(db, id);
  if (!from) throw new Error(`no import ${id}`);
  return from;
}

const start = (id: number, personId: string = chloe) =>
  refusalOf(() => db.transaction(() => startImport(db, monday, personId, id))).sentence;
const values = () => db.all('SELECT value FROM scorecard_value').length;

describe('a file of values', () => {
  test('is taken from whoever may change settings, up to its size', () => {
    const bytes = 256 * 1024;
    const gives = (personId: string, size: number) =>
      refusalOf(() => askImport(db, monday, personId, { id: 'F1', name: 'a.csv', bytes: size }));
    expect(gives(ana, 10).sentence).toContain('Only the sponsor and workspace admins');
    expect(gives(eve, bytes + 1)).toMatchObject({ field: 'file' });
    expect(db.all('SELECT id FROM scorecard_import')).toEqual([]);
    expect(gives(eve, bytes).sentence).toBe('');
    expect(alarmAt(db, importDue, '1')).toEqual(monday);
  });

  test('is imported once', () => {
    addLine(db, monday, chloe, churn());
    const { id } = given();
    expect([start(id), start(id)]).toEqual(['', 'That is settled already; the message shows how.']);
    expect(refusalOf(() => cancelImport(db, monday, chloe, id)).sentence).toContain('settled already');
    expect(found(id)).toMatchObject({ state: 'done', taken: 1, reading: null });
    expect([values(), alarmAt(db, importDue, String(id))]).toEqual([1, null]);
  });

  test('is decided about by nobody else, and by nobody who lost the right', () => {
    addLine(db, monday, chloe, churn());
    const { id } = given();
    expect(start(id, eve)).toBe('Only whoever gave this file can do that.');
    expect(refusalOf(() => cancelImport(db, monday, eve, id)).sentence).toContain(
      'Only whoever gave this file',
    );
    expect(start(99)).toBe('Only whoever gave this file can do that.');
    saveSettings(db, { ...findSettings(db), sponsorId: dmitri });
    expect(start(id)).toContain('Only the sponsor and workspace admins');
    expect(values()).toBe(0);
  });

  test.each<[string, (lineId: number) => void]>([
    ['retired', (lineId) => retireLine(db, monday, chloe, lineId)],
    [
      'computed from voices',
      (lineId) => changeLine(db, monday, chloe, lineId, churn({ scale: 'csat', unit: '%' })),
    ],
  ])('is not imported into a line that was %s meanwhile', (_how, change) => {
    const lineId = addLine(db, monday, chloe, churn());
    const { id } = given();
    change(lineId);
    expect(start(id)).toContain('The scorecard has changed since I read this file.');
    expect([values(), found(id).state]).toEqual([0, 'ready']);
  });

  test('that was read twice is shown once, and one that is settled does not fail any more', () => {
    addLine(db, monday, chloe, churn());
    const from = given();
    offerImport(db, monday, from, { values: [], known: 0, refused: [], allRefused: 0, ignored: [] });
    failImport(db, monday, from, 'Too late.');
    expect(found(from.id)).toMatchObject({
      state: 'ready',
      problem: null,
      reading: { values: [{ value: 2 }] },
    });
    expect(db.all("SELECT id FROM message WHERE drawing = 'scorecard import'")).toHaveLength(1);
  });
});
