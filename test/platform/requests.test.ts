// A request has its effect once, whatever is replayed or clicked twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayMs, later } from '../../src/platform/clock.ts';
import type { Database } from '../../src/platform/database.ts';
import { claimRequest, sweepRequests } from '../../src/platform/requests.ts';
import { newDatabase } from '../stories/scene.ts';

const now = new Date('2026-03-02T08:00:00.000Z');

let db: Database;
beforeEach(() => {
  db = newDatabase();
});
afterEach(() => db.close());

test('a request is claimed by the first who asks, and by nobody after', () => {
  expect(claimRequest(db, 'click 1', now)).toBe(true);
  expect(claimRequest(db, 'click 1', now)).toBe(false);
  expect(claimRequest(db, 'click 1', later(now, dayMs))).toBe(false);
  expect(claimRequest(db, 'click 2', now)).toBe(true);
});

test('a claim goes back with its transaction, so that the retry has its effect', () => {
  const failing = () =>
    db.transaction(() => {
      expect(claimRequest(db, 'click 1', now)).toBe(true);
      throw new Error('busy');
    });
  expect(failing).toThrow('busy');
  expect(claimRequest(db, 'click 1', now)).toBe(true);
});

test('claims are swept after a day, and not before', () => {
  claimRequest(db, 'click 1', now);
  sweepRequests(db, later(now, dayMs));
  expect(claimRequest(db, 'click 1', now)).toBe(false);
  sweepRequests(db, later(now, dayMs + 1));
  expect(claimRequest(db, 'click 1', now)).toBe(true);
});
