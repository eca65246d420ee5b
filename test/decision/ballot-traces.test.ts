// Opens the database file as a thief would: its bytes, its log, its free pages and a backup lead from nobody to a ballot.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ballotsOf, lookIntoBox } from '../../src/decision/ballot-store.ts';
import { castBallot, changeBallot } from '../../src/decision/cast-ballot.ts';
import { closeRound } from '../../src/decision/close-round.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { addDecision } from '../../src/decision/store.ts';
import type { Verdict } from '../../src/decision/verdict.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import { Database } from '../../src/platform/database.ts';
import { alarmAt } from '../../src/platform/ticker.ts';
import { foldTraces, tracesLeft } from '../../src/platform/traces.ts';
import { monday } from '../people/town.ts';
import { anonymousTown, casts, crowd, recordsWithoutNames } from './crowd.ts';

const [ana = '', ben = '', chloe = '', dmitri = ''] = crowd;

let folder: string;
let path: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'empty-chair-'));
  path = join(folder, 'chair.db');
  db = anonymousTown(path);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const bytes = (file = path) => readFileSync(file, 'latin1');
const logBytes = () => statSync(`${path}-wal`).size;
const timesIn = (text: string, word: string) => text.split(word).length - 1;

function change({ id: decisionId }: Decision, token: string, verdict: Verdict, why: string): void {
  db.transaction(() => changeBallot(db, monday, ana, { decisionId, token }, { verdict, why }));
  foldTraces(db);
}

function close(decision: Decision): void {
  db.transaction(() => closeRound(db, monday, decision.roundId, null));
  foldTraces(db);
}

/** No older state of a box is left: each ballot is in the file once, or cut in two by the end of a page. */
function expectNoOlderBox(file: string, decisions: Decision[], tokens: string[]): void {
  const text = bytes(file);
  for (const decision of decisions) {
    const ids = lookIntoBox(db, decision.id).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    for (const id of ids) expect(timesIn(text, id)).toBeLessThanOrEqual(1);
  }
  for (const token of tokens) expect(text).not.toContain(token);
}

const verdict = fc.constantFrom<Verdict>('love', 'accept', 'dislike', 'unsure');
/** Somebody acts on one of many open decisions: casts, or changes what they cast. Whys move what is stored. */
const act = fc.record({
  who: fc.constantFrom(...crowd),
  on: fc.nat({ max: 39 }),
  verdict,
  why: fc.oneof(
    fc.constant(''),
    fc.nat({ max: 400 }).map((length) => 'w'.repeat(length)),
  ),
});

describe('while the round is open', () => {
  test('the file holds one state of each of many boxes, in an order that was drawn by lot', () => {
    const first = recordsWithoutNames(db);
    const decisions = Array.from({ length: 40 }, () => ({ ...first, id: addDecision(db, first) }));
    const tokens = new Map<string, string>();
    fc.assert(
      fc.property(fc.array(act, { minLength: 60, maxLength: 60 }), (acts) => {
        for (const { who, on, ...wishes } of acts) {
          const { id: decisionId } = decisions[on] ?? first;
          const token = tokens.get(`${who} ${on}`);
          db.transaction(() => {
            if (token) changeBallot(db, monday, who, { decisionId, token }, wishes);
            else tokens.set(`${who} ${on}`, castBallot(db, monday, who, decisionId, wishes).token);
          });
        }
        foldTraces(db);
        expectNoOlderBox(path, decisions, [...tokens.values()]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  test('a verdict that was changed and its words are gone from the file', () => {
    const decision = recordsWithoutNames(db);
    for (const id of crowd.slice(1)) casts(db, decision, id, 'love', `A why of ${'some length '.repeat(90)}`);
    const { token } = casts(db, decision, ana, 'dislike', 'Xylophones would break');
    expect(bytes()).toContain('Xylophones');
    change(decision, token, 'love', 'On second thoughts, no');
    expect(bytes()).not.toContain('Xylophones');
    expect(bytes()).toContain('On second thoughts');
  });

  test('the log, which would pair each person with a ballot, is emptied after every ballot', () => {
    const decision = recordsWithoutNames(db);
    for (const id of crowd) {
      const { ballot } = db.transaction(() => castBallot(db, monday, id, decision.id, { verdict: 'love' }));
      const log = bytes(`${path}-wal`);
      expect([log.includes(id), log.includes(ballot.id)]).toEqual([true, true]);
      foldTraces(db);
      // What follows is only that nothing is left to do.
      expect(bytes(`${path}-wal`)).not.toContain(ballot.id);
      expect(bytes(`${path}-wal`)).not.toContain(id);
    }
    expect(alarmAt(db, tracesLeft, '')).toBeNull();
  });

  test('a log that somebody else reads stays owed until they have done', () => {
    const decision = recordsWithoutNames(db);
    db.foldLog();
    const reader = new Database(path);
    reader.script('BEGIN');
    reader.all('SELECT * FROM turnout');
    const { ballot } = casts(db, decision, ben, 'dislike');
    expect(bytes(`${path}-wal`)).toContain(ballot.id);
    expect(alarmAt(db, tracesLeft, '')).toEqual(monday);
    reader.script('COMMIT');
    reader.close();
    foldTraces(db);
    expect(alarmAt(db, tracesLeft, '')).toBeNull();
    expect(bytes(`${path}-wal`)).not.toContain(ballot.id);
  });

  test('a backup shows no more than the file', () => {
    const decision = recordsWithoutNames(db);
    const tokens = [dmitri, ana, chloe, ben].map((id) => casts(db, decision, id, 'love').token);
    const copy = join(folder, 'backup.db');
    db.script(`VACUUM INTO '${copy}'`);
    expectNoOlderBox(copy, [decision], tokens);
    for (const id of crowd) expect(neighbourhood(bytes(copy), id)).not.toMatch(/love|accept|dislike|unsure/);
  });

  test('a ballot holds no time, and cast at another time it looks the same', () => {
    const decision = recordsWithoutNames(db);
    const at = later(monday, 7 * minuteMs);
    db.transaction(() => castBallot(db, at, ben, decision.id, { verdict: 'love' }));
    expect(Object.keys(lookIntoBox(db, decision.id)[0] ?? {}).sort()).toEqual([
      'id',
      'segment',
      'verdict',
      'voiceIds',
      'why',
    ]);
  });
});

describe('after the reveal', () => {
  test('ballots lie in the order of new ids, and of the box nothing is left', () => {
    const decision = recordsWithoutNames(db);
    const tokens = [dmitri, ana, chloe, ben].map((id) => casts(db, decision, id, 'love').token);
    const before = lookIntoBox(db, decision.id).map(({ id }) => id);
    close(decision);
    const text = bytes();
    expect(logBytes()).toBeLessThan(100_000);
    for (const gone of [...before, ...tokens]) {
      expect(text).not.toContain(gone);
      expect(bytes(`${path}-wal`)).not.toContain(gone);
    }
    const ids = ballotsOf(db, decision.id).map(({ id }) => id);
    expect(ids.map((id) => timesIn(text, id))).toEqual([1, 1, 1, 1]);
    // SQLite fills a page from its end: what was written first stands last.
    const places = ids.map((id) => text.indexOf(id));
    expect(places).toEqual([...places].sort((one, other) => other - one));
  });

  test('of fewer than four ballots nothing at all is left', () => {
    const decision = recordsWithoutNames(db);
    for (const id of [ana, ben, chloe]) casts(db, decision, id, 'dislike', 'Xylophones would break');
    close(decision);
    expect(bytes()).not.toContain('Xylophones');
    expect(bytes(`${path}-wal`)).not.toContain('Xylophones');
  });
});

/** What stands around a word, wherever it stands. */
function neighbourhood(text: string, word: string): string {
  return [...text.matchAll(new RegExp(word, 'g'))]
    .map(({ index }) => text.slice(Math.max(0, index - 60), index + 60))
    .join('\n');
}
