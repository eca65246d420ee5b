// The App Home costs what stands on it, and not what a company has ever decided, answered and heard.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fill } from '../../bench/history.ts';
import { home } from '../../bench/home.ts';
import { auditPage } from '../../src/home/audit-view.ts';
import { loadAudit } from '../../src/home/load-audit.ts';
import { loadHealth } from '../../src/home/load-health.ts';
import { loadHome } from '../../src/home/load-home.ts';
import type { Database, Values } from '../../src/platform/database.ts';
import { ana, chloe, gus, monday, town } from '../people/town.ts';

/** What is as long as a list of settings or of channels, however long the company keeps its ritual. */
const short = [
  'setting',
  'segment',
  'function',
  'best_customers',
  'ritual',
  'scorecard_line',
  'ended',
  'json_each',
];

let db: Database;
beforeEach(() => {
  db = town();
});
afterEach(() => db.close());

/** The steps of SQLite's plans in which it reads a table from end to end; some call one by another name. */
function scansOf(work: () => unknown): string[] {
  const scans = new Set<string>();
  const all = db.all.bind(db);
  const look = (sql: string, values: Values = {}) => {
    for (const { detail } of all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values)) {
      const [, table] = /^SCAN (\w+)/.exec(detail) ?? [];
      // Of all rounds only the open ones stand in this index.
      const isShort = table === undefined || short.includes(table) || detail.endsWith('INDEX round_open');
      if (!isShort) scans.add(`${detail}: ${sql}`);
    }
  };
  const one = db.one.bind(db);
  db.all = (sql, values) => {
    look(sql, values);
    return all(sql, values);
  };
  db.one = (sql, values) => {
    look(sql, values);
    return one(sql, values);
  };
  work();
  return [...scans];
}

test.each([
  ['the sponsor', chloe],
  ['a member', ana],
  ['a guest', gus],
])('nothing that grows is read from end to end for %s', (_who, personId) => {
  db.run("INSERT INTO membership (conversation_id, person_id) VALUES ('C1', @ana), ('C1', @gus)", {
    ana,
    gus,
  });
  fill(db, { rituals: 3, weeks: 6, voicesPerWeek: 20 }, monday);
  const scans = scansOf(() => {
    loadHome(db, monday, personId);
    loadHome(db, monday, personId, { voices: 2, matters: 1 });
    loadHealth(db, monday, personId, 0);
    auditPage(loadAudit(db, { before: 5 }));
    auditPage(loadAudit(db, { after: 5 }));
  });
  expect(scans).toEqual([]);
});

test('the benchmark of it runs, on a small company', async () => {
  await home({ rituals: 20, weeks: 4, voicesPerWeek: 10 }, 1);
});
